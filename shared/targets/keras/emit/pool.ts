import type { IrNodeOf } from '../../../ir/ir';
import type { Pads, Pair } from '../../../ir/shape';
import type { KerasBuilder } from '../builder';
import type { KerasEmitter } from '../emitter';
import type { KerasTensor } from '../layer';
import { kerasPadding, nested, padded, type KerasPadding } from '../padding';
import { everyNth } from './linear';

/** The lowest float32: what max pooling must see outside the map. JSON has no infinity. */
const LOWEST = -3.4028234663852886e38;

function sizeOf({ shape }: { readonly shape: readonly number[] }): Pair {
  return [shape[0]!, shape[1]!];
}

function paddingOf(node: IrNodeOf<'max-pool'> | IrNodeOf<'avg-pool'>): KerasPadding {
  const { kernel, stride, padding } = node.attrs;
  return kerasPadding(sizeOf(node.inputs[0]!), kernel, stride, padding, sizeOf(node.outputs[0]!));
}

function window(node: IrNodeOf<'max-pool'> | IrNodeOf<'avg-pool'>, pad: KerasPadding) {
  const { kernel, stride } = node.attrs;
  return { pool_size: kernel, strides: stride, padding: pad.kind === 'same' ? 'same' : 'valid' };
}

export const maxPool: KerasEmitter<'max-pool'> = (node, [x], builder) => {
  const pad = paddingOf(node);
  const input = pad.kind === 'explicit' ? padWith(builder, x!, pad.pads, LOWEST, 'pad') : x!;
  return [builder.layer('MaxPooling2D', window(node, pad), input, node.outputs[0]!.shape)];
};

/** Any constant around a map: Keras's padding layer knows zeros only, `keras.ops.pad` any. */
function padWith(
  builder: KerasBuilder,
  x: KerasTensor,
  pads: Pads,
  value: number,
  suffix?: string,
): KerasTensor {
  const call = {
    config: { pad_width: [[0, 0], ...nested(pads), [0, 0]], mode: 'constant' },
    kwargs: { constant_values: value },
    ...(suffix === undefined ? {} : { suffix }),
  };
  return builder.op('Pad', x, padded(x.shape, pads), call);
}

/**
 * Keras leaves all padding out of the divisor under `same` and knows no other. Where ours differs, zeros are put
 * around the map, the mean over whole windows is taken, and rows and columns whose windows count fewer positions
 * are scaled up.
 */
export const avgPool: KerasEmitter<'avg-pool'> = (node, [x], builder) => {
  const pad = paddingOf(node);
  const shape = node.outputs[0]!.shape;
  const counted = node.attrs.countPadding && node.attrs.padding.some((side) => side > 0);
  if (pad.kind === 'valid' || (pad.kind === 'same' && !counted)) {
    return [builder.layer('AveragePooling2D', window(node, pad), x!, shape)];
  }
  const pads = reachedPads(node);
  const config = { padding: nested(pads) };
  const input = builder.layer('ZeroPadding2D', config, x!, padded(x!.shape, pads), { suffix: 'pad' });
  const [rows, columns] = [corrections(node, 0), corrections(node, 1)];
  const layers = [
    ['rows', rows, rows.map((factor) => [[factor]])],
    ['columns', columns, columns.map((factor) => [factor])],
  ] as const;
  const needed = layers.filter(([, factors]) => factors.some((factor) => factor !== 1));
  const mean = { ...window(node, pad), padding: 'valid' };
  const suffix = needed.length > 0 ? { suffix: 'mean' } : {};
  let y = builder.layer('AveragePooling2D', mean, input, shape, suffix);
  needed.forEach(([name, , scale], index) => {
    const last = index === needed.length - 1;
    y = builder.layer('Rescaling', { scale, offset: 0 }, y, shape, last ? {} : { suffix: name });
  });
  return [y];
};

/** Padding that the windows reach, trailing overhang included. */
function reachedPads(node: IrNodeOf<'avg-pool'>): Pads {
  const { kernel, stride, padding } = node.attrs;
  const [input, output] = [sizeOf(node.inputs[0]!), sizeOf(node.outputs[0]!)];
  const trailing = ([0, 1] as const).map((axis) => {
    const end = (output[axis] - 1) * stride[axis] + kernel[axis];
    return Math.max(end - input[axis] - padding[axis * 2]!, 0);
  });
  return [padding[0], trailing[0]!, padding[2], trailing[1]!];
}

/** Kernel extent over the number of positions counted, for every window along one axis. */
function corrections(node: IrNodeOf<'avg-pool'>, axis: 0 | 1): readonly number[] {
  const { kernel, stride, padding, countPadding } = node.attrs;
  const [before, after] = [padding[axis * 2]!, padding[axis * 2 + 1]!];
  const extent = sizeOf(node.inputs[0]!)[axis];
  const [from, to] = countPadding ? [-before, extent + after] : [0, extent];
  return Array.from({ length: sizeOf(node.outputs[0]!)[axis] }, (_, position) => {
    const start = position * stride[axis] - before;
    return kernel[axis] / (Math.min(start + kernel[axis], to) - Math.max(start, from));
  });
}

export const globalMean: KerasEmitter<'global-mean'> = (node, [x], builder) => [
  builder.layer('GlobalAveragePooling2D', { keepdims: node.attrs.keepDims }, x!, node.outputs[0]!.shape),
];

export const globalMax: KerasEmitter<'global-max'> = (node, [x], builder) => [
  builder.layer('GlobalMaxPooling2D', { keepdims: node.attrs.keepDims }, x!, node.outputs[0]!.shape),
];

export const subsample: KerasEmitter<'subsample'> = (node, [x], builder) => [
  everyNth(builder, x!, node.attrs.stride, node.outputs[0]!.shape),
];

export const pad: KerasEmitter<'pad'> = (node, [x], builder) => {
  const { padding, value } = node.attrs;
  if (value !== 0) return [padWith(builder, x!, padding, value)];
  const config = { padding: nested(padding) };
  return [builder.layer('ZeroPadding2D', config, x!, node.outputs[0]!.shape)];
};
