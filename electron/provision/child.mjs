import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { sizeOf } from './files.mjs';

const TAIL_CHARACTERS = 8000;
const HEARTBEAT_MS = 1000;
const SETPRIV = '/usr/bin/setpriv';

/**
 * Runs a program to its end, keeping the end of what it says, with a heartbeat that shows growing files.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] added to this process's environment
 * @param {import('./log.mjs').Progress} [options.progress] told every second
 * @param {string[]} [options.watch] files or folders whose growth is the progress
 * @param {number} [options.total] bytes expected, when known
 * @param {boolean} [options.outlive] true for package managers that must not be killed half-way
 * @returns {Promise<{ code: number, output: string, errors: string }>} code 127 when the program is not there
 */
export function runProgram(program, args, options = {}) {
  const [file, rest] = options.outlive === true ? [program, args] : boundToUs(program, args);
  return new Promise((resolve) => {
    const child = spawn(file, rest, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (piece) => (output = (output + piece).slice(-TAIL_CHARACTERS * 8)));
    child.stderr.on('data', (piece) => (errors = (errors + piece).slice(-TAIL_CHARACTERS)));
    const heartbeat = startHeartbeat(options);
    const finish = (code, extra) => {
      clearInterval(heartbeat);
      resolve({ code, output, errors: errors + extra });
    };
    child.on('error', (error) => finish(127, error.message));
    child.on('close', (code, signal) => finish(code ?? 1, signal === null ? '' : `\nended by ${signal}`));
  });
}

/**
 * Runs a short program and returns what it printed, or undefined when it failed or is not there.
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {string | undefined}
 */
export function askProgram(program, args) {
  const result = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 20000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/**
 * Where a program is on PATH.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    const file = `${folder}/${name}`;
    try {
      fs.accessSync(file, fs.constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

/** A kill -9 of set-up must not leave a client writing into folders that the next run cleans. */
function boundToUs(program, args) {
  return fs.existsSync(SETPRIV) ? [SETPRIV, ['--pdeathsig', 'KILL', program, ...args]] : [program, args];
}

function startHeartbeat({ progress, watch = [], total }) {
  if (progress === undefined) return undefined;
  const before = watch.map(sizeOf);
  return setInterval(() => {
    const grown = watch.reduce((sum, target, index) => sum + Math.max(0, sizeOf(target) - before[index]), 0);
    // A client that moves a file from one place to another holds it twice for a moment.
    progress.to(total === undefined ? grown : Math.min(grown, total), total);
  }, HEARTBEAT_MS);
}
