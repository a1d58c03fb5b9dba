import type { Problem } from '../problems/problem';

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

export type RunEvent =
  | MetricEvent
  | TimingEvent
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
