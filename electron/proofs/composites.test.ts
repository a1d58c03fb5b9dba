import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allBlocks } from '../../shared/blocks/registry';
import { loadTf } from '../engine/load-tf';
import { composites, mistakes, type CompositeCase, type Mistake } from './cases/composites';
import { disagreements } from './compare';
import { measure, taskOf } from './laboratory';
import { Peers } from './peer';
import modulesSource from './peers/paper_modules.py?raw';
import source from './peers/torch_composites.py?raw';
import type { Answer, Results, Task } from './wire';

/*
 * Every composite, opened, compiled and run, against the paper's module as a PyTorch module in float64. The primitives
 * are proven one by one elsewhere; here it is how a composite puts them together.
 */
const MODULE = 'torch_composites';
const ours = new Map<string, Results | Error>();
let theirs: ReadonlyMap<string, Answer>;
let peers: Peers | undefined;

function told(trial: CompositeCase, task: Task): Task {
  const { kind, params, result } = trial;
  return { ...task, more: { kind, params, result, mistake: null } };
}

/** The same numbers for a reference that gets the paper wrong. */
function mistaken({ mistake, in: name }: Mistake, tasks: ReadonlyMap<string, Task>): Task {
  const task = tasks.get(name)!;
  return { ...task, name: `${name}, ${mistake}`, more: { ...task.more, mistake } };
}

beforeAll(async () => {
  peers = new Peers([
    { environment: 'torch', module: MODULE, source, imports: { paper_modules: modulesSource } },
  ]);
  const tf = loadTf();
  const tasks = new Map(
    composites.map((trial) => [
      trial.name,
      told(trial, taskOf(tf, trial.name, { ...trial, label: trial.name })),
    ]),
  );
  await peers.send([...tasks.values(), ...mistakes.map((mistake) => mistaken(mistake, tasks))]);
  for (const [name, task] of tasks) {
    try {
      ours.set(name, measure(tf, task));
    } catch (error) {
      ours.set(name, error as Error);
    }
  }
  theirs = (await peers.answers()).get(MODULE)!;
});

afterAll(() => peers?.dispose());

function resultsOf(name: string): Results {
  const results = ours.get(name)!;
  if (results instanceof Error) throw results;
  return results;
}

/** What a module can be asked for: of the values inside, only its result; nothing of our update. */
function comparable(name: string): Results {
  const { result } = composites.find((trial) => trial.name === name)!;
  return new Map(
    [...resultsOf(name)].filter(
      ([key]) => !key.startsWith('stepped/') && (!key.startsWith('value/') || key === `value/${result}/0`),
    ),
  );
}

it.each(composites)('$name', ({ name }) => {
  expect(disagreements(comparable(name), theirs.get(name)!)).toEqual([]);
});

it.each(composites)('$name: takes that very step when it trains', ({ name }) => {
  const picked = (from: string): Results =>
    new Map(
      [...resultsOf(name)].flatMap(([key, value]) =>
        key.startsWith(from) && key !== 'gradient/images' ? [[key.slice(from.length), value] as const] : [],
      ),
    );
  expect(disagreements(picked('stepped/'), picked('gradient/'))).toEqual([]);
});

describe('the proof itself', () => {
  it('has a case of every registered composite', () => {
    const kinds = allBlocks().flatMap(({ kind, type }) => (type === 'composite' ? [kind] : []));
    expect([...new Set(composites.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort());
  });

  it.each(mistakes)('sees in $in: $mistake', (mistake) => {
    const name = `${mistake.in}, ${mistake.mistake}`;
    const found = disagreements(comparable(mistake.in), theirs.get(name)!);
    const place = mistake.training ? 'train/loss' : 'predict/logits';
    expect(found.some((sentence) => sentence.startsWith(`${place}: relative error`))).toBe(true);
  });
});
