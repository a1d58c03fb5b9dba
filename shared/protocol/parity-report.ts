import * as z from 'zod';
import type { Problem } from '../problems/problem';
import { problemSchema } from './problem-schema';

export const EXPORT_FORMATS = ['savedmodel', 'keras'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How far a layer's values in a target are from ours. */
export interface LayerDifference {
  /** `<node path>`, `<node path>:<index>`, or `predict:logits` and `predict:probabilities`. */
  readonly layer: string;
  readonly maxAbs: number;
  /** See `DifferenceMeter`. Infinite when either side has a value that is not a finite number. */
  readonly relative: number;
  /** Whether all of our own values are finite numbers. */
  readonly finite: boolean;
}

/** What was found when an export was compared with the network, value by value. */
export interface ParityReport {
  readonly format: ExportFormat;
  /** The file or folder. */
  readonly path: string;
  /** False when nothing that can run the format is installed. Then nothing is claimed: `passed` is false. */
  readonly checked: boolean;
  readonly passed: boolean;
  /** Over all values; null when unchecked, or not a finite number. */
  readonly maxAbsDifference: number | null;
  readonly maxRelDifference: number | null;
  /** Value (`<node path>`, or an end of the network) of the first layer beyond the bound. */
  readonly firstDivergingLayer: string | null;
  readonly bound: number;
  /** What ran the export, such as `Keras 3.15.1`. */
  readonly verifiedWith: readonly string[];
  readonly examples: number;
  /** `data`: images of the data set, prepared as for the network. `random`: no data set was given. */
  readonly inputs: 'data' | 'random';
  /**
   * `exported`: the comparison ran on the very file. `randomised`: the network is not trained yet; the comparison ran
   * on a twin of the file with random weights, and the file's own weights were compared byte for byte.
   */
  readonly weights: 'exported' | 'randomised';
  /** Every value, in topological order. */
  readonly layers: readonly LayerDifference[];
  /** Why it did not pass. */
  readonly problem: Problem | null;
}

const whole = z.number().int().nonnegative();
/** `z.number()` takes finite numbers only. */
const distance = z.custom<number>((value) => typeof value === 'number' && value >= 0);

/** Reads a report that came over a port. */
export const parityReportSchema: z.ZodType<ParityReport> = z.object({
  format: z.enum(EXPORT_FORMATS),
  path: z.string(),
  checked: z.boolean(),
  passed: z.boolean(),
  maxAbsDifference: z.number().nullable(),
  maxRelDifference: z.number().nullable(),
  firstDivergingLayer: z.string().nullable(),
  bound: z.number(),
  verifiedWith: z.array(z.string()),
  examples: whole,
  inputs: z.enum(['data', 'random']),
  weights: z.enum(['exported', 'randomised']),
  layers: z.array(z.object({ layer: z.string(), maxAbs: distance, relative: distance, finite: z.boolean() })),
  problem: problemSchema.nullable(),
});
