import type { IrNodeOf } from '../../../ir/ir';
import type { PrimitiveAttrs } from '../../../ir/primitive';
import type { Pair } from '../../../ir/shape';
import type { Scope, TensorRef } from '../graph-builder';
import * as ops from '../ops';
import { resolvePadding } from '../padding';
import { extents, spatial } from './conv';
import { single, type Emitter } from './emitter';

/** The first of equal values in a window gets the gradient, as in PyTorch. */
export const maxPool: Emitter<'max-pool'> = ({ g }, node, [x]) => {
  const { kernel, stride } = node.attrs;
  const padding = resolvePadding(extents(node.inputs[0]!.shape), extents(node.outputs[0]!.shape), node.attrs);
  const window = { kernel, stride, padding };
  const y = ops.maxPool(g, x!, window);
  return { outputs: [y], gradient: single((back, dy) => ops.maxPoolGrad(back, x!, y, dy, window)) };
};

/**
 * TensorFlow's average divides by the values inside the map. Where that, or no padding at all, is what is asked, its
 * op is used as it is. Otherwise the map is padded with zeros, averaged over whole windows, and multiplied by a
 * constant map of what the divisors should have been.
 */
export const avgPool: Emitter<'avg-pool'> = ({ g }, node, [x]) => {
  const [input, output] = [node.inputs[0]!.shape, node.outputs[0]!.shape];
  const { kernel, stride } = node.attrs;
  const padding = resolvePadding(extents(input), extents(output), node.attrs);
  const divisors = divisorsOf(node.attrs, extents(input), extents(output));
  const inside = divisorsOf({ ...node.attrs, countPadding: false }, extents(input), extents(output));
  const plain = padding.kind === 'valid' || (padding.kind === 'same' && sameNumbers(divisors, inside));
  if (plain) {
    const window = { kernel, stride, padding };
    return {
      outputs: [ops.avgPool(g, x!, window)],
      gradient: single((back, dy) => ops.avgPoolGrad(back, ops.shapeOf(back, x!), dy, window)),
    };
  }
  const pads = reach(node);
  const window = { kernel, stride, padding: { kind: 'valid' } } as const;
  const padded = ops.pad(g, x!, spatial(pads));
  const size = kernel[0] * kernel[1];
  const factors = divisors.every((divisor) => divisor === size)
    ? undefined
    : g.float(
        divisors.map((divisor) => size / divisor),
        [1, output[0]!, output[1]!, 1],
      );
  const correct = (at: Scope, value: TensorRef) => (factors ? ops.mul(at, value, factors) : value);
  return {
    outputs: [correct(g, ops.avgPool(g, padded, window))],
    gradient: single((back, dy) => {
      const dx = ops.avgPoolGrad(back, ops.shapeOf(back, padded), correct(back, dy), window);
      return ops.slice(back, dx, [pads[0], pads[2], 0], input);
    }),
  };
};

/** Zeros needed around the map so that every window is whole: `[top, bottom, left, right]`. */
function reach(node: IrNodeOf<'avg-pool'>): readonly [number, number, number, number] {
  const after = ([0, 1] as const).map((axis) => {
    const end = (node.outputs[0]!.shape[axis]! - 1) * node.attrs.stride[axis] + node.attrs.kernel[axis];
    return Math.max(end - node.inputs[0]!.shape[axis]! - node.attrs.padding[axis * 2]!, 0);
  });
  return [node.attrs.padding[0], after[0]!, node.attrs.padding[2], after[1]!];
}

/**
 * How many values each window counts, row-major over the output: explicit padding when asked, overhang never. At least
 * one, since the IR refuses windows that see nothing of the map.
 */
export function divisorsOf(a: PrimitiveAttrs['avg-pool'], input: Pair, output: Pair): readonly number[] {
  const counts = ([0, 1] as const).map((axis) => {
    const [before, behind] = [a.padding[axis * 2]!, a.padding[axis * 2 + 1]!];
    const first = a.countPadding ? -before : 0;
    const end = a.countPadding ? input[axis] + behind : input[axis];
    return Array.from({ length: output[axis] }, (_, position) => {
      const start = position * a.stride[axis] - before;
      return Math.min(start + a.kernel[axis], end) - Math.max(start, first);
    });
  });
  return counts[0]!.flatMap((rows) => counts[1]!.map((columns) => rows * columns));
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, index) => value === b[index]);
}

export const globalMean: Emitter<'global-mean'> = ({ g }, node, [x]) => {
  const shape = node.inputs[0]!.shape;
  const window = { kernel: extents(shape), stride: [1, 1], padding: { kind: 'valid' } } as const;
  return {
    outputs: [ops.mean(g, x!, [1, 2], node.attrs.keepDims)],
    // One op spreads dy over the map: the gradient of an average pool as large as the map.
    gradient: single((back, dy) => {
      const point = node.attrs.keepDims ? dy : ops.reshape(back, dy, [1, 1, shape[2]!]);
      return ops.avgPoolGrad(back, ops.shapeOf(back, x!), point, window);
    }),
  };
};

/** A max pool as large as the map. */
export const globalMax: Emitter<'global-max'> = ({ g }, node, [x]) => {
  const shape = node.inputs[0]!.shape;
  const window = { kernel: extents(shape), stride: [1, 1], padding: { kind: 'valid' } } as const;
  const y = ops.maxPool(g, x!, window);
  const { keepDims } = node.attrs;
  return {
    outputs: [keepDims ? y : ops.reshape(g, y, [shape[2]!])],
    gradient: single((back, dy) => {
      const point = keepDims ? dy : ops.reshape(back, dy, [1, 1, shape[2]!]);
      return ops.maxPoolGrad(back, x!, y, point, window);
    }),
  };
};
