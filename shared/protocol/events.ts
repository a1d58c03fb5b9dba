import type { Problem } from '../problems/problem';
import type { KernelChoice } from '../targets/tensorflow/kernel-choice';

/** What a run tells while it goes. These lines are `metrics.jsonl` and the CLI's `--json` (step, epoch, finished). */
export type MetricEvent =
  | { readonly type: 'step'; readonly step: number; readonly loss: number; readonly accuracy: number }
  | {
      readonly type: 'epoch';
      readonly epoch: number;
      readonly loss: number;
      readonly accuracy: number;
      readonly valLoss: number | null;
      readonly valAccuracy: number | null;
    };

/** Clock-bearing facts, kept apart so that metrics repeat byte for byte: `timing.jsonl`. */
export interface TimingEvent {
  readonly type: 'timing';
  readonly step: number;
  /** Milliseconds of the native call, and of the whole turn of the loop. */
  readonly nativeMs: number;
  readonly turnMs: number;
  readonly learningRate: number;
}

export type RunPhase =
  'preparing' | 'training' | 'validating' | 'paused' | 'testing' | 'finished' | 'stopped' | 'failed';

/** How a grouped or dilated convolution is computed in a run. */
export interface ChosenKernel {
  /** Path of the primitive's node. */
  readonly node: string;
  readonly choice: KernelChoice;
  /**
   * Milliseconds of a step's batch, forward and backward, of each way there was to choose from; null for one that
   * failed on this device or gave other numbers. Empty where nothing was measured.
   */
  readonly candidates: readonly { readonly kernel: KernelChoice; readonly ms: number | null }[];
}

/** What was chosen for the device, before the first step; told only where there was something to choose. */
export interface KernelsEvent {
  readonly type: 'kernels';
  /** Logical hash of the document that is trained. */
  readonly document: string;
  /** In the graph's order. */
  readonly nodes: readonly ChosenKernel[];
}

export type RunEvent =
  | MetricEvent
  | TimingEvent
  | KernelsEvent
  | { readonly type: 'phase'; readonly phase: RunPhase }
  | {
      readonly type: 'started';
      readonly run: string;
      readonly steps: number;
      readonly epochs: number;
      readonly stepsPerEpoch: number;
      readonly resumedFrom: number;
      /** Images of a full batch. */
      readonly batch: number;
    }
  | { readonly type: 'checkpoint'; readonly step: number; readonly which: 'last' | 'best' }
  /** Something to know while the run goes on (a warning), or why it failed (an error). */
  | { readonly type: 'problem'; readonly problem: Problem }
  | {
      readonly type: 'finished';
      readonly testLoss: number | null;
      readonly testAccuracy: number | null;
      readonly run: string;
    };
