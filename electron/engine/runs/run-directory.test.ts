import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchProblem } from '../../../shared/problems/catch';
import { defaultRecipe } from '../../../shared/recipe/defaults';
import { INITIAL_PLATEAU } from '../../../shared/recipe/schedule';
import { threadCounts, threadVariables } from './environment';
import { readRunRecord, type RunFacts } from './record';
import { defaultRunDirectory, readMetrics, RunDirectory } from './run-directory';

let folder: string;
let run: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-run-'));
  run = path.join(folder, 'a', 'run');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const facts: RunFacts = {
  name: 'tiny',
  createdAt: '2026-01-02T03:04:05.000Z',
  document: '{}',
  documentHash: 'abc',
  recipe: defaultRecipe(),
  data: {
    source: 'mnist',
    name: 'mnist',
    hash: 'def',
    limit: null,
    shape: [28, 28, 1],
    classes: ['0', '1'],
    train: 54,
    validation: 6,
    test: 10,
  },
  preprocessing: { scale: 1 / 255, mean: [0.1307], deviation: [0.3081] },
  seed: 1,
  steps: null,
  checkpointEvery: 5,
  threads: { intraOp: 2, interOp: 2 },
  kernelChoices: {},
  device: 'cpu',
  versions: { app: '0', node: '20', tfjs: '4', tensorflow: '2', library: 'f00' },
};

const file = (name: string): string => path.join(run, name);
const text = (name: string): string => fs.readFileSync(file(name), 'utf8');
const NOW = 1_700_000_000_000;

function addStep(directory: RunDirectory, step: number): void {
  const timing = { type: 'timing', step, nativeMs: 1, turnMs: 2, learningRate: 0.1 } as const;
  directory.addStep({ type: 'step', step, loss: 1 / step, accuracy: 0.5 }, timing, NOW + step);
}

function save(directory: RunDirectory, step: number): void {
  const state = {
    step,
    epoch: 0,
    batch: step,
    sums: { loss: 1, correct: 1, images: 1 },
    plateau: INITIAL_PLATEAU,
    best: null,
  };
  directory.save({ state, weights: new Map(), slots: new Map() }, false);
}

const quiet = (): void => undefined;

function code(work: () => unknown): string | null {
  const result = catchProblem(work);
  return result.ok ? null : result.problem.code;
}

describe('a run directory', () => {
  it('records what the run was made from, and reads it back', () => {
    RunDirectory.create(run, facts, NOW).close();
    const read = readRunRecord(run);
    expect(read).toEqual({ ok: true, value: { format: 'inlay-run', version: 1, ...facts } });
    expect(fs.readdirSync(run).sort()).toEqual(['metrics.jsonl', 'run.json', 'tensorboard', 'timing.jsonl']);
  });

  it('takes an empty folder, and no other', () => {
    fs.mkdirSync(run, { recursive: true });
    RunDirectory.create(run, facts, NOW).close();
    expect(code(() => RunDirectory.create(run, facts, NOW))).toBe('run/exists');
    fs.writeFileSync(path.join(folder, 'file'), '');
    expect(code(() => RunDirectory.create(path.join(folder, 'file'), facts, NOW))).toBe('run/exists');
    expect(code(() => RunDirectory.create(path.join(folder, 'file', 'run'), facts, NOW))).toBe(
      'file/not-writable',
    );
  });

  it('is written by one process at a time', () => {
    const first = RunDirectory.create(run, facts, NOW);
    expect(code(() => RunDirectory.open(run, NOW, quiet))).toBe('run/busy');
    first.close();
    RunDirectory.open(run, NOW, quiet).close();
  });

  it('is cut back to its checkpoint, a torn line included, when it goes on', () => {
    const first = RunDirectory.create(run, facts, NOW);
    addStep(first, 1);
    addStep(first, 2);
    save(first, 2);
    const [metrics, timing] = [text('metrics.jsonl'), text('timing.jsonl')];
    addStep(first, 3);
    first.close();
    fs.appendFileSync(file('metrics.jsonl'), '{"type":"st');
    fs.writeFileSync(file('run.json.tmp'), '{');
    expect(readMetrics(run).map((line) => 'step' in line && line.step)).toEqual([1, 2, 3]);

    const second = RunDirectory.open(run, NOW, quiet);
    expect(second.from?.state.step).toBe(2);
    expect([text('metrics.jsonl'), text('timing.jsonl')]).toEqual([metrics, timing]);
    addStep(second, 3);
    second.close();
    expect(text('metrics.jsonl')).toBe(
      `${metrics}{"type":"step","step":3,"loss":0.3333333333333333,"accuracy":0.5}\n`,
    );
    expect(fs.readdirSync(file('tensorboard'))).toHaveLength(2);
    expect(fs.existsSync(file('run.json.tmp'))).toBe(false);
  });

  it('begins anew when it ended before its first checkpoint', () => {
    const first = RunDirectory.create(run, facts, NOW);
    addStep(first, 1);
    first.close();
    const second = RunDirectory.open(run, NOW, quiet);
    expect(second.from).toBeNull();
    expect(text('metrics.jsonl')).toBe('');
    second.close();
  });

  it('refuses what is none, and what is damaged, and gives its lock back', () => {
    expect(code(() => RunDirectory.open(folder, NOW, quiet))).toBe('run/not-a-run');
    const first = RunDirectory.create(run, facts, NOW);
    addStep(first, 1);
    save(first, 1);
    first.close();
    fs.truncateSync(file('metrics.jsonl'), 5);
    expect(code(() => RunDirectory.open(run, NOW, quiet))).toBe('run/damaged');
    expect(fs.existsSync(file('lock.json'))).toBe(false);
    fs.writeFileSync(file('run.json'), text('run.json').replace('"seed": 1', '"seed": -1'));
    expect(code(() => RunDirectory.open(run, NOW, quiet))).toBe('run/damaged');
    fs.writeFileSync(file('run.json'), '[]');
    expect(code(() => RunDirectory.open(run, NOW, quiet))).toBe('run/damaged');
    fs.writeFileSync(file('run.json'), '{');
    expect(code(() => RunDirectory.open(run, NOW, quiet))).toBe('run/damaged');
  });

  it('keeps the run directory out of the finished line', () => {
    const directory = RunDirectory.create(run, facts, NOW);
    directory.addFinished({ type: 'finished', testLoss: 0.5, testAccuracy: 0.75 }, 9, NOW);
    directory.close();
    expect(text('metrics.jsonl')).toBe('{"type":"finished","testLoss":0.5,"testAccuracy":0.75}\n');
  });
});

it('names a run by date, document and chance', () => {
  const name = defaultRunDirectory('/x', ' NIN, CIFAR-10 / é', Date.UTC(2026, 0, 2, 3, 4, 5));
  expect(name).toMatch(/^\/x\/runs\/20260102-030405-nin-cifar-10-e-[0-9a-f]{4}$/);
  expect(defaultRunDirectory('/x', '網路 1', 0)).toMatch(/-網路-1-[0-9a-f]{4}$/);
  expect(defaultRunDirectory('/x', '///', 0)).toMatch(/-run-[0-9a-f]{4}$/);
});

it('knows the thread counts TensorFlow will take', () => {
  const { intraOp, interOp } = threadCounts({});
  expect(intraOp).toBeGreaterThanOrEqual(1);
  expect(interOp).toBe(intraOp);
  const threads = { intraOp: 3, interOp: 1 };
  expect(threadCounts(threadVariables(threads))).toEqual(threads);
  expect(threadCounts({ TF_NUM_INTRAOP_THREADS: '0' }).intraOp).toBe(intraOp);
});
