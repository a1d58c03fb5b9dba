import type { RunEvent } from './events';
import { INITIAL_RUN_STATE, reduceRun, type RunState } from './run-state';

/** What a run directory holds of a run's course. */
export interface RecordedRun {
  /** The run directory. */
  readonly directory: string;
  /** Texts of `metrics.jsonl` and `timing.jsonl`, whole lines. */
  readonly metrics: string;
  readonly timing: string;
  readonly batch: number;
  readonly steps: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
}

type Line = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * The state a run was left in, from what it wrote: the same curves and figures that were seen live. What is not
 * written (checkpoints, warnings, where it was resumed) stays unknown. Lines that are damaged are left out.
 */
export function replayRun(recorded: RecordedRun): RunState {
  const { directory: run, steps, epochs, stepsPerEpoch, batch } = recorded;
  const timings = linesOf(recorded.timing);
  let next = 0;
  let state = reduceRun(INITIAL_RUN_STATE, {
    ...{ type: 'started', run, steps, epochs, stepsPerEpoch, batch },
    resumedFrom: 0,
  });
  state = reduceRun(state, { type: 'phase', phase: 'training' });
  for (const line of linesOf(recorded.metrics)) {
    if (!isMetric(line)) continue;
    if (line.type === 'finished') {
      state = reduceRun(state, { type: 'phase', phase: 'finished' });
      // The file leaves the directory out, so that it repeats anywhere.
      state = reduceRun(state, { ...line, run } as unknown as RunEvent);
      continue;
    }
    state = reduceRun(state, line as unknown as RunEvent);
    if (line.type !== 'step') continue;
    for (; next < timings.length && isNumber(timings[next]!['step']); next += 1) {
      const timing = timings[next]!;
      if ((timing['step'] as number) > state.step) break;
      if (isNumber(timing['turnMs']) && isNumber(timing['learningRate'])) {
        state = reduceRun(state, timing as unknown as RunEvent);
      }
    }
  }
  return state.phase === 'finished' ? state : reduceRun(state, { type: 'phase', phase: 'stopped' });
}

function linesOf(text: string): readonly Line[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      const read = JSON.parse(line) as Line | null;
      return typeof read === 'object' && read !== null ? [read] : [];
    } catch {
      return [];
    }
  });
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isMetric(line: Line): boolean {
  if (line.type === 'step') return ['step', 'loss', 'accuracy'].every((key) => isNumber(line[key]));
  if (line.type === 'epoch') return ['epoch', 'loss', 'accuracy'].every((key) => isNumber(line[key]));
  return line.type === 'finished';
}
