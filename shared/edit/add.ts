import type { Command } from '../document/command';
import type { History } from '../document/history';
import { own } from '../document/own';
import type { DocEdge, InlayDocument, ParamValue, PortRef } from '../document/types';
import { problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import type { Edit } from './edit';
import { NewIds } from './new-ids';
import { idBase, isSink, listed, makeNode, nodeOf, portsOfKind, wayThrough } from './nodes';
import { named, step } from './step';

type Place = readonly [number, number] | null;

/** Distance at which a new node stands behind the one it reads, on the canvas: eleven of its dots. */
const BEHIND = 242;

/**
 * A new node. An output is listed with the document's outputs too.
 * @param at its place on the canvas; null: none yet
 * @param params those that differ from the defaults
 */
export function addBlock(
  history: History,
  kind: string,
  at: Place,
  params: Readonly<Record<string, ParamValue>> = {},
): Edit {
  const { document } = history;
  const node = makeNode(kind, new NewIds(history).next(idBase(kind)), params, document.composites);
  const commands: Command[] = [{ type: 'add-node', node, at }, ...listing(document, kind, node.id)];
  return { commands, label: step('add', named(node, document)), created: [node.id] };
}

/** Lists a node with the outputs when it is one. */
function listing(document: InlayDocument, kind: string, node: string): readonly Command[] {
  if (!isSink(kind, document.composites)) return [];
  return [{ type: 'set-outputs', outputs: listed(document.outputs, node) }];
}

/**
 * A new node between the ends of an edge, by its first ports.
 * @param at its place on the canvas; null: halfway along the edge
 * Problems: `document/unknown-edge`; `edit/no-way-through` for a block without inputs or outputs.
 */
export function insertOnEdge(history: History, edge: string, kind: string, at: Place): Result<Edit> {
  const { document } = history;
  const ids = new NewIds(history);
  const node = makeNode(kind, ids.next(idBase(kind)), {}, document.composites);
  const split = splitEdge(document, edge, { id: node.id, kind }, ids);
  if (!split.ok) return split;
  const place = at ?? halfway(document, edge);
  return success({
    commands: [{ type: 'add-node', node, at: place }, ...split.value],
    label: step('insert', named(node, document)),
    created: [node.id],
  });
}

/**
 * Puts a node that is there already, with no edge on it, between the ends of an edge.
 * Problems: `document/unknown-edge`, `document/unknown-node`, `edit/node-connected`, `edit/no-way-through`.
 */
export function moveOntoEdge(history: History, edge: string, node: string): Result<Edit> {
  const { document } = history;
  const found = nodeOf(document, node);
  if (!found.ok) return found;
  if (document.edges.some(({ from, to }) => from[0] === node || to[0] === node)) {
    return failure(problem('edit/node-connected', { node }, { node }));
  }
  const split = splitEdge(document, edge, found.value, new NewIds(history));
  if (!split.ok) return split;
  const label = step('move-onto-edge', named(found.value, document));
  return success({ commands: split.value, label, created: [] });
}

/**
 * Commands that lead an edge through a node. The edge itself goes on from the node, so that a port that takes many
 * keeps their order, and the new one leads to the node.
 */
function splitEdge(
  document: InlayDocument,
  id: string,
  node: { readonly id: string; readonly kind: string },
  ids: NewIds,
): Result<readonly Command[]> {
  const index = document.edges.findIndex((edge) => edge.id === id);
  const edge = document.edges[index];
  if (!edge) return failure(problem('document/unknown-edge', { edge: id }, { edge: id }));
  const way = wayThrough(node.kind, document.composites);
  if (!way.ok) return way;
  const before: DocEdge = { id: ids.next('e'), from: edge.from, to: [node.id, way.value.input] };
  return success([
    { type: 'add-edge', edge: before, index },
    { type: 'reconnect-edge', edge: id, from: [node.id, way.value.output] },
  ]);
}

function halfway({ edges, layout }: InlayDocument, id: string): Place {
  const edge = edges.find((candidate) => candidate.id === id);
  const [from, to] = [own(layout, edge?.from[0] ?? ''), own(layout, edge?.to[0] ?? '')];
  return from && to ? [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] : null;
}

/**
 * A new node that reads another one, by its first input.
 * @param at its place on the canvas; null: behind the other
 * @param port the output it reads, when it is not the first
 * Problems: `document/unknown-node`, `edge/unknown-port`; `edit/no-input` for a block that takes none.
 */
export function addBehind(
  history: History,
  node: string,
  kind: string,
  at: Place,
  port?: string,
): Result<Edit> {
  const { document } = history;
  const source = sourceOf(document, node, port);
  if (!source.ok) return source;
  const [input] = portsOfKind(kind, document.composites).inputs;
  if (input === undefined) return failure(problem('edit/no-input', { kind }));
  const ids = new NewIds(history);
  const added = makeNode(kind, ids.next(idBase(kind)), {}, document.composites);
  const place = own(document.layout, node);
  const behind = place ? ([place[0] + BEHIND, place[1]] as const) : null;
  const edge: DocEdge = { id: ids.next('e'), from: source.value, to: [added.id, input[0]] };
  return success({
    commands: [
      { type: 'add-node', node: added, at: at ?? behind },
      { type: 'add-edge', edge },
      ...listing(document, kind, added.id),
    ],
    label: step('add', named(added, document)),
    created: [added.id],
  });
}

function sourceOf(document: InlayDocument, id: string, port: string | undefined): Result<PortRef> {
  const node = nodeOf(document, id);
  if (!node.ok) return node;
  const known = portsOfKind(node.value.kind, document.composites).outputs;
  const wanted = port ?? known[0];
  if (wanted === undefined || !known.includes(wanted)) {
    const args = { node: id, port: wanted ?? '', known };
    return failure(problem('edge/unknown-port', args, { node: id }));
  }
  return success([id, wanted]);
}
