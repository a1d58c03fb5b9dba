import type { Command } from '../document/command';
import type { History, StepLabel } from '../document/history';
import type { DocEdge, InlayDocument, PortRef } from '../document/types';
import type { Edit } from './edit';
import { step, stepOn } from './step';

/**
 * Removes nodes and edges. Where what goes had one way in and one way out, the value from before goes on to what read
 * it: removing an inserted node gives the network back, edge order and edge ids included.
 * @param edges edges to be cut; those at removed nodes need not be named
 */
export function removeSelection(history: History, nodes: readonly string[], edges: readonly string[]): Edit {
  const { document } = history;
  const going = new Set(nodes);
  const gone = document.nodes.filter(({ id }) => going.has(id));
  const removed = new Set(gone.map(({ id }) => id));
  const named = new Set(edges);
  const cut = document.edges.filter((edge) => named.has(edge.id) && !touches(edge, removed));
  const cutIds = new Set(cut.map(({ id }) => id));
  const commands: Command[] = bridges(document, removed, cutIds);
  for (const edge of cutIds) commands.push({ type: 'remove-edge', edge });
  for (const node of removed) commands.push({ type: 'remove-node', node });
  const label = gone.length > 0 ? stepOn('remove-node', gone, document) : edgesLabel(cut.length);
  return { commands, label, created: [] };
}

function edgesLabel(count: number): StepLabel {
  return count === 1 ? step('remove-edge', {}) : step('remove-edges', { count });
}

function touches({ from, to }: DocEdge, nodes: ReadonlySet<string>): boolean {
  return nodes.has(from[0]) || nodes.has(to[0]);
}

/** Commands that lead the edges behind removed nodes back to what stood before them. */
function bridges(document: InlayDocument, removed: ReadonlySet<string>, cut: ReadonlySet<string>): Command[] {
  const key = (from: PortRef, to: PortRef) => [...from, ...to].join('/');
  const kept = document.edges.filter((edge) => !touches(edge, removed) && !cut.has(edge.id));
  // Two equal edges would count one value twice.
  const present = new Set(kept.map(({ from, to }) => key(from, to)));
  return parts(document, removed).flatMap((part) => {
    const from = sourceThrough(document, part);
    if (!from) return [];
    return document.edges
      .filter((edge) => part.has(edge.from[0]) && !removed.has(edge.to[0]))
      .flatMap((edge): Command[] => {
        if (edge.to[0] === from[0] || present.has(key(from, edge.to))) return [];
        present.add(key(from, edge.to));
        return [{ type: 'reconnect-edge', edge: edge.id, from }];
      });
  });
}

/** The removed nodes in groups that hang together. */
function parts(document: InlayDocument, removed: ReadonlySet<string>): readonly ReadonlySet<string>[] {
  const neighbours = new Map<string, string[]>([...removed].map((id) => [id, []]));
  for (const { from, to } of document.edges) {
    if (!removed.has(to[0])) continue;
    neighbours.get(from[0])?.push(to[0]);
    if (removed.has(from[0])) neighbours.get(to[0])?.push(from[0]);
  }
  const seen = new Set<string>();
  return [...removed].flatMap((id) => {
    if (seen.has(id)) return [];
    const part = reached(id, (node) => neighbours.get(node) ?? []);
    for (const node of part) seen.add(node);
    return [part];
  });
}

function reached(start: string, next: (node: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([start]);
  // A set goes on over what is added while it is walked.
  for (const node of found) for (const other of next(node)) found.add(other);
  return found;
}

/** The one value that enters a part and reaches the one port by which values leave it, or null. */
function sourceThrough(document: InlayDocument, part: ReadonlySet<string>): PortRef | null {
  const entering = document.edges.filter(({ from, to }) => !part.has(from[0]) && part.has(to[0]));
  const leaving = document.edges.filter(({ from, to }) => part.has(from[0]) && !part.has(to[0]));
  const [first] = entering;
  const [last] = leaving;
  if (!first || !last) return null;
  if (entering.some(({ from }) => !equal(from, first.from))) return null;
  if (leaving.some(({ from }) => !equal(from, last.from))) return null;
  const onward = (node: string) =>
    document.edges.filter(({ from, to }) => from[0] === node && part.has(to[0])).map(({ to }) => to[0]);
  const through = entering.some(({ to }) => reached(to[0], onward).has(last.from[0]));
  return through ? first.from : null;
}

function equal(a: PortRef, b: PortRef): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
