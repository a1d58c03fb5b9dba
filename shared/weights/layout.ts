import type { HostTensor } from './tensor';

/**
 * Moves between the layouts frameworks keep weights in. Ours is TensorFlow's: convolution kernels HWIO
 * `[kh, kw, in / groups, out]`, depthwise `[kh, kw, in, multiplier]`, dense `[in, units]`. PyTorch and ONNX keep
 * OIHW `[out, in / groups, kh, kw]`, depthwise `[in * multiplier, 1, kh, kw]`, dense `[units, in]`.
 */

type FloatTensor = HostTensor & { readonly dtype: 'float32' };

/**
 * Reorders a tensor's axes: axis `i` of the result is axis `order[i]` of the input (NumPy's `transpose`).
 * @throws Error if `order` is not a permutation of the axes (a fault of ours)
 */
export function transpose<T extends HostTensor>(tensor: T, order: readonly number[]): T {
  const rank = tensor.shape.length;
  if (
    order.length !== rank ||
    new Set(order).size !== rank ||
    order.some((axis) => !(axis in tensor.shape))
  ) {
    throw new Error(`${order.join()} does not order the axes of [${tensor.shape.join()}]`);
  }
  const strides = stridesOf(tensor.shape);
  const shape = order.map((axis) => tensor.shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const data = tensor.data.slice();
  const index = new Array<number>(rank).fill(0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    data[to] = tensor.data[from]!;
    // Counts up like an odometer, the last axis fastest, moving the source position along.
    for (let axis = rank - 1; axis >= 0; axis--) {
      index[axis]! += 1;
      from += steps[axis]!;
      if (index[axis]! < shape[axis]!) break;
      from -= steps[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return { ...tensor, shape, data };
}

/** A convolution kernel `[kh, kw, in / groups, out]` as `[out, in / groups, kh, kw]`. */
export function toOihw(kernel: FloatTensor): FloatTensor {
  return transpose(kernel, [3, 2, 0, 1]);
}

/** A convolution kernel `[out, in / groups, kh, kw]` as `[kh, kw, in / groups, out]`. */
export function toHwio(kernel: FloatTensor): FloatTensor {
  return transpose(kernel, [2, 3, 1, 0]);
}

/** A depthwise kernel `[kh, kw, in, multiplier]` as `[in * multiplier, 1, kh, kw]`, input channel by input channel. */
export function depthwiseToOihw(kernel: FloatTensor): FloatTensor {
  const [height = 0, width = 0, channels = 0, multiplier = 0] = kernel.shape;
  return { ...transpose(kernel, [2, 3, 0, 1]), shape: [channels * multiplier, 1, height, width] };
}

/**
 * A depthwise kernel `[in * multiplier, 1, kh, kw]` as `[kh, kw, in, multiplier]`.
 * @param channels input channels, which the shape alone does not tell
 */
export function depthwiseToHwio(kernel: FloatTensor, channels: number): FloatTensor {
  const [filters = 0, , height = 0, width = 0] = kernel.shape;
  const split: FloatTensor = { ...kernel, shape: [channels, filters / channels, height, width] };
  return transpose(split, [2, 3, 0, 1]);
}

/** A dense kernel `[in, units]` as `[units, in]`, and back. */
export function transposeDense(kernel: FloatTensor): FloatTensor {
  return transpose(kernel, [1, 0]);
}

/**
 * A dense kernel that reads a flattened map, its inputs reordered from channels-last (our flatten) to
 * channels-first (PyTorch's and ONNX's).
 * @param kernel `[height * width * channels, units]`
 * @param map shape of the flattened map, `[height, width, channels]`
 */
export function flattenedToChannelsFirst(
  kernel: FloatTensor,
  map: readonly [number, number, number],
): FloatTensor {
  const units = kernel.shape[1]!;
  const open: FloatTensor = { ...kernel, shape: [...map, units] };
  return { ...transpose(open, [2, 0, 1, 3]), shape: kernel.shape };
}

/** The inverse of `flattenedToChannelsFirst`. */
export function flattenedToChannelsLast(
  kernel: FloatTensor,
  map: readonly [number, number, number],
): FloatTensor {
  const [height, width, channels] = map;
  const open: FloatTensor = { ...kernel, shape: [channels, height, width, kernel.shape[1]!] };
  return { ...transpose(open, [1, 2, 0, 3]), shape: kernel.shape };
}

function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}
