import { blockOf } from '../../shared/blocks/registry';
import { commit, type History } from '../../shared/document/history';
import { addBehind, addBlock, insertOnEdge } from '../../shared/edit/add';
import { connect } from '../../shared/edit/connect';
import type { Edit } from '../../shared/edit/edit';
import { analyse, type Analysis } from '../../shared/ir/analyse';
import type { Problem } from '../../shared/problems/problem';
import { success, type Result } from '../../shared/problems/result';
import type { QuickSearch } from './store';

function carried(history: History, made: Result<Edit>): Result<{ history: History; node: string }> {
  if (!made.ok) return made;
  const { commands, label, created } = made.value;
  const next = commit(history, commands, { label });
  return next.ok ? success({ history: next.value, node: created[0] ?? '' }) : next;
}

/** The document with a block added as a search would add it. */
function tried(
  history: History,
  analysis: Analysis,
  { from, to, edge }: QuickSearch,
  kind: string,
): Result<{ history: History; node: string }> {
  if (edge !== null) return carried(history, insertOnEdge(history, edge, kind, null));
  if (from !== null) return carried(history, addBehind(history, from[0], kind, null, from[1]));
  const added = carried(history, success(addBlock(history, kind, null)));
  if (!added.ok || to === null) return added;
  const { node } = added.value;
  const output = String(blockOf(kind)?.outputs[0] ?? '');
  return carried(added.value.history, connect(added.value.history, analysis, [node, output], to));
}

/** How a block goes where a search was opened: as it is, or after an edit that its problem offers. */
export type Fit = 'at-once' | 'mended';

/** A problem apart from its place in the list: what tells new ones from those that were there. */
function marked({ code, where }: Problem): string {
  return JSON.stringify([code, where.node, where.port, where.edge, where.param]);
}

/** What a network that is being drawn lacks for now: a way out, and what feeds a block put in front of another. */
function isToBeDrawn(code: Problem['code'], { to }: QuickSearch): boolean {
  return (
    code === 'graph/no-output' ||
    code === 'graph/unused-node' ||
    (code === 'graph/missing-input' && to !== null)
  );
}

/**
 * How a block can stand where a search was opened, or null where it cannot: its ports, the shape that reaches it, and
 * what its own shape does behind it. A head for ten classes behind 192 maps is mended by a projection; a flatten in
 * front of a pool by nothing. It is found out by trying, on a copy.
 */
export function fitOf(history: History, analysis: Analysis, search: QuickSearch, kind: string): Fit | null {
  if (search.edge === null && search.from === null && search.to === null) return 'at-once';
  const made = tried(history, analysis, search, kind);
  if (!made.ok) return null;
  const before = new Set(analysis.problems.map(marked));
  const errors = analyse(made.value.history.document, analysis).problems.filter(
    (problem) => problem.severity === 'error' && !before.has(marked(problem)),
  );
  const standing = errors.filter(({ code }) => !isToBeDrawn(code, search));
  if (standing.length === 0) return 'at-once';
  // What breaks a block that was there does not fit, whatever could be done about it.
  const { node } = made.value;
  return standing.every(({ repairs, where }) => where.node === node && repairs.length > 0) ? 'mended' : null;
}
