import type { WeightSettings } from '../../shared/ir/builder';
import { weightsOf, type IrGraph } from '../../shared/ir/ir';
import type { OptimizerSpec, Recipe } from '../../shared/recipe/types';
import type { HostTensor } from '../../shared/weights/tensor';
import type { TfRuntime } from '../engine/tf-runtime';
import { compiled, PLAIN } from './compiling';
import { randomImages, randomLabels, randomOf, randomWeights, scalar, seedOf } from './random';
import { PLAIN_WEIGHT, Sketch } from './sketch';
import type { Numbers, Results, Task } from './wire';

/** A recipe's part that moves weights, and how single weights are told to differ. */
export interface OptimizerCase {
  readonly label: string;
  readonly optimizer: OptimizerSpec;
  readonly recipe?: Partial<Recipe>;
  /** Multipliers and freezing of single weights, by name, as a document's nodes say them. */
  readonly weights?: Readonly<Record<string, Partial<WeightSettings>>>;
  /** What the above and the recipe's rules come to: `[learning rate, decay]`; `[1, 1]` for the others. */
  readonly multipliers?: Readonly<Record<string, readonly [number, number]>>;
}

/** The learning rate of each step: it falls and rises, where forms that agree at a constant rate part. */
const RATES = [0.05, 0.02, 0.08];

const SGD: OptimizerSpec = { kind: 'sgd' };
const MOMENTUM: OptimizerSpec = { kind: 'momentum', momentum: 0.9, nesterov: false };
const NESTEROV: OptimizerSpec = { kind: 'momentum', momentum: 0.9, nesterov: true };
const RMSPROP: OptimizerSpec = { kind: 'rmsprop', decay: 0.9, momentum: 0, epsilon: 1e-7 };
const ADAM: OptimizerSpec = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const ADAMW: OptimizerSpec = { ...ADAM, kind: 'adamw' };

const every: readonly (readonly [string, OptimizerSpec])[] = [
  ['SGD', SGD],
  ['momentum', MOMENTUM],
  ['Nesterov', NESTEROV],
  ['RMSProp', RMSPROP],
  ['RMSProp with momentum', { ...RMSPROP, momentum: 0.9 }],
  ['Adam', ADAM],
  ['AdamW', ADAMW],
];

/** Rules of the recipe and words of the nodes, on overlapping weights. */
const MULTIPLIED = {
  recipe: {
    weightDecay: { kind: 'l2', lambda: 0.1 },
    parameters: [
      { role: 'bias', path: null, lrMult: 2, decayMult: 0, init: null },
      { role: null, path: 'second', lrMult: 0.5, decayMult: 3, init: null },
      { role: 'gamma', path: null, lrMult: 1, decayMult: 0, init: null },
    ],
  },
  weights: { 'first/kernel': { lrMult: 0.1, decayMult: 2 }, 'second/bias': { lrMult: 3 } },
  multipliers: {
    'first/kernel': [0.1, 2],
    'first/bias': [2, 0],
    'second/kernel': [0.5, 3],
    'second/bias': [3, 0],
    'norm/gamma': [1, 0],
    'logits/bias': [2, 0],
  },
} satisfies Partial<OptimizerCase>;

function decayed(kind: 'l2' | 'decoupled', lambda = 0.1): Partial<Recipe> {
  return { weightDecay: { kind, lambda } };
}

export const optimizerCases: readonly OptimizerCase[] = [
  ...every.flatMap(([label, optimizer]): OptimizerCase[] => [
    { label, optimizer },
    { label: `${label}, L2`, optimizer, recipe: decayed('l2') },
    { label: `${label}, decoupled decay`, optimizer, recipe: decayed('decoupled') },
    { label: `${label}, multipliers`, optimizer, ...MULTIPLIED },
    {
      label: `${label}, gradients clipped, L2`,
      optimizer,
      recipe: { ...decayed('l2', 0.02), clipNorm: 0.05 },
    },
    {
      label: `${label}, a frozen kernel, clipped`,
      optimizer,
      recipe: { ...decayed('decoupled'), clipNorm: 0.1 },
      weights: { 'first/kernel': { frozen: true } },
    },
  ]),
  { label: 'momentum, a clip that is never reached', optimizer: MOMENTUM, recipe: { clipNorm: 1000 } },
  { label: 'RMSProp, large epsilon', optimizer: { ...RMSPROP, epsilon: 0.1 } },
  { label: 'Adam, large epsilon', optimizer: { ...ADAM, beta1: 0.5, beta2: 0.9, epsilon: 0.1 } },
  { label: 'AdamW, multipliers, decoupled', optimizer: ADAMW, ...decoupledMultipliers() },
];

