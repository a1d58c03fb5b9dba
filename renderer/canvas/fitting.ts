import { blockOf } from '../../shared/blocks/registry';
import { commit, type History } from '../../shared/document/history';
import { addBehind, addBlock, insertOnEdge } from '../../shared/edit/add';
import { connect } from '../../shared/edit/connect';
import type { Edit } from '../../shared/edit/edit';
import { analyse, type Analysis } from '../../shared/ir/analyse';
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

/**
 * Whether a block can stand where a search was opened: its ports, and whether it takes the shape that reaches it, at
 * once or after an edit that its problem offers (a head for ten classes behind 192 maps takes a projection). It is
 * found out by trying, on a copy.
 */
export function fits(history: History, analysis: Analysis, search: QuickSearch, kind: string): boolean {
  if (search.edge === null && search.from === null && search.to === null) return true;
  const made = tried(history, analysis, search, kind);
  if (!made.ok) return false;
  const { document } = made.value.history;
  const added = document.nodes.filter(({ id }) => !history.document.nodes.some((old) => old.id === id));
  const ids = new Set(added.map(({ id }) => id));
  return !analyse(document, analysis).problems.some(
    ({ severity, repairs, where }) =>
      severity === 'error' && repairs.length === 0 && ids.has(where.node?.split('/')[0] ?? ''),
  );
}
