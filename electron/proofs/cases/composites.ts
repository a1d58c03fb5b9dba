import type { DocNode } from '../../../shared/document/types';
import type { Shape } from '../../../shared/ir/shape';
import { around } from '../sketch';
import type { Case } from './case';

type Params = DocNode['params'];

/** One composite block on trial, in a network of its own. */
export interface CompositeCase extends Omit<Case, 'label'> {
  /** Kind, then what is special. */
  readonly name: string;
  readonly kind: string;
  /** All that the reference is told of the block beside the numbers: parameters that differ from the block's defaults. */
  readonly params: Params;
  /** Path of the node whose output is the block's. */
  readonly result: string;
}

/** Not divisible by most strides, and not square. */
const MAP: Shape = [7, 6, 8];

/** Batch norms of vectors see as many values as there are examples: over two they would be +1 and -1 whatever comes in. */
const BATCH = 5;

function made(kind: string, label: string, params: Params, map: Shape = MAP): CompositeCase {
  let result = '';
  // The convolution before it has no bias: many of these blocks begin with a batch norm, to which it would be nothing.
  const draw = (): ReturnType<typeof around> =>
    around(
      map,
      (net, x) => {
        const y = net.block(kind, 'tried', params, x);
        result = y.node;
        return y;
      },
      false,
    );
  draw();
  return { name: `${kind}: ${label}`, kind, params, batch: BATCH, graph: draw, result };
}

function rows(kind: string, table: Readonly<Record<string, Params>>, map?: Shape): readonly CompositeCase[] {
  return Object.entries(table).map(([label, params]) => made(kind, label, params, map));
}

const mlpconv = rows('mlpconv', {
  'three layers': { widths: [6, 5, 4] },
  'one layer, linear': { widths: [6], lastActivation: false },
  'five layers': { widths: [6, 7, 5, 6, 4], kernel: [1, 1] },
  'stride 2 on odd and even extents': { widths: [6, 5], kernel: [5, 3], stride: [2, 2] },
  'valid, strides apart': { widths: [6, 5], kernel: [3, 2], stride: [1, 2], padding: 'valid' },
  'padded by sides': { widths: [5, 6], padding: [1, 0, 2, 1] },
  'bent by tanh, last linear': { widths: [6, 5, 4], activation: 'tanh', lastActivation: false },
  'bent by GELU': { widths: [6, 5], activation: 'gelu' },
});

const gapHead = [
  made('gap-head', 'a map a class', { classes: 8 }),
  made('gap-head', 'projected', { classes: 5, projection: true }),
];

const fcHead = rows('fc-head', {
  'nothing hidden': { classes: 6 },
  'two hidden layers': { classes: 5, hidden: [9, 8] },
  'dropout before the classifier': { classes: 6, dropout: 0.4 },
  'dropout after each hidden layer': { classes: 5, hidden: [12, 10], dropout: 0.5 },
});

const WIDTHS = { path1x1: 3, reduce3x3: 4, path3x3: 5, reduce5x5: 2, path5x5: 4, poolProjection: 3 };

const inception = [
  ...rows('inception', { 'with biases': WIDTHS, 'with batch norm': { ...WIDTHS, batchNorm: true } }),
  made('inception', 'maps smaller than its 5x5', WIDTHS, [3, 4, 6]),
];

const seInception = rows('se-inception', {
  'with biases': { ...WIDTHS, ratio: 4 },
  'with batch norm, no biases in SE': { ...WIDTHS, batchNorm: true, ratio: 3, seBias: false },
  'squeezed by the maximum, gated by tanh': { ...WIDTHS, ratio: 5, squeeze: 'max', excitation: 'tanh' },
});

const se = rows('se', {
  'ratio 2': { ratio: 2 },
  'ratio 3, which does not divide': { ratio: 3 },
  'ratio 1, no biases': { ratio: 1, bias: false },
  'ratio above the channels': { ratio: 16 },
  'squeezed by the maximum': { ratio: 2, squeeze: 'max' },
  'gated by tanh': { ratio: 2, excitation: 'tanh', bias: false },
  'gated by ReLU': { ratio: 2, excitation: 'relu' },
  'gated by the hard sigmoid': { ratio: 2, excitation: 'hard-sigmoid' },
});

/** Shortcuts on maps of eight channels. */
const AROUND: Readonly<Record<string, Params>> = {
  identity: { channels: 8 },
  'A, stride 2': { channels: 12, stride: [2, 2], shortcut: 'A' },
  'A, stride 2 and as many maps': { channels: 8, stride: [2, 2], shortcut: 'A' },
  'B, stride 2': { channels: 12, stride: [2, 2], shortcut: 'B' },
  'B, more maps, stride 1': { channels: 10, shortcut: 'B' },
  'B, strides apart': { channels: 8, stride: [1, 3], shortcut: 'B' },
};

const TYPES: Readonly<Record<string, Params>> = {
  basic: { type: 'basic', width: 8 },
  bottleneck: { type: 'bottleneck', width: 4 },
  'basic, pre-activated': { type: 'basic', width: 6, preActivation: true },
  'bottleneck, pre-activated': { type: 'bottleneck', width: 4, preActivation: true },
};

