import type { ActivationName } from '../../../ir/primitive';
import { elements } from '../../../ir/shape';
import { fail } from '../../../problems/problem';
import { plainVariables, type KerasEmitter } from '../emitter';
import type { Json } from '../layer';

/** Keras trains on with the biased variance (ours, like PyTorch, keeps the unbiased); stored values are used alike. */
export const batchNorm: KerasEmitter<'batch-norm'> = (node, [x], builder) => {
  const { scale, centre, epsilon, momentum } = node.attrs;
  const config = { momentum, epsilon, center: centre, scale };
  return [builder.layer('BatchNormalization', config, x!, x!.shape, { variables: plainVariables(node) })];
};

/**
 * Local response normalisation, which Keras lacks: squares are averaged along the channels by a pooling over
 * `[positions, channels, 1]`, then x * (k + alpha * size * mean)^-beta.
 */
export const lrn: KerasEmitter<'lrn'> = (node, [x], builder) => {
  const { size, alpha, beta, k } = node.attrs;
  const [height, width, channels] = x!.shape as readonly [number, number, number];
  const before = Math.floor(size / 2);
  const after = size - 1 - before;
  const square = builder.merge('Multiply', {}, [x!, x!], x!.shape, 'square');
  const flat = builder.reshape(square, [height * width, channels, 1], 'channels');
  const wide = builder.layer(
    'ZeroPadding2D',
    {
      padding: [
        [0, 0],
        [before, after],
      ],
    },
    flat,
    [height * width, channels + size - 1, 1],
    { suffix: 'edges' },
  );
  const window = { pool_size: [1, size], strides: [1, 1] };
  const mean = builder.layer('AveragePooling2D', window, wide, flat.shape, { suffix: 'window' });
  const back = builder.reshape(mean, x!.shape, 'map');
  const scaled = { scale: alpha * size, offset: k };
  const base = builder.layer('Rescaling', scaled, back, x!.shape, { suffix: 'base' });
  const factor = builder.op('Power', base, x!.shape, { args: [-beta], suffix: 'factor' });
  return [builder.merge('Multiply', {}, [x!, factor], x!.shape)];
};

type LayerOf = (slope: number) => readonly [string, { readonly [key: string]: Json }];

const named =
  (activation: string): LayerOf =>
  () => ['Activation', { activation }];

/** Keras's `gelu` is the exact one by default, its `hard_sigmoid` and `hard_silu` are relu6(x + 3) / 6 (times x). */
const ACTIVATION_LAYERS: { readonly [F in ActivationName]: LayerOf } = {
  relu: () => ['ReLU', {}],
  relu6: () => ['ReLU', { max_value: 6 }],
  'leaky-relu': (slope) => ['LeakyReLU', { negative_slope: slope }],
  elu: (slope) => ['ELU', { alpha: slope }],
  gelu: named('gelu'),
  silu: named('silu'),
  sigmoid: named('sigmoid'),
  'hard-sigmoid': named('hard_sigmoid'),
  'hard-swish': named('hard_silu'),
  tanh: named('tanh'),
  softplus: named('softplus'),
};

export const activation: KerasEmitter<'activation'> = (node, [x], builder) => {
  const { fn, slope } = node.attrs;
  if (fn === 'leaky-relu' && slope < 0) {
    fail('target/negative-slope', { target: 'Keras', slope }, { node: node.path, param: 'slope' });
  }
  const [className, config] = ACTIVATION_LAYERS[fn](slope);
  return [builder.layer(className, config, x!, x!.shape)];
};

/** One slope per channel: shared over all other axes. */
export const prelu: KerasEmitter<'prelu'> = (node, [x], builder) => {
  const shared = x!.shape.slice(0, -1).map((_, axis) => axis + 1);
  const variables = plainVariables(node).map((variable) => ({
    ...variable,
    shape: [...shared.map(() => 1), ...variable.shape],
  }));
  const config = shared.length > 0 ? { shared_axes: shared } : {};
  return [builder.layer('PReLU', config, x!, x!.shape, { variables })];
};

export const softmax: KerasEmitter<'softmax'> = (_, [x], builder) => [
  builder.layer('Softmax', {}, x!, x!.shape),
];

/** Branches stacked along a new first axis, softmax along it, each taken off again. */
export const branchSoftmax: KerasEmitter<'branch-softmax'> = (node, inputs, builder) => {
  const count = inputs.length;
  const shape = inputs[0]!.shape;
  const size = elements(shape);
  const rows = inputs.map((x, index) => builder.reshape(x, [1, size], `branch${index}`));
  const stack = builder.merge('Concatenate', { axis: 1 }, rows, [count, size], 'stack');
  const weights = builder.layer('Softmax', { axis: 1 }, stack, stack.shape);
  return inputs.map((_, index) => {
    const cropping = [index, count - 1 - index];
    const suffix = `row${index}`;
    const row = builder.layer('Cropping1D', { cropping }, weights, [1, size], { suffix });
    return builder.reshape(row, shape, `output${index}`);
  });
};

export const dropout: KerasEmitter<'dropout'> = (node, [x], builder) => {
  const { rate, spatial } = node.attrs;
  const className = spatial && x!.shape.length === 3 ? 'SpatialDropout2D' : 'Dropout';
  return [builder.layer(className, { rate }, x!, x!.shape)];
};

/** Stochastic depth is dropout with one decision per example. */
export const dropPath: KerasEmitter<'drop-path'> = (node, [x], builder) => {
  const noise: readonly Json[] = [null, ...x!.shape.map(() => 1)];
  return [builder.layer('Dropout', { rate: node.attrs.rate, noise_shape: noise }, x!, x!.shape)];
};

/** The loss is no part of what is taken away: training in Keras starts by `compile`. */
export const crossEntropy: KerasEmitter<'cross-entropy'> = () => [];
