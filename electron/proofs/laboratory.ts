import { weightsOf } from '../../shared/ir/ir';
import type { HostTensor } from '../../shared/weights/tensor';
import type { TfModel, TfRuntime } from '../engine/tf-runtime';
import type { Case } from './cases/case';
import { compiled } from './compiling';
import { masksOf, type Draw } from './masks';
import { randomImages, randomLabels, randomOf, randomWeights, scalar, seedOf } from './random';
import type { Numbers, Results, Task } from './wire';

/** A case with its numbers drawn, masks included: what both we and the peers are given. */
export function taskOf(tf: TfRuntime, name: string, { graph: draft, batch, gain = 1 }: Case): Task {
  const graph = draft();
  const random = randomOf(seedOf(name));
  const classes = graph.outputs[0]!.logits.shape[0]!;
  const weights = randomWeights(graph, random, gain);
  const images = randomImages(batch, graph.inputs[0]!.shape, random);
  const labels = randomLabels(batch, classes, random);
  const masks = masksOf(tf, graph, batch, drawOf(name));
  return { name, graph, tensors: { ...weights, images, labels, ...masks } };
}

/** A large step, and a power of two: what float32 rounds off a weight is small beside it, and dividing by it exact. */
const RATE = 64;

/** Seed and step of a case's random streams. */
function drawOf(name: string): Draw {
  const hash = seedOf(`${name} draws`);
  return { seed: hash & 0xffff, step: (hash >>> 16) & 0xfff };
}

/** All that the compiled graph says of a task, by the names the peers answer under. */
export function measure(tf: TfRuntime, task: Task): Results {
  const model = tf.load(compiled(task.graph));
  try {
    return new Map([...inference(model, task), ...training(model, task)]);
  } finally {
    model.dispose();
  }
}

function pick(task: Task, names: readonly string[]): Record<string, HostTensor> {
  return Object.fromEntries(names.map((name) => [name, task.tensors[name]!]));
}

function inference(model: TfModel, task: Task): Map<string, Numbers> {
  const names = weightsOf(task.graph).map((weight) => weight.name);
  if (names.length > 0) model.run('init', pick(task, names));
  const results = new Map<string, Numbers>();
  for (const [name, value] of model.run('predict', pick(task, ['images'])))
    results.set(`predict/${name}`, value);
  const evaluated = model.run('evaluate', pick(task, ['images', 'labels']));
  for (const [name, value] of evaluated) results.set(`evaluate/${name}`, value);
  const losses = task.graph.outputs.map((output) => output.loss.node);
  const values = task.graph.nodes
    .filter((node) => !losses.includes(node.path))
    .flatMap((node) => node.outputs);
  const fetches = new Map(
    values.map((value) => {
      const several = task.graph.nodes.find((node) => node.path === value.node)!.outputs.length > 1;
      return [several ? `${value.node}:${value.index}` : value.node, `value/${value.node}/${value.index}`];
    }),
  );
  const activations = model.run('activations', pick(task, ['images']), [...fetches.keys()]);
  for (const [name, value] of activations) results.set(fetches.get(name)!, value);
  return results;
}

function training(model: TfModel, task: Task): Map<string, Numbers> {
  const { seed, step } = drawOf(task.name);
  const feeds = {
    ...pick(task, ['images', 'labels']),
    seed: scalar(seed, 'int32'),
    step: scalar(step, 'int32'),
  };
  const results = new Map<string, Numbers>();
  for (const [name, value] of model.run('gradients', feeds)) results.set(`gradient/${name}`, value);
  for (const [name, value] of model.run('train', { ...feeds, lr: scalar(RATE, 'float32') })) {
    results.set(`train/${name}`, value);
  }
  const after = model.run('weights', {});
  for (const { name, trainable } of weightsOf(task.graph)) {
    if (!trainable) results.set(`after/${name}`, after.get(name)!);
    else results.set(`stepped/${name}`, slope(task.tensors[name]!, after.get(name)!));
  }
  return results;
}

/** The gradient that a plain step at `RATE` must have followed. */
function slope(before: Numbers, after: Numbers): Numbers {
  const { shape } = before;
  return {
    shape,
    data: Float64Array.from(before.data, (value, i) => (value - (after.data[i] ?? NaN)) / RATE),
  };
}
