import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrimitiveName } from '../../shared/ir/primitive';
import { loadTf } from '../engine/load-tf';
import { cases } from './cases';
import type { Case } from './cases/case';
import { units } from './cases/units';
import { disagreements } from './compare';
import { measure, taskOf } from './laboratory';
import { Peers } from './peer';
import tensorflowSource from './peers/tensorflow_reference.py?raw';
import torchSource from './peers/torch_reference.py?raw';
import type { Answer, Results, Task } from './wire';

const REFERENCES = [
  { module: 'tensorflow_reference', title: "TensorFlow's GradientTape" },
  { module: 'torch_reference', title: 'PyTorch in float64' },
];

const trials = [
  ...(Object.keys(cases) as PrimitiveName[]).flatMap((op) => {
    return cases[op].map((trial) => ({ name: `${op}: ${trial.label}`, trial }));
  }),
  ...units.map((trial) => ({ name: `together: ${trial.label}`, trial })),
];
/** The same network, but the reference is given one kernel weight that is off by a hundredth of its size. */
const SABOTAGED = 'conv2d: 3x3 same';
const ALSO_SABOTAGED = `${SABOTAGED}, one weight off`;

const tasks = new Map<string, Task>();
const ours = new Map<string, Results | Error>();
let references: ReadonlyMap<string, ReadonlyMap<string, Answer>>;
let peers: Peers | undefined;

function sabotaged(task: Task): Task {
  const kernel = task.tensors['tried/kernel']!;
  const data = Float32Array.from(kernel.data);
  data[7]! *= 1.01;
  const tensors = {
    ...task.tensors,
    'tried/kernel': { dtype: 'float32', shape: kernel.shape, data } as const,
  };
  return { ...task, name: ALSO_SABOTAGED, tensors };
}

/** A case that cannot be made or run fails its own test, not everybody's. */
function attempt<T>(make: () => T): T | Error {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

beforeAll(async () => {
  peers = new Peers([
    { environment: 'keras', module: 'tensorflow_reference', source: tensorflowSource },
    { environment: 'torch', module: 'torch_reference', source: torchSource },
  ]);
  const tf = loadTf();
  for (const { name, trial } of trials) {
    const task = attempt(() => taskOf(tf, name, trial));
    if (task instanceof Error) ours.set(name, task);
    else tasks.set(name, task);
  }
  await peers.send([...tasks.values(), sabotaged(tasks.get(SABOTAGED)!)]);
  for (const [name, task] of tasks) {
    ours.set(
      name,
      attempt(() => measure(tf, task)),
    );
  }
  references = await peers.answers();
});

afterAll(() => peers?.dispose());

function resultsOf(name: string): Results {
  const results = ours.get(name)!;
  if (results instanceof Error) throw results;
  return results;
}

/** Without what `train` did to the trainable weights, which no reference answers. */
function comparable(results: Results): Results {
  return new Map([...results].filter(([name]) => !name.startsWith('stepped/')));
}

function zeroOf(trial: Case): readonly string[] {
  return (trial.zero ?? []).map((weight) => `gradient/${weight}`);
}

describe.each(trials)('$name', ({ name, trial }) => {
  it.each(REFERENCES)('agrees with $title', ({ module }) => {
    const found = disagreements(
      comparable(resultsOf(name)),
      references.get(module)!.get(name)!,
      zeroOf(trial),
    );
    expect(found).toEqual([]);
  });

  it('takes that very step when it trains', () => {
    const results = resultsOf(name);
    const renamed = (from: string): Results => {
      const picked = [...results].filter(([key]) => key.startsWith(from) && key !== 'gradient/images');
      return new Map(picked.map(([key, value]) => [key.slice(from.length), value]));
    };
    expect(disagreements(renamed('stepped/'), renamed('gradient/'), trial.zero)).toEqual([]);
  });
});

describe('the proof itself', () => {
  it.each(REFERENCES)('sees one weight that is off in $title', ({ module }) => {
    const found = disagreements(
      comparable(resultsOf(SABOTAGED)),
      references.get(module)!.get(ALSO_SABOTAGED)!,
    );
    expect(found.some((sentence) => sentence.startsWith('predict/logits: relative error'))).toBe(true);
    expect(found.some((sentence) => sentence.startsWith('gradient/before/kernel: relative error'))).toBe(
      true,
    );
  });
});
