import type { Fragment } from '../blocks/block';
import { checkParams, createNode } from '../blocks/registry';
import { findCycle, topologicalOrder } from '../document/order';
import type { CompositeDefinition, DocNode, PortRef } from '../document/types';
import { fail, ProblemSignal } from '../problems/problem';

/** Where one value of an inner input port comes from: a port of the composite, or an inner node's output. */
export type Source =
  | { readonly from: 'outside'; readonly port: string; readonly position: number | null }
  | { readonly from: 'node'; readonly node: string; readonly port: string };

/** One inner node with the sources of its input ports. */
export interface PartStep {
  readonly node: DocNode;
  readonly sources: ReadonlyMap<string, readonly Source[]>;
}

/** The inside of a composite, ready to be lowered: nodes in topological order. */
export interface InnerPart {
  readonly steps: readonly PartStep[];
  readonly outputs: readonly (readonly [port: string, from: PortRef])[];
}

interface PartGraph {
  readonly nodes: readonly DocNode[];
  readonly edges: readonly { readonly from: PortRef; readonly to: PortRef }[];
  /** `many`: the port takes many edges, the k-th of which feeds the k-th target. */
  readonly inputs: readonly (readonly [port: string, to: readonly PortRef[], many: boolean])[];
  readonly outputs: readonly (readonly [port: string, from: PortRef])[];
}

/**
 * A built-in composite's inside.
 * @param many whether one of the composite's input ports takes many edges
 */
export function partOfFragment(fragment: Fragment, many: (port: string) => boolean): InnerPart {
  return arrange({
    nodes: fragment.nodes.map(({ id, kind, params, label }) => createNode(kind, id, params, label)),
    edges: fragment.edges,
    inputs: Object.entries(fragment.inputs).map(([port, to]) => [port, to, many(port)]),
    outputs: Object.entries(fragment.outputs),
  });
}

const arranged = new WeakMap<CompositeDefinition, InnerPart>();

/** A user's composite's inside. Signals a problem when it is not whole; its place is relative to the composite. */
export function partOfDefinition(definition: CompositeDefinition): InnerPart {
  let part = arranged.get(definition);
  if (!part) {
    const [unfit] = definition.nodes.flatMap(checkParams);
    if (unfit) throw new ProblemSignal({ ...unfit, repairs: [] });
    part = arrange({
      nodes: definition.nodes,
      edges: definition.edges,
      inputs: definition.inputs.map(({ port, to }) => [port, to, false]),
      outputs: definition.outputs.map(({ port, from }) => [port, from]),
    });
    arranged.set(definition, part);
  }
  return part;
}

/**
 * Gathers the sources of every port and orders the nodes. Ports keep their order: what comes from outside first, in
 * the order of the composite's ports, then inner edges in theirs.
 */
function arrange(graph: PartGraph): InnerPart {
  const sources = new Map(graph.nodes.map((node) => [node.id, new Map<string, Source[]>()]));
  const addSource = ([node, port]: PortRef, source: Source): void => {
    const ports = sources.get(node) ?? fail('edge/dangling', { end: 'to', node });
    const list = ports.get(port);
    if (list) list.push(source);
    else ports.set(port, [source]);
  };
  const requireSource = (node: string): void => {
    if (!sources.has(node)) fail('edge/dangling', { end: 'from', node });
  };
  for (const [port, targets, many] of graph.inputs) {
    targets.forEach((to, index) => addSource(to, { from: 'outside', port, position: many ? index : null }));
  }
  for (const { from, to } of graph.edges) {
    requireSource(from[0]);
    addSource(to, { from: 'node', node: from[0], port: from[1] });
  }
  for (const [, [node]] of graph.outputs) requireSource(node);
  return { steps: inOrder(graph.nodes, sources), outputs: graph.outputs };
}

function inOrder(
  nodes: readonly DocNode[],
  sources: ReadonlyMap<string, ReadonlyMap<string, readonly Source[]>>,
): readonly PartStep[] {
  const indices = new Map(nodes.map((node, index) => [node.id, index]));
  const successors: number[][] = nodes.map(() => []);
  nodes.forEach((node, index) => {
    for (const source of [...sources.get(node.id)!.values()].flat()) {
      if (source.from === 'node') successors[indices.get(source.node)!]!.push(index);
    }
  });
  const order = topologicalOrder(successors);
  const cycle = findCycle(successors, order);
  if (cycle) fail('graph/cycle', { nodes: cycle.map((index) => nodes[index]!.id) });
  return order.map((index) => ({ node: nodes[index]!, sources: sources.get(nodes[index]!.id)! }));
}
