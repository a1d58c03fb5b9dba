import type { Words } from '../platform/language';
import { isActive, type CurrentRun } from '../platform/run-store';

/** What a run does now, in a word or two. */
export function statusText({ status, asked, state, trouble }: CurrentRun, t: Words): string {
  if (status === 'crashed') return t('training.status-crashed');
  if (trouble !== null) return t('training.status-failed');
  if (status === 'ended') return t(`training.status-${endedAs(state.phase)}`);
  if (asked === 'stop') return t('training.status-stopping');
  if (asked === 'pause') return t('training.status-pausing');
  return t(`training.status-${runningAs(state.phase)}`);
}

type Phase = CurrentRun['state']['phase'];

function endedAs(phase: Phase): 'finished' | 'stopped' | 'failed' {
  return phase === 'finished' || phase === 'stopped' ? phase : 'failed';
}

function runningAs(phase: Phase): 'preparing' | 'training' | 'validating' | 'paused' | 'testing' {
  return phase === 'finished' || phase === 'stopped' || phase === 'failed' ? 'testing' : phase;
}

/** The epoch a run is in, from 1: `4` of `6`. */
export function epochNow({ state: { epoch, epochs } }: Pick<CurrentRun, 'state'>): number {
  return Math.min(epoch + 1, Math.max(1, epochs));
}

/** What the engine does, as the status bar says it. */
export type EngineDoing = 'down' | 'loading' | 'ready' | 'training' | 'paused' | 'crashed';

/** @param runs those that the window's documents show */
export function engineDoing(
  process: 'down' | 'up' | 'crashed',
  tensorflow: string | null,
  runs: readonly CurrentRun[],
): EngineDoing {
  if (process === 'crashed') return 'crashed';
  const active = runs.filter(isActive);
  if (active.some(({ status }) => status === 'running')) return tensorflow === null ? 'loading' : 'training';
  if (active.length > 0) return 'paused';
  return process === 'up' ? 'ready' : 'down';
}
