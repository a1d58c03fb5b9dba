import { useDocuments } from '../documents/store';
import type { CommandSpec } from '../platform/commands';
import { canResume, isActive, useRuns, type CurrentRun } from '../platform/run-store';
import { resumeShown, startTraining, stopTraining, togglePause } from './store';

function activeKey(): string | null {
  return useDocuments.getState().active;
}

function activeRun(): CurrentRun | undefined {
  return useRuns.getState().runs[activeKey() ?? ''];
}

function withKey(work: (key: string) => void | Promise<void>): () => void | Promise<void> {
  return () => {
    const key = activeKey();
    return key === null ? undefined : work(key);
  };
}

/** What can be done with runs, for menu, palette and keyboard. */
export const trainingCommands: readonly CommandSpec[] = [
  {
    id: 'run.train',
    title: (t) => t('training.train'),
    menu: 'run',
    group: 1,
    keys: 'Mod+Enter',
    enabled: () => activeKey() !== null && !isActive(activeRun()),
    run: withKey(startTraining),
  },
  {
    id: 'run.pause',
    title: (t) => t(activeRun()?.status === 'paused' ? 'training.continue' : 'training.pause'),
    menu: 'run',
    group: 1,
    keys: 'Mod+Shift+Enter',
    enabled: () => isActive(activeRun()),
    run: withKey(togglePause),
  },
  {
    id: 'run.stop',
    title: (t) => t('training.stop'),
    menu: 'run',
    group: 1,
    keys: 'Mod+.',
    enabled: () => isActive(activeRun()),
    run: withKey(stopTraining),
  },
  {
    id: 'run.resume',
    title: (t) => t('training.resume-run'),
    menu: 'run',
    group: 2,
    enabled: () => canResume(activeRun()),
    run: withKey(resumeShown),
  },
];
