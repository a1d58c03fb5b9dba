import { tensorName, type Scope, type TensorRef } from '../graph-builder';
import * as ops from '../ops';

/** The axis of channels, of maps `[n, h, w, c]`, and of filters, of kernels `[kh, kw, in / groups, out]`. */
const LAST = 3;

/**
 * A grouped convolution as one convolution a group. The input's channels, the filters and the output's channels of a
 * group lie together, so each of the three is cut into equal parts, and what the parts give is joined again.
 */
export function splitConv(groups: number): ops.ConvOps {
  const cut = new Map<string, readonly TensorRef[]>();
  /** Forward and backward pass use the same parts. */
  const partsOf = (g: Scope, x: TensorRef): readonly TensorRef[] => {
    const parts = cut.get(tensorName(x)) ?? ops.split(g, x, groups, LAST);
    cut.set(tensorName(x), parts);
    return parts;
  };
  const joined = (g: Scope, make: (group: number) => TensorRef): TensorRef =>
    ops.concat(
      g,
      Array.from({ length: groups }, (_, group) => make(group)),
      LAST,
    );
  return {
    forward(g, x, kernel, window) {
      const [maps, kernels] = [partsOf(g, x), partsOf(g, kernel)];
      return joined(g, (at) => ops.conv2d.forward(g, maps[at]!, kernels[at]!, window));
    },
    inputGradient(g, x, kernel, dy, window) {
      const [maps, kernels, dys] = [partsOf(g, x), partsOf(g, kernel), partsOf(g, dy)];
      return joined(g, (at) => ops.conv2d.inputGradient(g, maps[at]!, kernels[at]!, dys[at]!, window));
    },
    kernelGradient(g, x, shape, dy, window) {
      const [maps, dys] = [partsOf(g, x), partsOf(g, dy)];
      const part = [...shape.slice(0, LAST), shape[LAST]! / groups];
      return joined(g, (at) => ops.conv2d.kernelGradient(g, maps[at]!, part, dys[at]!, window));
    },
  };
}
