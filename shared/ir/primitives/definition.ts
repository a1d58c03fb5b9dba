import { fail } from '../../problems/problem';
import type { PrimitiveAttrs, PrimitiveName, WeightSpec } from '../primitive';
import { formatShape, sameShape, type Pads, type Pair, type Shape } from '../shape';

/** How far a primitive looks, for the receptive field. */
export type Reach =
  | { readonly kind: 'point' }
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'window';
      readonly kernel: Pair;
      readonly stride: Pair;
      readonly dilation: Pair;
      readonly padding: Pads;
    };

/** What the IR knows of one primitive. Shapes are per example (see `Shape`). */
export interface Primitive<A> {
  /** Output shapes; signals a problem (without a place: the caller knows it) when the inputs do not fit. */
  infer(attrs: A, inputs: readonly Shape[]): readonly Shape[];
  weights(attrs: A, inputs: readonly Shape[]): readonly WeightSpec[];
  /** Multiply-accumulates for one example. Convolution and dense layers only, as the papers count. */
  macs(attrs: A, inputs: readonly Shape[], outputs: readonly Shape[]): number;
  reach(attrs: A): Reach;
}

export type PrimitiveTable = { readonly [K in PrimitiveName]: Primitive<PrimitiveAttrs[K]> };

export const POINT: Reach = { kind: 'point' };

/** A primitive that keeps its single input's shape, has no weights and costs no MACs. */
export function pointwise<A>(): Primitive<A> {
  return { infer: (_, inputs) => [only(inputs)], weights: () => [], macs: () => 0, reach: () => POINT };
}

/** A primitive without weights or MACs. */
export function free<A>(
  infer: Primitive<A>['infer'],
  reach: Primitive<A>['reach'] = () => POINT,
): Primitive<A> {
  return { infer, weights: () => [], macs: () => 0, reach };
}

/** The single input's shape. */
export function only(inputs: readonly Shape[]): Shape {
  const [shape] = inputs;
  if (!shape || inputs.length !== 1) throw new Error(`expected one input, got ${inputs.length}`);
  return shape;
}

/** `[height, width, channels]` of an input that must be a map. */
export function asMap(shape: Shape): readonly [number, number, number] {
  if (shape.length !== 3) fail('shape/needs-map', { found: formatShape(shape) });
  return shape as unknown as readonly [number, number, number];
}

/** Length of an input that must be a vector. */
export function asVector(shape: Shape): number {
  if (shape.length !== 1) fail('shape/needs-vector', { found: formatShape(shape) });
  return shape[0]!;
}

/** Extent of the channels: the last axis. */
export function channelsOf(shape: Shape): number {
  return shape[shape.length - 1] ?? 1;
}

/** Signals a mismatch unless all shapes equal the first. */
export function requireSame(inputs: readonly Shape[]): Shape {
  const [first] = inputs;
  if (!first) throw new Error('expected at least one input');
  for (const other of inputs) {
    if (!sameShape(first, other))
      fail('shape/mismatch', { expected: formatShape(first), found: formatShape(other) });
  }
  return first;
}

/** Output extents of a window sliding over a map; signals when the window does not fit even once. */
export function slide(
  [height, width]: Pair,
  kernel: Pair,
  stride: Pair,
  dilation: Pair,
  [top, bottom, left, right]: Pads,
  ceil = false,
): Pair {
  const rows = slideAxis(height, kernel[0], stride[0], dilation[0], top, bottom, ceil);
  const columns = slideAxis(width, kernel[1], stride[1], dilation[1], left, right, ceil);
  if (rows < 1 || columns < 1) {
    fail('shape/window-too-large', {
      kernel: `${(kernel[0] - 1) * dilation[0] + 1}×${(kernel[1] - 1) * dilation[1] + 1}`,
      input: `${height + top + bottom}×${width + left + right}`,
    });
  }
  return [rows, columns];
}

function slideAxis(
  extent: number,
  kernel: number,
  stride: number,
  dilation: number,
  before: number,
  after: number,
  ceil: boolean,
): number {
  const free = extent + before + after - (dilation * (kernel - 1) + 1);
  if (!ceil) return Math.floor(free / stride) + 1;
  const count = Math.ceil(free / stride) + 1;
  // PyTorch's rule: a last window that would start in the trailing padding is left out.
  return (count - 1) * stride >= extent + before ? count - 1 : count;
}