const residual = [
  ...Object.entries(TYPES).flatMap(([type, params]) =>
    Object.entries(AROUND).map(([way, more]) =>
      made('residual-unit', `${type}, ${way}`, { ...params, ...more }),
    ),
  ),
  ...rows('residual-unit', {
    'bottleneck, stride in the first 1x1': {
      ...{ type: 'bottleneck', width: 4, channels: 12, stride: [2, 2], strideIn: '1x1', shortcut: 'B' },
    },
    'bottleneck in 4 groups': { type: 'bottleneck', width: 8, channels: 8, groups: 4 },
    'basic in 2 groups, stride 2': { width: 6, channels: 12, groups: 2, stride: [2, 2], shortcut: 'A' },
    'basic, branch dropped at random': { width: 8, channels: 8, dropRate: 0.4 },
    'pre-activated bottleneck, branch dropped at random': {
      ...{ type: 'bottleneck', width: 4, channels: 12, preActivation: true, shortcut: 'B', dropRate: 0.5 },
    },
  }),
];

const PLACEMENTS = ['standard', 'pre', 'post', 'identity', '3x3'] as const;

/** Placements, each in three kinds of unit; a ratio that leaves several hidden values even where there are few maps. */
const seResidual = [
  ...PLACEMENTS.flatMap((placement) =>
    rows('se-residual-unit', {
      [`${placement}, basic, identity`]: { width: 8, channels: 8, ratio: 2, placement },
      [`${placement}, bottleneck, B, stride 2`]: {
        ...{ type: 'bottleneck', width: 6, channels: 12, stride: [2, 2], shortcut: 'B', ratio: 2, placement },
      },
      [`${placement}, basic, pre-activated, A, stride 2`]: {
        ...{
          width: 6,
          channels: 12,
          stride: [2, 2],
          shortcut: 'A',
          preActivation: true,
          ratio: 1,
          placement,
        },
      },
    }),
  ),
  ...rows('se-residual-unit', {
    'no biases, ratio 3': { width: 8, channels: 13, shortcut: 'B', ratio: 3, seBias: false },
    'maximum and ReLU': { width: 8, channels: 8, ratio: 2, squeeze: 'max', excitation: 'relu' },
    'in 4 groups, branch dropped at random': {
      ...{ type: 'bottleneck', width: 8, channels: 8, groups: 4, ratio: 1, dropRate: 0.4 },
    },
  }),
];

/** The vector that the branches are weighed by has `filters / ratio` values, or the minimum. */
const SK = { filters: 8, groups: 4, ratio: 2, minimum: 3 };

const skConv = rows('sk-conv', {
  'two branches': SK,
  'two branches, stride 2': { ...SK, stride: [2, 2] },
  'strides apart': { ...SK, stride: [2, 1] },
  'in one group, the minimum': { ...SK, groups: 1, ratio: 8, minimum: 5 },
  'a group a map': { ...SK, groups: 8 },
  'three kernels': { ...SK, groups: 2, kernels: [1, 3, 5], dilations: [1, 1, 1] },
  'four dilations, wider': {
    ...{ filters: 12, groups: 2, ratio: 3, minimum: 1, kernels: [3, 3, 3, 3], dilations: [1, 2, 3, 4] },
  },
  'kernels 5 dilated, stride 3': { ...SK, kernels: [5, 3], dilations: [2, 1], stride: [3, 3] },
});

const SK_UNIT = { groups: 2, ratio: 2, minimum: 3 };

const skUnit = [
  ...Object.entries({
    bottleneck: { type: 'bottleneck', width: 6 },
    basic: { type: 'basic', width: 8 },
  }).flatMap(([type, params]) =>
    Object.entries(AROUND).map(([way, more]) =>
      made('sk-unit', `${type}, ${way}`, { ...SK_UNIT, ...params, ...more }),
    ),
  ),
  made('sk-unit', 'three branches', {
    ...{ ...SK_UNIT, width: 8, channels: 8, kernels: [3, 3, 5], dilations: [1, 2, 1] },
  }),
];

/** Every composite on trial. */
export const composites: readonly CompositeCase[] = [
  ...mlpconv,
  ...gapHead,
  ...fcHead,
  ...inception,
  ...seInception,
  ...se,
  ...residual,
  ...seResidual,
  ...skConv,
  ...skUnit,
];

/** A way of getting a paper wrong, which `peers/paper_modules.py` knows how to make, and the case to make it in. */
export interface Mistake {
  readonly mistake: string;
  /** Name of a case. */
  readonly in: string;
  /** Seen in training alone. */
  readonly training?: boolean;
}

export const mistakes: readonly Mistake[] = [
  { mistake: 'no ReLU at the end', in: 'residual-unit: basic, identity' },
  { mistake: 'projection without batch norm', in: 'residual-unit: basic, B, stride 2' },
  { mistake: 'stride in the other convolution', in: 'residual-unit: bottleneck, B, stride 2' },
  { mistake: 'branch not scaled', in: 'residual-unit: basic, branch dropped at random', training: true },
  { mistake: 'no ReLU between', in: 'se: ratio 2' },
  { mistake: 'behind the addition', in: 'se-residual-unit: standard, basic, identity' },
  { mistake: 'in front of the batch norm', in: 'se-residual-unit: 3x3, basic, identity' },
  { mistake: '5x5 before 3x3', in: 'inception: with biases' },
  { mistake: 'batch norm and ReLU after the select', in: 'sk-conv: two branches' },
  { mistake: 'one weight for all channels', in: 'sk-conv: two branches' },
  { mistake: 'no batch norm and ReLU in the fuse', in: 'sk-conv: two branches' },
];
