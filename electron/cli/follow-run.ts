import { performance } from 'node:perf_hooks';
import type { Problem } from '../../shared/problems/problem';
import type { RunEvent } from '../../shared/protocol/events';
import { RunControl } from '../engine/session/control';
import type { Outcome } from '../engine/session/network';
import type { RunOutcome, SessionWorld } from '../engine/session/session';
import { LiveView } from './live-view';
import { count, percent, short } from './numbers';
import { Problems, type Terminal } from './terminal';

/** What `--json` prints of a run, a line each. */
const RESULTS: ReadonlySet<RunEvent['type']> = new Set(['kernels', 'step', 'epoch', 'finished'] as const);

/** Exit code of a command that was interrupted, as shells count it (128 + SIGINT). */
export const INTERRUPTED = 130;

/**
 * Runs a training session on the terminal: events as JSON lines or as a live view, Ctrl-C as a stop that leaves a
 * checkpoint (a second one ends at once).
 * @param work starts the session in the world it is given
 * @returns how it ended
 */
export async function followRun(
  terminal: Terminal,
  work: (world: SessionWorld) => Promise<Outcome<RunOutcome>>,
): Promise<RunOutcome> {
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    stop.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const view = terminal.json ? null : new LiveView(terminal, () => performance.now());
  const sink = (event: RunEvent): void => {
    if (event.type === 'problem' && event.problem.severity === 'warning') terminal.problem(event.problem);
    if (view !== null) view.follow(event);
    else if (RESULTS.has(event.type)) terminal.result(event);
  };
  try {
    const clock = (): number => performance.timeOrigin + performance.now();
    const outcome = await work({ clock, sink, signal: stop.signal, control: new RunControl() });
    if (!outcome.ok) throw new Problems(outcome.problems);
    return outcome.value;
  } finally {
    view?.finish();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** Tells how a run ended; the exit code that goes with it. */
export function tellOutcome(terminal: Terminal, outcome: RunOutcome, testImages: number): number {
  if (outcome.phase === 'stopped') {
    terminal.line(terminal.say('train/stopped', { step: count(outcome.step), path: outcome.run }));
    return INTERRUPTED;
  }
  if (outcome.testAccuracy !== null && outcome.testLoss !== null) {
    const accuracy = percent(outcome.testAccuracy);
    const loss = short(outcome.testLoss);
    terminal.line(terminal.say('train/finished', { accuracy, loss, images: count(testImages) }));
  }
  terminal.line(terminal.say('train/run', { path: outcome.run }));
  return 0;
}

/** The value of an outcome, or the command ends with its problems. */
export function orEndAll<T>(outcome: Outcome<T> | { ok: false; problems: readonly Problem[] }): T {
  if (!outcome.ok) throw new Problems(outcome.problems);
  return outcome.value;
}