function decoupledMultipliers(): Partial<OptimizerCase> {
  return {
    ...MULTIPLIED,
    recipe: { ...MULTIPLIED.recipe, weightDecay: { kind: 'decoupled', lambda: 0.1 } },
  };
}

/** Two convolutions, a batch norm, learned slopes, a dense layer: every trainable role. */
function network(trial: OptimizerCase): IrGraph {
  const net = new Sketch((path, role) => ({ ...PLAIN_WEIGHT, ...trial.weights?.[`${path}/${role}`] }));
  const first = net.conv('first', net.input([6, 5, 2]), 4, [3, 3]);
  const bent = net.one('prelu', 'bend', {}, [first]);
  const normed = net.one('batch-norm', 'norm', { scale: true, centre: true, epsilon: 1e-3, momentum: 0.9 }, [
    bent,
  ]);
  const second = net.conv('second', normed, 3, [2, 2]);
  net.loss('loss', net.logits('logits', net.one('activation', 'bow', { fn: 'tanh', slope: 0 }, [second])));
  return net.graph();
}

export function optimizerTask(trial: OptimizerCase): Task {
  const graph = network(trial);
  const random = randomOf(seedOf('optimizers'));
  const recipe = recipeOf(trial);
  const weights = weightsOf(graph);
  return {
    name: trial.label,
    graph,
    tensors: {
      ...randomWeights(graph, random, 1),
      images: randomImages(4, graph.inputs[0]!.shape, random),
      labels: randomLabels(4, 7, random),
    },
    more: {
      optimizer: trial.optimizer,
      weightDecay: recipe.weightDecay,
      clipNorm: recipe.clipNorm,
      rates: RATES,
      multipliers: Object.fromEntries(weights.map(({ name }) => [name, trial.multipliers?.[name] ?? [1, 1]])),
      moving: weights.filter((weight) => weight.trainable && !weight.frozen).map(({ name }) => name),
    },
  };
}

function recipeOf(trial: OptimizerCase): Recipe {
  return { ...PLAIN, ...trial.recipe, optimizer: trial.optimizer };
}

/** Three steps of ours, under the names that `torch_optimizers` answers. */
export function takeSteps(tf: TfRuntime, trial: OptimizerCase, task: Task): Results {
  const model = tf.load(compiled(task.graph, recipeOf(trial)));
  try {
    const names = weightsOf(task.graph).map((weight) => weight.name);
    const pick = (from: readonly string[]): Record<string, HostTensor> => {
      return Object.fromEntries(from.map((name) => [name, task.tensors[name]!]));
    };
    model.run('init', pick(names));
    const results = new Map<string, Numbers>();
    RATES.forEach((rate, step) => {
      const feeds = { step: scalar(step, 'int32'), seed: scalar(1, 'int32'), lr: scalar(rate, 'float32') };
      const losses = model.run('train', { ...pick(['images', 'labels']), ...feeds });
      results.set(`loss/${step}`, losses.get('loss')!);
      const after = model.run('weights', {}, names);
      for (const name of names) {
        results.set(`way/${step}/${name}`, way(task.tensors[name]!, after.get(name)!));
      }
    });
    return results;
  } finally {
    model.dispose();
  }
}

function way(from: HostTensor, to: HostTensor): Numbers {
  return { shape: from.shape, data: Float64Array.from(from.data, (value, index) => to.data[index]! - value) };
}
