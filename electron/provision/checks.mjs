import { spawn } from 'node:child_process';
import path from 'node:path';
import { findProgram } from './child.mjs';
import { makeFolder, readJson, remove } from './files.mjs';
import { formatSeconds } from './log.mjs';
import { CHECKOUT } from './paths.mjs';

/** Quick checks that touch nothing of one another's; run two at a time. */
const QUICK = ['check:format', 'check:types', 'check:lint', 'check:layers', 'check:dead'];
const AT_A_TIME = 2;
/** vitest runs: everything under the user's own Node, and the engine's tests again under a current one. */
const UNIT = 'check:unit';
const MODERN = 'check:modern';

/**
 * Runs every check, however many fail, prints a table, and ends with the line `N passed, N failed`: each test of the
 * unit run counts as one, and so does each other check.
 *
 * @param {string[]} args handed to the unit run (a file name, say)
 * @returns {Promise<number>} 0 when nothing failed, else 1
 */
export async function runChecks(args = []) {
  const results = await inPool(QUICK, AT_A_TIME, async (name) => {
    const result = await runScript(name, [], 'pipe');
    process.stdout.write(`${result.code === 0 ? 'ok  ' : 'FAIL'}  ${name}  ${formatSeconds(result.ms)}\n`);
    if (result.code !== 0) process.stdout.write(`${result.output.trimEnd()}\n`);
    return { name, passed: result.code === 0 ? 1 : 0, failed: result.code === 0 ? 0 : 1, ms: result.ms };
  });
  results.push(await runTests(UNIT, args));
  // A single file asked for is tried once.
  if (args.length === 0) results.push(await runTests(MODERN, args));
  printTable(results);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

async function runTests(name, args) {
  const report = path.join(CHECKOUT, '.build', `${name.replace(':', '-')}.json`);
  makeFolder(path.dirname(report));
  remove(report);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code, ms } = await runScript(name, [...reporters, ...args], 'inherit');
  return { name, ms, ...countTests(readJson(report), code) };
}

/**
 * Counts the tests of vitest's JSON report. A file that could not even be loaded counts as one failure, and so does
 * a run that failed for a reason no test shows.
 *
 * @param {any} report undefined when the run wrote none
 * @param {number} code the run's exit code
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(report, code) {
  const passed = Number(report?.numPassedTests ?? 0);
  const files = Array.isArray(report?.testResults) ? report.testResults : [];
  const unloaded = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = Number(report?.numFailedTests ?? 0) + unloaded;
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function runScript(name, args, output) {
  const began = Date.now();
  const npm = findProgram('npm') ?? 'npm';
  const child = spawn(npm, ['run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])], {
    cwd: CHECKOUT,
    stdio: ['ignore', output, output],
  });
  let text = '';
  child.stdout?.on('data', (piece) => (text += piece));
  child.stderr?.on('data', (piece) => (text += piece));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, ms: Date.now() - began, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, ms: Date.now() - began, output: text }));
  });
}

function printTable(results) {
  const width = Math.max(...results.map((result) => result.name.length));
  process.stdout.write('\n');
  for (const { name, passed, failed, ms } of results) {
    const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    process.stdout.write(
      `${failed === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)} ${counts}  ${formatSeconds(ms)}\n`,
    );
  }
}

/**
 * Works through a list, so many at a time, and keeps the results in the list's order.
 *
 * @template T, R
 * @param {T[]} items
 * @param {number} size
 * @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>}
 */
export async function inPool(items, size, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: size }, worker));
  return results;
}
