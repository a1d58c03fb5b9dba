/**
 * The shape of one example, channels last, the batch left symbolic: `[height, width, channels]` for a map,
 * `[features]` for a vector, `[]` for a scalar per batch (a loss).
 */
export type Shape = readonly number[];

/** `[height, width]`. */
export type Pair = readonly [number, number];

/** Zeros (or minus infinity, for max pooling) added per side: `[top, bottom, left, right]`. */
export type Pads = readonly [number, number, number, number];

/** Number of values in one example of this shape. */
export function elements(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** A shape as the field writes it: `96×32²` for 96 maps of 32 by 32, `96×32×16`, `10` for a vector. */
export function formatShape(shape: Shape): string {
  const [height, width, channels] = shape;
  if (shape.length === 3)
    return height === width ? `${channels}×${height}²` : `${channels}×${height}×${width}`;
  return shape.length === 0 ? 'scalar' : shape.join('×');
}
