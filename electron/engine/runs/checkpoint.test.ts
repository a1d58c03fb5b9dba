import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchProblem } from '../../../shared/problems/catch';
import type { Problem } from '../../../shared/problems/problem';
import { INITIAL_PLATEAU } from '../../../shared/recipe/schedule';
import type { HostTensor } from '../../../shared/weights/tensor';
import { Checkpoints, type Checkpoint } from './checkpoint';

let run: string;
let checkpoints: Checkpoints;
beforeEach(() => {
  run = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-checkpoint-'));
  checkpoints = new Checkpoints(run);
});
afterEach(() => fs.rmSync(run, { recursive: true, force: true }));

function checkpoint(step: number, best: number | null = null): Checkpoint {
  const tensor: HostTensor = { dtype: 'float32', shape: [2], data: Float32Array.of(step, -step) };
  return {
    state: {
      step,
      epoch: 1,
      batch: 0,
      sums: { loss: 0.1 + 0.2, correct: 3, images: 5 },
      plateau: { ...INITIAL_PLATEAU, best: 1 / 3, waited: 2 },
      best: best === null ? null : { step: best, epoch: 1, loss: 1 / 3 },
    },
    weights: new Map([['conv/kernel', tensor]]),
    slots: new Map([['slot:conv/kernel:momentum', tensor]]),
    metricsBytes: step * 10,
    timingBytes: step * 20,
  };
}

const names = (): string[] => fs.readdirSync(path.join(run, 'checkpoint')).sort();
const inside = (...parts: string[]): string => path.join(run, 'checkpoint', ...parts);

function newest(): { step: number | null; told: Problem[] } {
  const told: Problem[] = [];
  const found = checkpoints.newest((problem) => told.push(problem));
  return { step: found?.state.step ?? null, told };
}

describe('saving', () => {
  it('comes back as it was, to the bit', () => {
    checkpoints.save(checkpoint(7, 7), true);
    const last = checkpoints.load('last');
    expect(last).toEqual({ ok: true, value: { ...checkpoint(7, 7), folder: 'step-7' } });
    expect(checkpoints.load('best')).toEqual(last);
  });

  it('keeps the last and the best, and nothing else', () => {
    checkpoints.save(checkpoint(1, 1), true);
    checkpoints.save(checkpoint(2, 1), false);
    checkpoints.save(checkpoint(3, 1), false);
    expect(names()).toEqual(['best.json', 'last.json', 'step-1', 'step-3']);
    checkpoints.save(checkpoint(4, 4), true);
    expect(names()).toEqual(['best.json', 'last.json', 'step-4']);
  });

  it('keeps two of one step apart', () => {
    checkpoints.save(checkpoint(5), false);
    checkpoints.save(checkpoint(5, 5), true);
    expect(names()).toEqual(['best.json', 'last.json', 'step-5-2']);
    checkpoints.save(checkpoint(6, 5), false);
    expect(names()).toEqual(['best.json', 'last.json', 'step-5-2', 'step-6']);
  });
});

describe('damage', () => {
  beforeEach(() => {
    checkpoints.save(checkpoint(1, 1), true);
    checkpoints.save(checkpoint(2, 1), false);
  });

  const harms: readonly [string, () => void][] = [
    ['truncated weights', () => fs.truncateSync(inside('step-2', 'weights.safetensors'), 100)],
    ['no weights', () => fs.rmSync(inside('step-2', 'weights.safetensors'))],
    ['a flipped bit in the slots', () => flip(inside('step-2', 'slots.safetensors'))],
    ['a changed number in the state', () => edit(inside('step-2', 'state.json'), '"step": 2', '"step": 3')],
    ['a truncated state', () => fs.truncateSync(inside('step-2', 'state.json'), 30)],
    ['no folder', () => fs.rmSync(inside('step-2'), { recursive: true })],
    ['a pointer cut short', () => fs.truncateSync(inside('last.json'), 10)],
    ['a pointer out of its folder', () => edit(inside('last.json'), 'step-2', '../../x')],
    ['no pointer', () => fs.rmSync(inside('last.json'))],
  ];

  it.each(harms)('%s: the other checkpoint is used, and that is said', (_, harm) => {
    harm();
    const { step, told } = newest();
    expect(step).toBe(1);
    expect(told).toMatchObject([{ code: 'run/older-checkpoint', severity: 'warning', args: { step: 1 } }]);
    const from = checkpoints.load('best');
    if (!from.ok) throw new Error();
    checkpoints.settle(from.value);
    expect(names()).toEqual(['best.json', 'last.json', 'step-1']);
    expect(newest()).toEqual({ step: 1, told: [] });
  });

  it('of all there are is said', () => {
    fs.truncateSync(inside('step-2', 'weights.safetensors'), 100);
    fs.truncateSync(inside('step-1', 'state.json'), 0);
    expect(catchProblem(newest)).toMatchObject({
      ok: false,
      problem: { code: 'run/damaged', args: { file: inside('step-2', 'weights.safetensors') } },
    });
  });

  it('of the only one is said', () => {
    fs.rmSync(inside('best.json'));
    flip(inside('step-2', 'weights.safetensors'));
    expect(catchProblem(newest)).toMatchObject({ problem: { code: 'run/damaged' } });
  });
});

describe('going on after an end at any point of saving', () => {
  it('finds none in a run that had none yet, and clears what it began', () => {
    fs.mkdirSync(inside('step-1.tmp'), { recursive: true });
    fs.writeFileSync(inside('step-1.tmp', 'weights.safetensors'), 'half');
    expect(newest()).toEqual({ step: null, told: [] });
    checkpoints.settle(null);
    expect(names()).toEqual([]);
  });

  it('clears a whole one that nothing points to yet', () => {
    checkpoints.save(checkpoint(1, 1), true);
    fs.cpSync(inside('step-1'), inside('step-2'), { recursive: true });
    fs.writeFileSync(inside('last.json.tmp'), '{');
    const from = checkpoints.newest(() => undefined);
    checkpoints.settle(from);
    expect(names()).toEqual(['best.json', 'last.json', 'step-1']);
  });

  it('makes the best the best when the end came before that was written', () => {
    checkpoints.save(checkpoint(1, 1), true);
    const before = fs.readFileSync(inside('best.json'));
    fs.cpSync(inside('step-1'), path.join(run, 'kept'), { recursive: true });
    checkpoints.save(checkpoint(2, 2), true);
    fs.renameSync(path.join(run, 'kept'), inside('step-1'));
    fs.writeFileSync(inside('best.json'), before);
    checkpoints.settle(checkpoints.newest(() => undefined));
    expect(names()).toEqual(['best.json', 'last.json', 'step-2']);
    expect(checkpoints.load('best')).toMatchObject({ ok: true, value: { state: { step: 2 } } });
  });
});

function flip(file: string): void {
  const bytes = fs.readFileSync(file);
  bytes[bytes.length - 1]! ^= 1;
  fs.writeFileSync(file, bytes);
}

function edit(file: string, from: string, to: string): void {
  const text = fs.readFileSync(file, 'utf8');
  expect(text).toContain(from);
  fs.writeFileSync(file, text.replace(from, to));
}
