import type { Curve } from '../../shared/protocol/curve';
import type { RunState } from '../../shared/protocol/run-state';

/** What the x axis counts. */
export type XUnit = 'step' | 'epoch';

/** A line of a chart, its points in ascending x. */
export interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A curve on the chart's x axis. @param per what the curve itself is over */
export function onAxis(curve: Curve, per: XUnit, unit: XUnit, stepsPerEpoch: number): Points {
  if (per === unit) return curve;
  const factor = unit === 'step' ? stepsPerEpoch : 1 / Math.max(1, stepsPerEpoch);
  return { x: curve.x.map((x) => x * factor), y: curve.y };
}

/** A new point takes at least this share of the mean: about the last twenty points count. */
const SHARE = 0.1;
/** At the beginning the curve falls fast, and fewer points count: a fifth of those there are. */
const EARLY = 0.2;

/** A running mean over a curve's points, so that a line can be read through the noise of single batches. */
export function smooth(y: readonly number[]): readonly number[] {
  let mean = 0;
  let count = 0;
  return y.map((value) => {
    if (!Number.isFinite(value)) return value;
    mean += Math.max(SHARE, 1 / (1 + EARLY * count)) * (value - mean);
    count += 1;
    return mean;
  });
}

/** Lines over one common x, null where a line has no point: what uPlot takes. */
export function align(lines: readonly Points[]): [number[], ...(number | null)[][]] {
  const all = new Set<number>();
  for (const line of lines) for (const x of line.x) all.add(x);
  const x = [...all].sort((a, b) => a - b);
  const columns = lines.map((line) => {
    let next = 0;
    return x.map((at): number | null => {
      if (line.x[next] !== at) return null;
      const y = line.y[next]!;
      next += 1;
      return Number.isFinite(y) ? y : null;
    });
  });
  return [x, ...columns];
}

/** The last value at or before a place, or null. */
export function valueAt({ x, y }: Points, at: number): number | null {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : y[low - 1]!;
}

/** This share of a line's points may lie above the chart: the first losses of a run are often far from all others. */
const ABOVE = 0.02;

/** The top of a chart of losses: what nearly all points lie below. */
export function topOf(lines: readonly Points[]): number {
  const tops = lines.map(({ y }) => {
    const sorted = y.filter(Number.isFinite).sort((a, b) => a - b);
    return sorted[Math.ceil((sorted.length - 1) * (1 - ABOVE))] ?? 0;
  });
  const top = Math.max(0, ...tops);
  return top === 0 ? 1 : top * 1.05;
}

export type Metric = 'loss' | 'accuracy';

export interface RunLines {
  /** Every batch, as it was. */
  readonly batches: Points;
  readonly train: Points;
  readonly validation: Points;
}

/** The lines of a run. */
export function linesOf(state: RunState, metric: Metric, unit: XUnit): RunLines {
  const steps = metric === 'loss' ? state.lossCurve : state.accuracyCurve;
  const epochs = metric === 'loss' ? state.valLossCurve : state.valAccuracyCurve;
  const batches = onAxis(steps, 'step', unit, state.stepsPerEpoch);
  return {
    batches,
    train: { x: batches.x, y: smooth(batches.y) },
    validation: onAxis(epochs, 'epoch', unit, state.stepsPerEpoch),
  };
}

/** The one line of a run that others are compared with: its validation, or where it has hardly any, its training. */
export function lineToCompare(state: RunState, metric: Metric, unit: XUnit): Points {
  const { train, validation } = linesOf(state, metric, unit);
  return validation.x.length >= 2 ? validation : train;
}

/** A chart is not narrower than this many steps. */
const FEWEST_STEPS = 20;

/**
 * Where the x axis ends: at what is planned, halved as long as that leaves room to the right of all lines. So a long
 * run can be seen from its beginning on, and the axis jumps a few times only.
 */
export function endOf(lines: readonly Points[], state: RunState, unit: XUnit): number {
  const last = Math.max(0, ...lines.map(({ x }) => x[x.length - 1] ?? 0));
  const fewest = unit === 'step' ? FEWEST_STEPS : FEWEST_STEPS / Math.max(1, state.stepsPerEpoch);
  let end = Math.max(unit === 'step' ? state.steps : state.epochs, last, fewest);
  while (end / 2 > last * ROOM && end / 2 >= fewest) end /= 2;
  return end;
}

/** Room to the right of the lines, as a factor. */
const ROOM = 1.1;
