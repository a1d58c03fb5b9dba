import type { WindowAttrs } from '../../ir/primitive';
import type { Pads, Pair } from '../../ir/shape';

/** A window's padding in TensorFlow's terms. */
export type ConvPadding =
  { readonly kind: 'same' } | { readonly kind: 'valid' } | { readonly kind: 'explicit'; readonly pads: Pads };

/**
 * What TensorFlow's `SAME` or `VALID` would do, where it is what is asked; else the pads themselves. Trailing
 * padding that no window reaches is dropped, so that `SAME` (which never has any) is found more often, and trailing
 * padding that `ceil` adds is put in.
 * @param input extents of the map
 * @param output extents the IR inferred
 */
export function resolvePadding(
  input: Pair,
  output: Pair,
  window: WindowAttrs & { readonly dilation?: Pair },
): ConvPadding {
  const axes = ([0, 1] as const).map((axis) => {
    const reach = (window.kernel[axis] - 1) * (window.dilation?.[axis] ?? 1) + 1;
    return resolveAxis(input[axis], output[axis], reach, window.stride[axis], window.padding[axis * 2]!);
  });
  const [rows, columns] = axes as [AxisPadding, AxisPadding];
  if (rows.valid && columns.valid) return { kind: 'valid' };
  if (rows.same && columns.same) return { kind: 'same' };
  return { kind: 'explicit', pads: [rows.before, rows.after, columns.before, columns.after] };
}

interface AxisPadding {
  readonly before: number;
  /** As far as the last window reaches; 0 when it ends inside. */
  readonly after: number;
  readonly same: boolean;
  readonly valid: boolean;
}

/** TensorFlow's rule (`GetWindowedOutputSize`): SAME gives ceil(n / stride) windows, the odd pad goes behind. */
function resolveAxis(
  input: number,
  output: number,
  reach: number,
  stride: number,
  before: number,
): AxisPadding {
  const after = Math.max((output - 1) * stride + reach - input - before, 0);
  const sameTotal = Math.max((Math.ceil(input / stride) - 1) * stride + reach - input, 0);
  return {
    before,
    after,
    same: output === Math.ceil(input / stride) && before === Math.floor(sameTotal / 2),
    valid: before === 0 && output === Math.floor((input - reach) / stride) + 1,
  };
}
