import { valueNotation } from '../../blocks/check-value';
import type { ParamSpec } from '../../blocks/params';
import { blockOf, mendingNode } from '../../blocks/registry';
import type { InsertingRepair } from '../../blocks/block';
import type { Command } from '../../document/command';
import { own } from '../../document/own';
import type { DocEdge, DocNode, InlayDocument, ParamValue } from '../../document/types';
import type { Repair } from '../../problems/problem';

/** The parameters a kind takes; none for unknown kinds and for the document's own. */
export function specsOf(kind: string): Readonly<Record<string, ParamSpec>> {
  return (blockOf(kind)?.params ?? {}) as Readonly<Record<string, ParamSpec>>;
}

/** Takes an edge away. */
export function removeEdge(edge: string): Repair {
  return { code: 'remove-edge', args: { edge }, commands: [{ type: 'remove-edge', edge }] };
}

/** Changes one parameter. */
export function setParam(node: string, param: string, value: ParamValue): Repair {
  const args = { node, param, value: valueNotation(value) };
  return { code: 'set-parameter', args, commands: [{ type: 'set-param', node, param, value }] };
}

/** Changes how often a node stands in a row. */
export function setRepeat(node: string, value: number): Repair {
  const commands = [{ type: 'set-node', node, change: { repeat: value } }] as const;
  return { code: 'set-repeat', args: { node, value }, commands };
}

/**
 * Puts a block on an edge, halfway along it.
 * @param channels how many are wanted behind the block
 */
export function insertOn(
  edge: DocEdge,
  repair: Exclude<InsertingRepair, 'add-output'>,
  channels: number,
  document: InlayDocument,
): Repair {
  const node = mendingNode(repair, freshId(document, repair.replace('insert-', '')), channels);
  const [input, output] = portsOf(node);
  const [from, to] = [own(document.layout, edge.from[0]), own(document.layout, edge.to[0])];
  const at = from && to ? ([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const) : null;
  const onward: DocEdge = { id: freshId(document, 'e'), from: [node.id, output], to: edge.to };
  const commands: readonly Command[] = [
    { type: 'add-node', node, at },
    { type: 'reconnect-edge', edge: edge.id, to: [node.id, input] },
    // In the old edge's place: ports that take many keep their order.
    { type: 'add-edge', edge: onward, index: document.edges.indexOf(edge) },
  ];
  if (repair === 'insert-projection') return { code: repair, args: { channels }, commands };
  return { code: repair, args: { node: edge.to[0] }, commands };
}

/** Distance at which a new output stands behind its node, on the canvas. */
const BEHIND = 242;

/** Puts a new output block behind a node and lists it as the class output. */
export function addOutput(after: DocNode, document: InlayDocument): Repair {
  const node = mendingNode('add-output', freshId(document, 'out'), 0);
  const place = own(document.layout, after.id);
  const from = [after.id, portsOf(after)[1]] as const;
  const edge: DocEdge = { id: freshId(document, 'e'), from, to: [node.id, portsOf(node)[0]] };
  const listed = { node: node.id, role: 'class', loss: 'cross-entropy', weight: 1 } as const;
  return {
    code: 'add-output',
    args: { node: after.id },
    commands: [
      { type: 'add-node', node, at: place ? [place[0] + BEHIND, place[1]] : null },
      { type: 'add-edge', edge },
      { type: 'set-outputs', outputs: [...document.outputs, listed] },
    ],
  };
}

/** A registered block's first input and output port. */
function portsOf({ kind }: DocNode): readonly [input: string, output: string] {
  const block = blockOf(kind);
  const inputs = Object.keys((block?.inputs ?? {}) as Readonly<Record<string, unknown>>);
  return [inputs[0] ?? 'in', (block?.outputs[0] as string | undefined) ?? 'out'];
}

/** An id that nothing in the document has. */
function freshId(document: InlayDocument, stem: string): string {
  const taken = new Set([...document.nodes, ...document.edges].map(({ id }) => id));
  let number = 1;
  while (taken.has(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}
