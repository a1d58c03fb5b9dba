/** A curve that stays small: full where it is short, thinned evenly as it grows. Immutable. */
export interface Curve {
  /** Ascending. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Every how many-th value is kept: a power of two. */
  readonly every: number;
  /** Values that came so far, kept or not. */
  readonly seen: number;
}

export const EMPTY_CURVE: Curve = { x: [], y: [], every: 1, seen: 0 };

/** More points than a screen is wide say nothing more. */
export const MAX_POINTS = 2048;

/**
 * Adds a value. Once `MAX_POINTS` are kept, every second one goes and only every second new one comes, so memory and
 * cost per value stay bounded over any run. Appending to an array in place would be seen by earlier states, so the
 * kept arrays are copied: cheap at this size, and only when a value is kept.
 */
export function addPoint(curve: Curve, x: number, y: number): Curve {
  const seen = curve.seen + 1;
  if (curve.seen % curve.every !== 0) return { ...curve, seen };
  if (curve.x.length < MAX_POINTS) return { ...curve, x: [...curve.x, x], y: [...curve.y, y], seen };
  const half = (values: readonly number[]): number[] => values.filter((_, index) => index % 2 === 0);
  // The kept count is even, so the new value falls on the coarser grid.
  return { x: [...half(curve.x), x], y: [...half(curve.y), y], every: curve.every * 2, seen };
}

/** The curve without what lies after `x`: a resumed run tells those values again. */
export function cutCurve(curve: Curve, x: number): Curve {
  const keep = curve.x.findIndex((one) => one > x);
  if (keep === -1) return curve;
  return { ...curve, x: curve.x.slice(0, keep), y: curve.y.slice(0, keep), seen: keep * curve.every };
}
