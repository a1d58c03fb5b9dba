import type { Pair, Shape } from '../../../ir/shape';
import { tensorName, type Scope, type TensorRef } from '../graph-builder';
import * as ops from '../ops';

/** What a kernel is filled up from. */
export interface Sparse {
  /** As the grouped op takes it: `[kh, kw, in / groups, out]`. */
  readonly kernel: Shape;
  readonly groups: number;
  readonly dilation: Pair;
}

/**
 * A grouped, dilated convolution as one plain convolution: its kernel `[(kh - 1) d + 1, (kw - 1) d + 1, in, out]` is
 * zero where a filter does not see a channel of another group, or a tap that dilation leaves out. The filled-up
 * kernel is made in the graph from the stored one, and its gradient is gathered back to the stored one's shape, so
 * that neither weights nor optimizer know of it.
 */
export function denseConv(sparse: Sparse): ops.ConvOps {
  const filled = new Map<string, TensorRef>();
  const fill = (g: Scope, kernel: TensorRef): TensorRef => {
    const known = filled.get(tensorName(kernel)) ?? scatter(g, kernel, sparse);
    filled.set(tensorName(kernel), known);
    return known;
  };
  const plain = (window: ops.ConvWindow): ops.ConvWindow => ({ ...window, dilation: [1, 1] });
  return {
    forward: (g, x, kernel, window) => ops.conv2d.forward(g, x, fill(g, kernel), plain(window)),
    inputGradient: (g, x, kernel, dy, window) =>
      ops.conv2d.inputGradient(g, x, fill(g, kernel), dy, plain(window)),
    kernelGradient: (g, x, _, dy, window) =>
      gather(g, ops.conv2d.kernelGradient(g, x, filledShape(sparse), dy, plain(window)), sparse),
  };
}

function filledShape({ kernel, groups, dilation }: Sparse): Shape {
  const [rows, columns, channels, filters] = kernel as readonly [number, number, number, number];
  return [(rows - 1) * dilation[0] + 1, (columns - 1) * dilation[1] + 1, channels * groups, filters];
}

function isDilated({ dilation }: Sparse): boolean {
  return dilation[0] > 1 || dilation[1] > 1;
}

/** The stored kernel, with zeros, in the shape of a plain one. */
function scatter(g: Scope, kernel: TensorRef, sparse: Sparse): TensorRef {
  const { groups } = sparse;
  const repeated = groups > 1 ? ops.tile(g, kernel, [1, 1, groups, 1]) : kernel;
  const masked = groups > 1 ? ops.select(g, sameGroup(g, sparse), repeated, g.float(0)) : kernel;
  return isDilated(sparse) ? ops.spread(g, masked, filledShape(sparse), sparse.dilation) : masked;
}

/** Of a filled-up kernel's gradient, what belongs to the stored kernel. */
function gather(g: Scope, gradient: TensorRef, sparse: Sparse): TensorRef {
  const { kernel, groups, dilation } = sparse;
  const taps = isDilated(sparse) ? ops.everyNth(g, gradient, filledShape(sparse), dilation) : gradient;
  if (groups === 1) return taps;
  // Each filter keeps the channels of its own group: of the groups' parts, all but one are made zero and added.
  const own = ops.select(g, sameGroup(g, sparse), taps, g.float(0));
  const [rows, columns, channels, filters] = kernel;
  return ops.sum(g, ops.reshapeTo(g, own, [rows!, columns!, groups, channels!, filters!]), [2]);
}

/** Whether a channel and a filter are of one group: `[channels, filters]`. */
function sameGroup(g: Scope, { kernel, groups }: Sparse): TensorRef {
  const [, , channels, filters] = kernel as readonly [number, number, number, number];
  const groupOf = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => Math.floor((index * groups) / count));
  const rows = groupOf(channels * groups);
  return ops.equal(g, g.int(rows, [rows.length, 1]), g.int(groupOf(filters), [1, filters]));
}
