import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IrWeight } from '../../shared/ir/ir';
import { loadTf } from '../engine/load-tf';
import { disagreements } from './compare';
import { optimizerCases, optimizerTask, takeSteps } from './optimizers';
import { Peers } from './peer';
import optimizersSource from './peers/torch_optimizers.py?raw';
import torchSource from './peers/torch_reference.py?raw';
import type { Answer, Results, Task } from './wire';

const MODULE = 'torch_optimizers';
const tasks = new Map(optimizerCases.map((trial) => [trial.label, optimizerTask(trial)]));
const ours = new Map<string, Results | Error>();
let peers: Peers | undefined;
let references: ReadonlyMap<string, Answer>;

beforeAll(async () => {
  const imports = { torch_reference: torchSource };
  peers = new Peers([{ environment: 'torch', module: MODULE, source: optimizersSource, imports }]);
  await peers.send([...tasks.values()]);
  const tf = loadTf();
  for (const trial of optimizerCases) {
    try {
      ours.set(trial.label, takeSteps(tf, trial, tasks.get(trial.label)!));
    } catch (error) {
      ours.set(trial.label, error as Error);
    }
  }
  references = (await peers.answers()).get(MODULE)!;
});

afterAll(() => peers?.dispose());

/** How far a weight came, after every step; a frozen one must not have moved at all. */
function standing(task: Task): readonly string[] {
  const frozen = task.graph.nodes.flatMap((node) => node.weights.filter((weight: IrWeight) => weight.frozen));
  return frozen.flatMap((weight) => [0, 1, 2].map((step) => `way/${step}/${weight.name}`));
}

it.each(optimizerCases)('$label: three steps as torch.optim takes them', ({ label }) => {
  const results = ours.get(label)!;
  if (results instanceof Error) throw results;
  expect(disagreements(results, references.get(label)!, standing(tasks.get(label)!))).toEqual([]);
});

it('sees that Nesterov is not plain momentum', () => {
  const results = ours.get('momentum') as Results;
  expect(disagreements(results, references.get('Nesterov')!)).not.toEqual([]);
});
