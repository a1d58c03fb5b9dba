import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import ninMnist from '../../../templates/nin-mnist.inlay.json?raw';
import { readDocument } from '../../../shared/document/parse';
import { ProblemSignal } from '../../../shared/problems/problem';
import { takeLock } from '../../engine/runs/lock';
import { recordText, type RunFacts } from '../../engine/runs/record';
import { RunIndex } from './run-index';

let folder: string;
let index: RunIndex;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-runs-'));
  index = new RunIndex({ own: () => at('own'), also: [] });
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function at(...names: string[]): string {
  return path.join(folder, ...names);
}

function facts(createdAt: string): RunFacts {
  const read = readDocument(ninMnist);
  if (!read.ok) throw new Error('the template does not parse');
  const { recipe, name } = read.value;
  return {
    ...{ name, createdAt, document: ninMnist, documentHash: 'abc' },
    recipe: { ...recipe.recipes[recipe.active]!, batch: 32, epochs: 3 },
    data: {
      ...{ source: 'mnist', name: 'mnist', hash: 'h', limit: null, shape: [28, 28, 1] },
      ...{ classes: ['0'], train: 6400, validation: 0, test: 1 },
    },
    preprocessing: { scale: 1, mean: [0], deviation: [1] },
    ...{ seed: 7, steps: null, checkpointEvery: null, threads: { intraOp: 1, interOp: 1 } },
    ...{ kernelChoices: {}, device: 'cpu' },
    versions: { app: '0', node: '0', tfjs: '0', tensorflow: '0', library: '0' },
  };
}

const step = (n: number): string =>
  `${JSON.stringify({ type: 'step', step: n, loss: 2 / n, accuracy: 0.5 })}\n`;
const EPOCH = '{"type":"epoch","epoch":1,"loss":1,"accuracy":0.5,"valLoss":1,"valAccuracy":0.75}\n';

function makeRun(
  parent: string,
  name: string,
  metrics: string,
  createdAt = '2026-01-01T00:00:00.000Z',
): string {
  const target = path.join(parent, name);
  fs.mkdirSync(target, { recursive: true });
  fs.writeFileSync(path.join(target, 'run.json'), recordText(facts(createdAt)));
  fs.writeFileSync(path.join(target, 'metrics.jsonl'), metrics);
  return target;
}

async function code(work: Promise<unknown>): Promise<string | null> {
  const error: unknown = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (error === null) return null;
  return error instanceof ProblemSignal ? error.problem.code : (error as Error).message;
}

it('lists runs beside the file and of the app, newest first, without what is none', async () => {
  makeRun(at('own'), 'a', `${step(1)}${step(2)}{"type":"st`, '2026-01-01T00:00:00.000Z');
  makeRun(at('docs', 'runs'), 'b', '', '2026-01-02T00:00:00.000Z');
  fs.mkdirSync(at('own', 'no-run'));
  fs.mkdirSync(at('own', 'damaged'));
  fs.writeFileSync(at('own', 'damaged', 'run.json'), '{');
  const runs = await index.list(at('docs', 'mine.inlay.json'));
  expect(runs).toMatchObject([
    { name: 'b', step: 0, loss: null, state: 'open' },
    { name: 'a', step: 2, loss: 1, epoch: 0, state: 'open', seed: 7, epochs: 3, data: 'mnist' },
  ]);
  expect((await index.list(null)).map(({ name }) => name)).toEqual(['a']);
});

it('finds the newest of each line in a long file, whatever piece it lies in', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => step(n + 1)).join('');
  makeRun(at('own'), 'a', `${step(1)}${EPOCH}${many}`);
  const [run] = await index.list(null);
  expect(run).toMatchObject({ step: 5000, epoch: 1, valAccuracy: 0.75, state: 'open' });
  // What has changed is read again; what has not is not.
  fs.appendFileSync(at('own', 'a', 'metrics.jsonl'), '{"type":"finished","testLoss":1,"testAccuracy":0.9}\n');
  expect(await index.list(null)).toMatchObject([{ testAccuracy: 0.9, state: 'finished', step: 5000 }]);
});

it('reads a run whole, its unfinished last line left out', async () => {
  const target = makeRun(at('own'), 'a', `${step(1)}{"type":"st`);
  await index.list(null);
  const run = await index.read(target);
  expect(run).toMatchObject({ metrics: step(1), timing: '', batch: 32, stepsPerEpoch: 200, steps: 600 });
  expect(run.document).toBe(ninMnist);
});

it('reaches only runs inside the folders it has shown', async () => {
  const elsewhere = makeRun(at('elsewhere'), 'a', '');
  await index.list(null);
  expect(await code(index.read(elsewhere))).toBe('run/not-listed');
  expect(await code(index.checkRemovable(elsewhere))).toBe('run/not-listed');
  expect(await code(index.checkRemovable(at('own', '..', 'elsewhere', 'a')))).toBe('run/not-listed');
  fs.mkdirSync(at('own', 'photos'), { recursive: true });
  expect(await code(index.checkRemovable(at('own', 'photos')))).toBe('run/not-a-run');
  fs.symlinkSync(elsewhere, at('own', 'link'));
  expect(await code(index.checkRemovable(at('own', 'link')))).toBe('run/not-a-run');
});

it('places new runs as the engine does, and reaches them', async () => {
  const beside = index.place(at('docs', 'mine.inlay.json'), 'NIN, CIFAR-10', 0);
  expect(beside).toMatch(/docs\/runs\/19700101-000000-nin-cifar-10-[0-9a-f]{4}$/);
  expect(path.dirname(index.place(null, 'x', 0))).toBe(at('own'));
  makeRun(at('docs', 'runs'), path.basename(beside), step(1));
  expect((await index.read(beside)).summary.step).toBe(1);
});

it('tells a run active while the process that holds it lives', async () => {
  const target = makeRun(at('own'), 'a', step(1));
  const lock = takeLock(target);
  expect(await index.list(null)).toMatchObject([{ state: 'active' }]);
  expect(await code(index.checkRemovable(target))).toBe('run/busy');
  lock.release();
  expect(await index.list(null)).toMatchObject([{ state: 'open' }]);
  expect(await code(index.checkRemovable(target))).toBeNull();
  await leaveLockOfDead(target);
  expect(await index.list(null)).toMatchObject([{ state: 'open' }]);
});

/** A lock whose process was killed. */
async function leaveLockOfDead(target: string): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  const lock = { pid: child.pid, host: os.hostname(), started: 'long ago', token: 'x' };
  fs.writeFileSync(path.join(target, 'lock.json'), JSON.stringify(lock));
  // Its number lives on in another process for now: only the time it was started tells them apart.
  expect(await index.list(null)).toMatchObject([{ state: 'open' }]);
  await new Promise((resolve) => {
    child.on('exit', resolve);
    child.kill('SIGKILL');
  });
}
