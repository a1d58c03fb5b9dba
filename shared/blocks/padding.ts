import type { Pads, Pair } from '../ir/shape';
import type { PaddingChoice } from './params';

/** What a padding choice comes to for one input: numbers per side, and whether pools round up. */
export interface ResolvedPadding {
  readonly padding: Pads;
  readonly ceil: boolean;
}

const NONE: Pads = [0, 0, 0, 0];

/**
 * Turns a padding choice into numbers.
 * @param choice `same` pads as TensorFlow does, so that the output has ceil(extent / stride) positions: the total is
 *   max((ceil(n / s) - 1) s + k - n, 0) with k the dilated kernel, its smaller half in front. `ceil` pads nothing and
 *   lets the last window of a pool hang over the edge.
 * @param extents height and width of the input
 */
export function resolvePadding(
  choice: PaddingChoice,
  extents: Pair,
  kernel: Pair,
  stride: Pair,
  dilation: Pair = [1, 1],
): ResolvedPadding {
  if (choice === 'valid') return { padding: NONE, ceil: false };
  if (choice === 'ceil') return { padding: NONE, ceil: true };
  if (choice !== 'same') return { padding: choice, ceil: false };
  const [top, bottom] = same(extents[0], kernel[0], stride[0], dilation[0]);
  const [left, right] = same(extents[1], kernel[1], stride[1], dilation[1]);
  return { padding: [top, bottom, left, right], ceil: false };
}

function same(extent: number, kernel: number, stride: number, dilation: number): Pair {
  const window = (kernel - 1) * dilation + 1;
  const total = Math.max((Math.ceil(extent / stride) - 1) * stride + window - extent, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}
