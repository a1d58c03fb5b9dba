import type { Problem } from '../../../shared/problems/problem';
import type { LayerDifference } from './compare';

export const EXPORT_FORMATS = ['savedmodel', 'keras'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How a format is called in messages. */
export const FORMAT_TITLES: Readonly<Record<ExportFormat, string>> = {
  savedmodel: 'SavedModel',
  keras: 'Keras',
};

/** float32 rounding, summed in another order, stays well below this part of a channel's size. */
export const PARITY_BOUND = 1e-4;

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
