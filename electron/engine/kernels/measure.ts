import {
  candidatesOf,
  type ConvNode,
  type KernelChoice,
} from '../../../shared/targets/tensorflow/kernel-choice';
import type { NamedTensors } from '../../../shared/weights/tensor';
import { nextTurn } from '../session/control';
import type { TfRuntime } from '../tf-runtime';
import { TrialRun } from './trial-run';

/** What was found of one convolution. */
export interface Finding {
  readonly choice: KernelChoice;
  /**
   * Milliseconds of a step's batch, forward and backward; null for a candidate that failed on this device or gave
   * other numbers. Empty where nothing was measured.
   */
  readonly ms: Readonly<Partial<Record<KernelChoice, number | null>>>;
}

export interface MeasuringWorld {
  /** Milliseconds, with fractions. */
  readonly clock: () => number;
  /** Ends the measuring early. */
  readonly signal: AbortSignal;
}

/** Candidates agree when no number is further off than this part of the largest. */
const TOLERANCE = 1e-5;
/** Images on which candidates are compared, and roughly timed. */
const FEW = 2;
/** A clearly better kernel: native stays unless another is faster by more than this. */
const CLEARLY = 1.05;
/** A run of the fastest candidate takes about this at most (milliseconds): beyond it, only a part of the batch. */
const LONGEST_RUN = 120;
/** Slower than another by so many times, a candidate need not be timed so well; */
const HOPELESS = 4;
/** and if it would take so long for the batch (milliseconds), a few images are enough. */
const HEAVY = 1000;
/** Rounds after which it is sure that a candidate is slow. */
const SURE_ROUNDS = 2;
const FEWEST_ROUNDS = 5;
const MOST_ROUNDS = 15;
/** After the fewest rounds, no more than this (milliseconds) for all rounds of one convolution. */
const ROUNDS_MS = 500;
/** Runs on a few images: a single one may have been disturbed. */
const ROUGH_RUNS = 3;

/**
 * Compares the candidates of a convolution on this device, in numbers and in time, and picks the fastest that is right.
 * The time is bounded: candidates are compared on two images; one that takes more than four times as long as another
 * there, and would take over a second for the batch, is out; the rest take turns over as many images as the fastest
 * computes in 120 ms, between 5 and 15 rounds, for 0.5 s where 5 rounds do not take longer; who takes four times as
 * long as another sits out after two. The best run of each counts, scaled
 * to the batch: whatever else the machine does makes a run longer, never shorter.
 * @returns null when no candidate runs, or when the signal ended it
 */
export async function measureKernels(
  runtime: TfRuntime,
  node: ConvNode,
  batch: number,
  world: MeasuringWorld,
): Promise<Finding | null> {
  const trial = new TrialRun(runtime, node);
  try {
    const right = await rightCandidates(trial, node, batch);
    if (right.length === 0) return null;
    const times = await timeCandidates(trial, right, batch, world);
    const choice = fastest(times);
    if (choice === null) return null;
    const ms = Object.fromEntries(candidatesOf(node).map((one) => [one, times[one] ?? null]));
    return { choice, ms };
  } finally {
    trial.dispose();
  }
}

/**
 * Only whether candidates run and agree, on two images.
 * @returns native if it runs, else the first that does; null when none does
 */
export async function anyKernel(runtime: TfRuntime, node: ConvNode, batch: number): Promise<Finding | null> {
  const trial = new TrialRun(runtime, node);
  try {
    const [choice] = await rightCandidates(trial, node, batch);
    return choice === undefined ? null : { choice, ms: {} };
  } finally {
    trial.dispose();
  }
}

/** Candidates that run here and give the numbers of the first that does. */
async function rightCandidates(trial: TrialRun, node: ConvNode, batch: number): Promise<KernelChoice[]> {
  let reference: NamedTensors | null = null;
  const right: KernelChoice[] = [];
  for (const choice of candidatesOf(node)) {
    await nextTurn();
    const values = tried(() => trial.values(choice, Math.min(batch, FEW)));
    if (values === null) continue;
    reference ??= values;
    if (largestDifference(values, reference) <= TOLERANCE) right.push(choice);
  }
  return right;
}

/** What the device cannot compute, or has no memory for, is no candidate. */
function tried<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

/** Of all values, the largest difference over the largest number of the reference. */
export function largestDifference(found: NamedTensors, reference: NamedTensors): number {
  let worst = 0;
  for (const [name, { data }] of reference) {
    const other = found.get(name)!.data;
    let difference = 0;
    let size = 0;
    for (let at = 0; at < data.length; at++) {
      const distance = Math.abs(other[at]! - data[at]!);
      // Whatever is no number differs.
      if (!(distance <= difference)) difference = distance;
      size = Math.max(size, Math.abs(data[at]!));
    }
    const relative = difference === 0 ? 0 : difference / size;
    if (!(relative <= worst)) worst = relative;
  }
  return worst;
}

type Times = Partial<Record<KernelChoice, number>>;

/** Milliseconds of a batch by candidate; without those that cannot compute so many images. */
async function timeCandidates(
  trial: TrialRun,
  right: readonly KernelChoice[],
  batch: number,
  { clock, signal }: MeasuringWorld,
): Promise<Times> {
  const timed = (choice: KernelChoice, images: number): number => {
    const began = clock();
    trial.pace(choice, images);
    return ((clock() - began) / images) * batch;
  };
  const few = Math.min(batch, FEW);
  const best: Times = {};
  for (const choice of right) {
    await nextTurn();
    // The first run plans the graph.
    trial.pace(choice, few);
    best[choice] = Math.min(...Array.from({ length: ROUGH_RUNS }, () => timed(choice, few)));
  }
  const least = (): number => Math.min(...Object.values(best));
  const hopeless = (choice: KernelChoice): boolean => best[choice]! > HOPELESS * least();
  const images = Math.max(few, Math.min(batch, Math.floor((LONGEST_RUN / least()) * batch)));
  const able = right.filter((choice) => !hopeless(choice) || best[choice]! < HEAVY);
  for (const choice of able) {
    // That two images fit into the memory says nothing of a batch.
    const first = tried(() => timed(choice, images));
    if (first === null) delete best[choice];
    else best[choice] = first;
  }
  const began = clock();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= FEWEST_ROUNDS && clock() - began > ROUNDS_MS) break;
    for (const choice of able) {
      if (best[choice] === undefined || (round >= SURE_ROUNDS && hopeless(choice))) continue;
      await nextTurn();
      if (signal.aborted) return {};
      best[choice] = Math.min(best[choice], timed(choice, images));
    }
  }
  // To the microsecond: finer is noise.
  const figures = Object.entries(best).map(([choice, ms]) => [choice, Math.round(ms * 1000) / 1000]);
  return Object.fromEntries(figures) as Times;
}

/** Native unless another is clearly faster; null when there is none. */
function fastest(times: Times): KernelChoice | null {
  const all = (Object.entries(times) as [KernelChoice, number][]).sort(([, a], [, b]) => a - b);
  const [best] = all;
  if (best === undefined) return null;
  return times.native !== undefined && times.native <= best[1] * CLEARLY ? 'native' : best[0];
}
