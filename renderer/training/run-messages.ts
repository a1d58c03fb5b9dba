import type { EngineMessage } from '../../shared/protocol/contract';
import { reduceRun } from '../../shared/protocol/run-state';
import type { CurrentRun } from '../platform/run-store';

type RunMessage = Extract<EngineMessage, { type: 'events' | 'ended' | 'fault' | 'refused' }>;

/** Whether a message says something about a run's course. */
export function isRunMessage(message: EngineMessage): message is RunMessage {
  return ['events', 'ended', 'fault', 'refused'].includes(message.type);
}

/** The run after a message about it. */
export function afterMessage(run: CurrentRun, message: RunMessage): CurrentRun {
  switch (message.type) {
    case 'events':
      return followed({ ...run, state: message.events.reduce(reduceRun, run.state) });
    case 'ended': {
      const { phase, directory, problems } = message;
      const ended = {
        ...run,
        status: 'ended',
        asked: null,
        problems,
        directory: directory ?? run.directory,
      } as const;
      // A run that failed before it began tells no phase of its own.
      return { ...ended, state: reduceRun(run.state, { type: 'phase', phase }) };
    }
    case 'fault':
      return { ...run, status: 'ended', asked: null, trouble: { kind: 'fault' } };
    case 'refused':
      // A stop that came too late is no trouble.
      if (message.problem.code === 'engine/unknown-run') return { ...run, asked: null };
      return { ...run, status: 'ended', asked: null, problems: [message.problem] };
  }
}

/** Status follows the phase the engine told last; what was asked for is done once the phase says so. */
function followed(run: CurrentRun): CurrentRun {
  if (run.status !== 'running' && run.status !== 'paused') return run;
  const status = run.state.phase === 'paused' ? 'paused' : 'running';
  const done =
    (run.asked === 'pause' && status === 'paused') || (run.asked === 'continue' && status === 'running');
  return { ...run, status, asked: done ? null : run.asked };
}

/** The run after the engine was lost. @param reason what ended it; null while that is not known */
export function afterLoss(run: CurrentRun, reason: string | null): CurrentRun {
  return { ...run, status: 'crashed', asked: null, trouble: { kind: 'crash', reason } };
}
