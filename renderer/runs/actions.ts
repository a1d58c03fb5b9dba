import { readDocument } from '../../shared/document/parse';
import type { RunSummary } from '../../shared/protocol/window';
import { addDocument } from '../documents/store';
import { call } from '../platform/api';
import { showBottomTab } from '../platform/bottom-tab';
import { runCommand } from '../platform/commands';
import { requestExport } from '../platform/export-request';
import { currentWords } from '../platform/language';
import { notifyProblem } from '../platform/notices';
import { askPerson } from '../platform/question';
import { runLabel, showRun, stateOf, storedRun, toggleOverlay, useRuns } from '../platform/run-store';
import { refreshRuns } from './runs-store';

/** Shows a run's curves and figures as the document's run. @returns whether it could be read */
export async function showStored(key: string, directory: string): Promise<boolean> {
  const stored = await call('runs/read', { directory });
  if (stored === undefined) return false;
  showRun(key, storedRun(stored));
  showBottomTab('training');
  return true;
}

/** Draws a run behind the one that the document shows, or takes it away. */
export async function compareRun(key: string, { directory, name }: RunSummary): Promise<void> {
  const { runs, overlays } = useRuns.getState();
  // With nothing to compare it with, it is the one to show.
  if (runs[key] === undefined) {
    await showStored(key, directory);
    return;
  }
  const drawn = overlays[key]?.find((one) => one.directory === directory);
  if (drawn !== undefined) {
    toggleOverlay(key, drawn);
    return;
  }
  const stored = await call('runs/read', { directory });
  if (stored === undefined) return;
  toggleOverlay(key, { directory, name: runLabel(name), state: stateOf(stored) });
  showBottomTab('training');
}

/** Goes on with a run from its last checkpoint. */
export async function resumeRun(key: string, directory: string): Promise<void> {
  if (await showStored(key, directory)) runCommand('run.resume');
}

/** Opens the network that a run trained, as it was, in a tab of its own. */
export async function openNetwork(directory: string): Promise<void> {
  const stored = await call('runs/read', { directory });
  if (stored === undefined) return;
  const read = readDocument(stored.document);
  if (read.ok) addDocument(read.value);
  else notifyProblem(read.problems[0]!);
}

/** Shows a run's folder. */
export function revealRun(directory: string): void {
  void call('app/show-item', { path: directory });
}

/** Opens the export dialog with this run. */
export function exportRun(directory: string): void {
  requestExport(directory);
}

/** Moves a run to the trash, once the person has said so. */
export async function removeRun(key: string, { directory, name }: RunSummary): Promise<void> {
  const t = currentWords();
  const answer = await askPerson({
    title: t('runs.remove-title', { name: runLabel(name) }),
    text: t('runs.remove-text'),
    answers: [
      { id: 'cancel', label: t('common.cancel') },
      { id: 'remove', label: t('runs.remove'), look: 'danger' },
    ],
  });
  if (answer !== 'remove') return;
  await call('runs/remove', { directory });
  const { runs, overlays } = useRuns.getState();
  if (runs[key]?.directory === directory) showRun(key, null);
  const drawn = overlays[key]?.find((one) => one.directory === directory);
  if (drawn !== undefined) toggleOverlay(key, drawn);
  await refreshRuns(key);
}
