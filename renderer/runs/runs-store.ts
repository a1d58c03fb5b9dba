import { create } from 'zustand';
import type { Problem } from '../../shared/problems/problem';
import type { RunSummary } from '../../shared/protocol/window';
import { documentOf, useDocuments } from '../documents/store';
import { ask } from '../platform/api';
import { isActive, useRuns } from '../platform/run-store';

interface Listed {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  readonly problem: Problem | null;
}

/** Runs on the disk, by document; absent until they were looked for. */
export const useRunList = create<{ readonly lists: Readonly<Record<string, Listed>> }>()(() => ({
  lists: {},
}));

/** Looks for the runs beside a document's file, and in the app's own folder. */
export async function refreshRuns(key: string): Promise<void> {
  const open = documentOf(key);
  if (open === undefined) return;
  const answer = await ask('runs/list', { file: open.file?.id ?? null });
  useRunList.setState(({ lists }) => ({
    lists: {
      ...lists,
      [key]: answer.ok
        ? { runs: answer.value, problem: null }
        : { runs: lists[key]?.runs ?? [], problem: answer.problem },
    },
  }));
}

/** A run that goes on, as the list must show it: what decides whether to look again. */
function standing(key: string): string {
  const run = useRuns.getState().runs[key];
  if (run === undefined) return '';
  // A new epoch changes the figures of its row.
  return isActive(run) ? `${run.run} ${run.state.run ?? ''} ${run.state.epoch}` : `${run.run} ended`;
}

const followed = new Map<string, { followers: number; readonly stop: () => void }>();

/** Keeps the list of a document up to date for as long as someone looks at it. @returns ends it */
export function followRuns(key: string): () => void {
  const entry = followed.get(key) ?? { followers: 0, stop: follow(key) };
  entry.followers += 1;
  followed.set(key, entry);
  return () => {
    entry.followers -= 1;
    if (entry.followers > 0) return;
    followed.delete(key);
    entry.stop();
  };
}

function follow(key: string): () => void {
  const refresh = (): void => void refreshRuns(key);
  refresh();
  let before = standing(key);
  const stopRuns = useRuns.subscribe(() => {
    const now = standing(key);
    if (now === before) return;
    before = now;
    refresh();
  });
  const stopFiles = useDocuments.subscribe(({ documents }, old) => {
    // Saved under a name, a document has another folder of runs.
    if (documents[key]?.file?.id !== old.documents[key]?.file?.id) refresh();
  });
  window.addEventListener('focus', refresh);
  return () => {
    stopRuns();
    stopFiles();
    window.removeEventListener('focus', refresh);
  };
}
