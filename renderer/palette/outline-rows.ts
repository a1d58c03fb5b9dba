import type { Analysis } from '../../shared/ir/analyse';
import type { NodeAnalysis } from '../../shared/ir/entry';
import { insideOf } from '../../shared/ir/inside';

/** One line of the outline. */
export interface OutlineRow {
  /** `mlp1`, or `mlp1/conv2` inside it. */
  readonly path: string;
  /** 1 for the document's own nodes. */
  readonly level: number;
  readonly kind: string;
  readonly label: string;
  /** Null for what does not open. */
  readonly expanded: boolean | null;
  readonly analysis: NodeAnalysis;
}

/**
 * The nodes in topological order, those on a cycle or behind one at the end; behind each composite that is expanded
 * what is inside it.
 */
export function outlineRows(analysis: Analysis, expanded: ReadonlySet<string>): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  const { document, order, nodes } = analysis;
  const placed = new Set(order);
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const ids = [...order, ...document.nodes.map(({ id }) => id).filter((id) => !placed.has(id))];
  for (const id of ids) {
    const node = byId.get(id)!;
    const opens = insideOf(analysis, id) !== null;
    rows.push({
      path: id,
      level: 1,
      kind: node.kind,
      label: node.label,
      expanded: opens ? expanded.has(id) : null,
      analysis: nodes.get(id)!,
    });
    if (opens && expanded.has(id)) addInside(analysis, id, 2, expanded, rows);
  }
  return rows;
}

function addInside(
  analysis: Analysis,
  path: string,
  level: number,
  expanded: ReadonlySet<string>,
  rows: OutlineRow[],
): void {
  for (const inner of insideOf(analysis, path)?.nodes ?? []) {
    const open = expanded.has(inner.path);
    const { kind, label } = inner;
    rows.push({
      path: inner.path,
      level,
      kind,
      label,
      expanded: inner.composite ? open : null,
      analysis: inner.analysis,
    });
    if (inner.composite && open) addInside(analysis, inner.path, level + 1, expanded, rows);
  }
}

/** Paths of the nodes that something is wrong with, and of the composites around them. */
export function faultyPaths({ problems }: Pick<Analysis, 'problems'>): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { where } of problems) {
    for (let path = where.node ?? ''; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      paths.add(path);
    }
  }
  return paths;
}

/** The row that holds another: the nearest one above it of a lower level. */
export function parentRow(rows: readonly OutlineRow[], index: number): number {
  const level = rows[index]!.level;
  for (let above = index - 1; above >= 0; above--) {
    if (rows[above]!.level < level) return above;
  }
  return index;
}
