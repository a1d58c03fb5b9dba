import { commit, redo, undo, type History } from '../../shared/document/history';
import type { Edit } from '../../shared/edit/edit';
import type { Result } from '../../shared/problems/result';
import { notifyProblem } from '../platform/notices';
import { documentOf, setHistory, updateDocument, type Selection } from './store';

/**
 * The one way to edit an open document: makes the edit of its history, commits it as one step and selects what it
 * made. A problem is told to the person, and leaves everything as it was.
 * @param gesture an id unique to a drag or a slider's travel: its edits make one step
 * @returns whether it was carried out
 */
export function edit(
  key: string,
  make: (history: History) => Edit | Result<Edit>,
  options: { readonly gesture?: string; readonly select?: boolean } = {},
): boolean {
  const open = documentOf(key);
  if (open === undefined) return false;
  const made = make(open.history);
  if ('ok' in made && !made.ok) {
    notifyProblem(made.problem);
    return false;
  }
  const { commands, label, created } = 'ok' in made ? made.value : made;
  const next = commit(open.history, commands, {
    label,
    ...(options.gesture === undefined ? {} : { gesture: options.gesture }),
  });
  if (!next.ok) {
    notifyProblem(next.problem);
    return false;
  }
  setHistory(key, next.value);
  if (created.length > 0 && options.select !== false) select(key, { nodes: created, edges: [] });
  return true;
}

/** Takes the last step back. */
export function undoIn(key: string): void {
  step(key, undo);
}

/** Makes the step again that was taken back last. */
export function redoIn(key: string): void {
  step(key, redo);
}

function step(key: string, move: (history: History) => Result<History>): void {
  const open = documentOf(key);
  if (open === undefined) return;
  const next = move(open.history);
  if (next.ok) setHistory(key, next.value);
  else notifyProblem(next.problem);
}

/** Selects nodes and edges; what stays the same causes no work. */
export function select(key: string, selection: Selection): void {
  const open = documentOf(key);
  if (open === undefined) return;
  const { nodes, edges } = open.selection;
  const same = (one: readonly string[], other: readonly string[]): boolean =>
    one.length === other.length && one.every((id, index) => id === other[index]);
  if (same(nodes, selection.nodes) && same(edges, selection.edges)) return;
  updateDocument(key, { selection });
}

/** Shows a composite open or closed; `a/b` is inside `a`, which must be open to be seen. */
export function setOpened(key: string, path: string, opened: boolean): void {
  const open = documentOf(key);
  if (open === undefined) return;
  const rest = open.opened.filter((one) => one !== path && !one.startsWith(`${path}/`));
  updateDocument(key, { opened: opened ? [...rest, path] : rest });
}
