import * as z from 'zod';
import { applyCommands } from '../document/apply';
import type { Command } from '../document/command';
import { compositeCycle, compositesUsedBy } from '../document/hash';
import type { History } from '../document/history';
import { readJson } from '../document/json';
import { own } from '../document/own';
import {
  compositeSchema,
  edgeSchema,
  MAX_EDGES,
  MAX_NODES,
  nodeSchema,
  outputsSchema,
  positionSchema,
} from '../document/schema';
import { check, dictionary, list, shown, strict } from '../document/strict';
import type { CompositeDefinition, DocNode, GraphPart, InlayDocument, Layout } from '../document/types';
import { problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import { adopt, withKinds } from './adopt-composites';
import type { Edit } from './edit';
import { baseOf, NewIds } from './new-ids';
import { listed } from './nodes';
import { stepOn } from './step';

const FORMAT = 'inlay-nodes';
const VERSION = 1;

/** Nodes on their way: what is copied, and what is needed to make sense of it in another document. */
type Clip = Pick<InlayDocument, 'nodes' | 'edges' | 'outputs' | 'composites' | 'layout'>;

const clipSchema = strict({
  format: z.literal(FORMAT, { error: JSON.stringify(FORMAT) }),
  version: z.literal(VERSION, { error: String(VERSION) }),
  nodes: list(nodeSchema, MAX_NODES),
  edges: list(edgeSchema, MAX_EDGES),
  outputs: outputsSchema,
  composites: dictionary(compositeSchema),
  layout: dictionary(positionSchema),
});

/** Nodes with the edges between them, their places, output entries and the users' own blocks in use, as JSON text. */
export function copyNodes(document: InlayDocument, nodes: readonly string[]): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...clipOf(document, nodes) });
}

function clipOf(document: InlayDocument, ids: readonly string[]): Clip {
  const wanted = new Set(ids);
  const nodes = document.nodes.filter(({ id }) => wanted.has(id));
  return {
    nodes,
    edges: document.edges.filter(({ from, to }) => wanted.has(from[0]) && wanted.has(to[0])),
    outputs: document.outputs.filter(({ node }) => wanted.has(node)),
    composites: usedComposites(document, { nodes, edges: [] }),
    layout: Object.fromEntries(Object.entries(document.layout).filter(([id]) => wanted.has(id))),
  };
}

/** The definitions that some nodes use, however indirectly. */
function usedComposites({ composites }: InlayDocument, part: GraphPart): InlayDocument['composites'] {
  const found: Record<string, CompositeDefinition> = {};
  const open = [...compositesUsedBy(part)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const definition = own(composites, id);
    if (!definition || own(found, id)) continue;
    found[id] = definition;
    open.push(...compositesUsedBy(definition));
  }
  return found;
}

/**
 * The nodes of a clipboard's text as new ones, with ids of their own.
 * @param at where their upper left corner goes; null: beside the originals' places, where no node stands yet
 * Problems: `edit/not-nodes` for any other text; `document/newer-version`; those of a file's form for nodes that are
 * damaged, their paths being inside the text.
 */
export function pasteNodes(
  history: History,
  text: string,
  at: readonly [number, number] | null,
): Result<Edit> {
  const clip = readClip(text);
  if (!clip.ok) return clip;
  const edit = placeClip(history, clip.value, at, 'paste');
  // Too many nodes, or a definition that contradicts itself: found out here, not when it is too late to say so.
  const tried = applyCommands(history.document, edit.commands);
  return tried.ok ? success(edit) : failure(tried.problem);
}

function readClip(text: string): Result<Clip> {
  const json = readJson(text);
  const value = json.ok ? json.value : null;
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as {
    readonly format?: unknown;
    readonly version?: unknown;
  };
  if (format !== FORMAT) return failure(problem('edit/not-nodes', {}));
  if (typeof version === 'number' && version > VERSION) {
    return failure(problem('document/newer-version', { supported: VERSION, found: version }));
  }
  const checked = check<Clip>(clipSchema, value);
  if (!checked.ok) return failure(checked.problems[0]!);
  return wholeClip(checked.value);
}

