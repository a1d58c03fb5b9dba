/** Middle value; the mean of the two in the middle for an even count. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between the two nearest ranks. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('no values');
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return below + (above - below) * (place - Math.floor(place));
}

/** A ratio with its 95 % interval. */
export interface Ratio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 10_000;

/**
 * How many times as long `ours` takes: the median of the ratios of steps taken side by side, so that what slows the
 * whole machine for a while slows both sides of a ratio. The interval is a percentile bootstrap over the pairs, the
 * same one for the same numbers.
 */
export function pairedRatio(ours: readonly number[], theirs: readonly number[], seed = 1): Ratio {
  if (ours.length !== theirs.length) throw new Error('steps are not paired');
  const ratios = ours.map((value, index) => value / theirs[index]!);
  const random = generator(seed);
  const medians = Array.from({ length: RESAMPLES }, () => {
    return median(ratios.map(() => ratios[Math.floor(random() * ratios.length)]!));
  });
  return { value: median(ratios), low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

/** Uniform numbers in [0, 1) by mulberry32. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
