import type { Pads, Pair } from '../../ir/shape';

/** A window along one axis of a map, padding as the IR has it. */
interface AxisWindow {
  readonly extent: number;
  /** Extent of the kernel, dilation included. */
  readonly span: number;
  readonly stride: number;
  readonly before: number;
  /** Number of window positions. */
  readonly count: number;
}

/** How Keras is told the padding: by a word where its meaning is the same, else by a padding layer before. */
export type KerasPadding =
  { readonly kind: 'valid' | 'same' } | { readonly kind: 'explicit'; readonly pads: Pads };

/** Trailing padding that the last window really reaches: what was asked beyond it is never read. */
function reached({ extent, span, stride, before, count }: AxisWindow): number {
  return Math.max((count - 1) * stride + span - extent - before, 0);
}

/** TensorFlow's rule: as many windows as strides fit, the odd one of the padding goes after. */
function isSame(axis: AxisWindow): boolean {
  const count = Math.ceil(axis.extent / axis.stride);
  const total = Math.max((count - 1) * axis.stride + axis.span - axis.extent, 0);
  return axis.count === count && axis.before === Math.floor(total / 2);
}

/**
 * The padding of a sliding window in Keras's words.
 *
 * @param input `[height, width]` of the map
 * @param span extent of the kernel per axis, dilation included
 * @param pads `[top, bottom, left, right]` of the IR
 * @param output `[height, width]` of the result
 */
export function kerasPadding(input: Pair, span: Pair, stride: Pair, pads: Pads, output: Pair): KerasPadding {
  const axes = ([0, 1] as const).map((axis): AxisWindow => ({
    extent: input[axis],
    span: span[axis],
    stride: stride[axis],
    before: pads[axis * 2]!,
    count: output[axis],
  }));
  if (axes.every((axis) => axis.before === 0 && reached(axis) === 0)) return { kind: 'valid' };
  if (axes.every(isSame)) return { kind: 'same' };
  const [rows, columns] = axes as [AxisWindow, AxisWindow];
  return { kind: 'explicit', pads: [rows.before, reached(rows), columns.before, reached(columns)] };
}

/** `[top, bottom, left, right]` as Keras's padding and cropping layers take it. */
export function nested([top, bottom, left, right]: Pads): readonly (readonly [number, number])[] {
  return [
    [top, bottom],
    [left, right],
  ];
}

/** Shape of a map with padding around it. */
export function padded(shape: readonly number[], [top, bottom, left, right]: Pads): readonly number[] {
  const [height, width, channels] = shape as readonly [number, number, number];
  return [height + top + bottom, width + left + right, channels];
}