/** What a schema does not see: ids given twice, edges to nowhere, definitions in a circle. */
function wholeClip(clip: Clip): Result<Clip> {
  const ids = new Set(clip.nodes.map(({ id }) => id));
  if (ids.size < clip.nodes.length) {
    const twice = clip.nodes.find(({ id }, index) => clip.nodes.slice(0, index).some((n) => n.id === id));
    return failure(problem('document/duplicate-id', { id: twice!.id }));
  }
  for (const { from, to } of clip.edges) {
    const [stray] = [from[0], to[0]].filter((id) => !ids.has(id));
    if (stray !== undefined) return failure(problem('document/unknown-node', { node: stray }));
  }
  for (const [id, definition] of Object.entries(clip.composites)) {
    if (definition.id === id) continue;
    const args = { expected: shown(id), found: shown(definition.id) };
    return failure(problem('document/invalid-value', args, { path: `composites.${id}.id` }));
  }
  const cycle = compositeCycle(clip.composites);
  return cycle ? failure(problem('composite/cycle', { nodes: cycle })) : success(clip);
}

/** Copies of nodes, with the edges between them, beside them. */
export function duplicateNodes(history: History, nodes: readonly string[]): Edit {
  return placeClip(history, clipOf(history.document, nodes), null, 'duplicate');
}

function placeClip(
  history: History,
  clip: Clip,
  at: readonly [number, number] | null,
  what: 'paste' | 'duplicate',
): Edit {
  const { document } = history;
  const ids = new NewIds(history);
  const { kinds, commands: definitions } = adopt(clip.composites, document.composites);
  const renamed = new Map(clip.nodes.map(({ id }) => [id, ids.next(baseOf(id))]));
  const places = placesOf(clip, document.layout, at);
  const nodes = withKinds(clip.nodes, kinds).map((node) => ({ ...node, id: renamed.get(node.id)! }));
  const commands: Command[] = [...definitions];
  nodes.forEach((node, index) => {
    commands.push({ type: 'add-node', node, at: places.get(clip.nodes[index]!.id) ?? null });
  });
  for (const { from, to } of clip.edges) {
    const ends = { from: [renamed.get(from[0])!, from[1]], to: [renamed.get(to[0])!, to[1]] } as const;
    commands.push({ type: 'add-edge', edge: { id: ids.next('e'), ...ends } });
  }
  commands.push(...listing(clip, document, renamed));
  const names = { composites: { ...clip.composites, ...document.composites } };
  return { commands, label: stepOn(what, nodes, names), created: nodes.map(({ id }) => id) };
}

function listing(
  clip: Clip,
  document: InlayDocument,
  renamed: ReadonlyMap<string, string>,
): readonly Command[] {
  let outputs = document.outputs;
  for (const { node, ...entry } of clip.outputs) {
    const id = renamed.get(node);
    if (id !== undefined) outputs = listed(outputs, id, entry);
  }
  return outputs === document.outputs ? [] : [{ type: 'set-outputs', outputs }];
}

/** How far copies stand from what they are copies of: two of the canvas's dots. */
const ASIDE = 44;

/** Places by the clip's ids; what had none gets one only where a place is given. */
function placesOf(
  { nodes, layout }: { readonly nodes: readonly DocNode[]; readonly layout: Layout },
  taken: Layout,
  at: readonly [number, number] | null,
): ReadonlyMap<string, readonly [number, number]> {
  const placed = nodes.flatMap(({ id }) => {
    const place = own(layout, id);
    return place ? [[id, place] as const] : [];
  });
  const moved = ([x, y]: readonly [number, number]) =>
    new Map(placed.map(([id, place]) => [id, [place[0] + x, place[1] + y] as const]));
  if (at) {
    const least = (axis: 0 | 1) => placed.reduce((min, [, place]) => Math.min(min, place[axis]), Infinity);
    const result = moved(placed.length > 0 ? [at[0] - least(0), at[1] - least(1)] : at);
    for (const { id } of nodes) if (!result.has(id)) result.set(id, at);
    return result;
  }
  const spots = new Set(Object.values(taken).map((place) => place.join()));
  let shift = ASIDE;
  while ([...moved([shift, shift]).values()].some((place) => spots.has(place.join()))) shift += ASIDE;
  return moved([shift, shift]);
}
