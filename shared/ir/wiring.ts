import type { DocEdge, DocNode, GraphPart } from '../document/types';

/** A node with the edges that reach it and leave it. Edges with a missing end are left out. */
export interface Wired {
  readonly node: DocNode;
  /** In the document's order. */
  readonly incoming: readonly DocEdge[];
  readonly outgoing: readonly DocEdge[];
}

/** Every node of a graph with its edges, by id, in document order. */
export type Wiring = ReadonlyMap<string, Wired>;

/** Gathers the edges of every node. */
export function wire(part: GraphPart): Wiring {
  const wiring = new Map<string, { node: DocNode; incoming: DocEdge[]; outgoing: DocEdge[] }>();
  for (const node of part.nodes) wiring.set(node.id, { node, incoming: [], outgoing: [] });
  for (const edge of part.edges) {
    const from = wiring.get(edge.from[0]);
    const to = wiring.get(edge.to[0]);
    if (!from || !to) continue;
    from.outgoing.push(edge);
    to.incoming.push(edge);
  }
  return wiring;
}

/** Ids of the nodes whose values reach one of `targets`, the targets included. */
export function upstream(wiring: Wiring, targets: Iterable<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...targets];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const wired = wiring.get(id);
    if (!wired || reached.has(id)) continue;
    reached.add(id);
    for (const edge of wired.incoming) open.push(edge.from[0]);
  }
  return reached;
}
