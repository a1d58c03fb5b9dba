import { Position, type Edge, type Node, type NodeHandle } from '@xyflow/react';
import type { Note } from '../../shared/document/types';
import type { Analysis } from '../../shared/ir/analyse';
import type { Inside } from '../../shared/ir/inside';
import type { Selection } from '../documents/store';
import type { Language, Words } from '../platform/language';
import { chipsOf } from './chips';
import type { Boxes } from './make-room';
import { FRAME, INNER, PORT, portHeights, type Box, type Point, type Size } from './sizes';
import { blockData, innerData, problemsByNode, spokenName, type BlockData } from './view-model';

/** A note's own data. */
export type NoteData = { readonly documentKey: string; readonly note: Note };

export type BlockNode = Node<BlockData, 'block'>;
export type FrameNode = Node<BlockData, 'frame'>;
export type NoteNode = Node<NoteData, 'note'>;
export type FlowNode = BlockNode | FrameNode | NoteNode;

/** What an edge draws besides its line. */
export type WireData = {
  /** The shape on it; empty while it is not known. */
  readonly chip: string;
  readonly repeats: boolean;
  readonly bad: boolean;
  readonly inner: boolean;
  /** See `edgePath`. */
  readonly below: number;
  readonly above: number;
};
export type FlowEdge = Edge<WireData, 'wire'>;

/** What is inside an opened composite, laid out. */
export interface InsideLayout {
  readonly inside: Inside;
  /** By inner id, from the inside's own corner. */
  readonly boxes: Boxes;
  /** Of the whole frame. */
  readonly size: Size;
}

/** Everything a canvas draws. */
export interface Scene {
  readonly documentKey: string;
  readonly analysis: Analysis;
  /** Where the document's nodes are shown, opened frames at their full size. */
  readonly boxes: Boxes;
  /** By path: every opened composite whose inside is laid out. */
  readonly insides: ReadonlyMap<string, InsideLayout>;
  readonly selection: Selection;
  readonly selectedNotes: readonly string[];
  readonly language: Language;
  readonly t: Words;
}

/** Ids of what is drawn inside frames start so, which no id of a document does. */
const INNER_EDGE = '#';
const NOTE = 'note:';
const STUB = 'inner:';

export function isInnerEdge(id: string): boolean {
  return id.startsWith(INNER_EDGE);
}

/** The id of the note that a drawn node shows, or null. */
export function noteOf(id: string): string | null {
  return id.startsWith(NOTE) ? id.slice(NOTE.length) : null;
}

function port(
  id: string,
  side: 'left' | 'right',
  type: 'source' | 'target',
  x: number,
  y: number,
): NodeHandle {
  const position = side === 'left' ? Position.Left : Position.Right;
  return { id, type, position, x: x - PORT / 2, y: y - PORT / 2, width: PORT, height: PORT };
}

/** The ports of a node; a frame has one more behind each, towards its inside. */
function handles({ inputs, outputs }: BlockData, size: Size, frame: boolean): NodeHandle[] {
  const ins = portHeights(inputs.length, size.height);
  const outs = portHeights(outputs.length, size.height);
  return [
    ...inputs.map((name, index) => port(name, 'left', 'target', 0, ins[index]!)),
    ...outputs.map((name, index) => port(name, 'right', 'source', size.width, outs[index]!)),
    ...(frame
      ? [
          ...inputs.map((name, index) => port(`${STUB}${name}`, 'right', 'source', 0, ins[index]!)),
          ...outputs.map((name, index) => port(`${STUB}${name}`, 'left', 'target', size.width, outs[index]!)),
        ]
      : []),
  ];
}

/** The handle of a frame towards its inside. */
export function stubOf(name: string): string {
  return `${STUB}${name}`;
}

interface Placed {
  readonly data: BlockData;
  readonly at: Point;
  readonly size: Size;
  readonly open: boolean;
  readonly parent: string | null;
}

function blockNode(placed: Placed, scene: Scene, selected: boolean): BlockNode | FrameNode {
  const { data, at, size, open, parent } = placed;
  return {
    id: data.path,
    type: open ? 'frame' : 'block',
    data,
    position: { x: at.x, y: at.y },
    ...size,
    measured: { ...size },
    handles: handles(data, size, open),
    selected,
    draggable: !data.inner,
    connectable: !data.inner,
    ariaRole: 'group',
    ariaLabel: spokenName(data, scene.language, scene.t),
    domAttributes: { 'aria-roledescription': scene.t('canvas.block') },
    ...(parent === null ? {} : { parentId: parent }),
  };
}

/** Whether a node that is drawn already shows all of this: then it stays the same object, and is not drawn again. */
function unchanged(old: FlowNode | undefined, next: FlowNode): boolean {
  return (
    old !== undefined &&
    old.type === next.type &&
    old.data === next.data &&
    old.position.x === next.position.x &&
    old.position.y === next.position.y &&
    old.width === next.width &&
    old.height === next.height &&
    (old.selected ?? false) === next.selected &&
    old.parentId === next.parentId &&
    old.ariaLabel === next.ariaLabel
  );
}

/**
 * The nodes to draw, parents before what is inside them. What did not change since `drawn` is the same object.
 * A node that is being dragged stays where the hand has it.
 */
export function flowNodes(scene: Scene, drawn: readonly FlowNode[]): FlowNode[] {
  const old = new Map(drawn.map((node) => [node.id, node]));
  const problems = problemsByNode(scene.analysis.problems);
  const selected = new Set(scene.selection.nodes);
  const nodes: FlowNode[] = noteNodes(scene, old);
  const add = (placed: Placed): void => {
    const before = old.get(placed.data.path);
    const held = before?.dragging === true ? { ...placed, at: before.position } : placed;
    const next = blockNode(held, scene, selected.has(placed.data.path));
    nodes.push(before !== undefined && unchanged(before, next) ? before : keptState(before, next));
    const inside = scene.insides.get(placed.data.path);
    if (!placed.open || inside === undefined) return;
    for (const node of inside.inside.nodes) {
      const box = inside.boxes.get(node.id);
      if (box === undefined) continue;
      add({
        data: innerData(scene.documentKey, node, scene.analysis.document.composites, problems),
        at: { x: FRAME.left + box.x, y: FRAME.top + box.y },
        size: { width: box.width, height: box.height },
        open: scene.insides.has(node.path),
        parent: placed.data.path,
      });
    }
  };
  for (const node of scene.analysis.document.nodes) {
    const box = scene.boxes.get(node.id);
    if (box === undefined) continue;
    const data = blockData(scene.documentKey, node, scene.analysis, problems);
    const size = { width: box.width, height: box.height };
    add({ data, at: box, size, open: scene.insides.has(node.id), parent: null });
  }
  return nodes;
}

function keptState<N extends FlowNode>(before: FlowNode | undefined, next: N): N {
  return before?.dragging === true ? { ...next, dragging: true } : next;
}

function noteNodes(scene: Scene, old: ReadonlyMap<string, FlowNode>): FlowNode[] {
  const selected = new Set(scene.selectedNotes);
  return scene.analysis.document.notes.map((note) => {
    const id = `${NOTE}${note.id}`;
    const before = old.get(id) as NoteNode | undefined;
    const size = { width: Math.max(66, note.size[0]), height: Math.max(44, note.size[1]) };
    const data = before?.data.note === note ? before.data : { documentKey: scene.documentKey, note };
    const held = before?.dragging === true ? before.position : { x: note.at[0], y: note.at[1] };
    const next: NoteNode = {
      id,
      type: 'note',
      data,
      position: held,
      ...size,
      measured: { ...size },
      selected: selected.has(note.id),
      connectable: false,
      zIndex: note.kind === 'frame' ? -1 : 0,
      ariaRole: 'group',
      ariaLabel: scene.t(note.kind === 'frame' ? 'canvas.note-frame' : 'canvas.note'),
      domAttributes: { 'aria-roledescription': scene.t('canvas.note') },
    };
    return before !== undefined && unchanged(before, next) ? before : keptState(before, next);
  });
}

/** The edges to draw, by the same rule. */
export function flowEdges(scene: Scene, nodes: readonly FlowNode[], drawn: readonly FlowEdge[]): FlowEdge[] {
  const old = new Map(drawn.map((edge) => [edge.id, edge]));
  const reach = reachOf(nodes);
  const selected = new Set(scene.selection.edges);
  const edges: FlowEdge[] = [];
  const add = (
    edge: Omit<FlowEdge, 'type' | 'data'> & { readonly data: Omit<WireData, 'below' | 'above'> },
  ) => {
    const source = `${edge.source} ${edge.sourceHandle ?? ''} source`;
    const target = `${edge.target} ${edge.targetHandle ?? ''} target`;
    const ends = { below: reach.get(source)?.below ?? 0, above: reach.get(target)?.above ?? 0 };
    const before = old.get(edge.id);
    const next: FlowEdge = { ...edge, type: 'wire', data: { ...edge.data, ...ends } };
    edges.push(before !== undefined && sameEdge(before, next) ? before : next);
  };
  const { document, edges: shapes, problems } = scene.analysis;
  const chips = chipsOf(document.edges, shapes);
  const bad = new Set(problems.flatMap(({ where: { edge } }) => (edge === undefined ? [] : [edge])));
  const names = new Map(nodes.map((node) => [node.id, node.ariaLabel ?? '']));
  for (const { id, from, to } of document.edges) {
    const chip = chips.get(id);
    add({
      id,
      ...ends(from[0], from[1], to[0], to[1]),
      selected: selected.has(id),
      ariaRole: 'img',
      ariaLabel: scene.t('canvas.edge', { from: names.get(from[0]) ?? '', to: names.get(to[0]) ?? '' }),
      domAttributes: { 'aria-roledescription': scene.t('canvas.edge-role') },
      data: { chip: chip?.text ?? '', repeats: chip?.repeats ?? false, bad: bad.has(id), inner: false },
    });
  }
  for (const [path, layout] of scene.insides) for (const edge of innerEdges(path, layout, scene)) add(edge);
  return edges;
}

function ends(source: string, sourceHandle: string, target: string, targetHandle: string) {
  return { source, sourceHandle, target, targetHandle };
}

function innerEdges(path: string, { inside }: InsideLayout, scene: Scene) {
  const chips = chipsOf(
    inside.edges,
    new Map(inside.edges.flatMap(({ id, shape }) => (shape === null ? [] : [[id, shape] as const]))),
  );
  const wires = inside.edges.map(({ id, from, to }) => ({
    id: `${INNER_EDGE}${path}/${id}`,
    ...ends(`${path}/${from[0]}`, from[1], `${path}/${to[0]}`, to[1]),
    chip: chips.get(id),
  }));
  const ins = Object.entries(inside.inputs).flatMap(([name, to]) =>
    to.map(([node, input], index) => ({
      id: `${INNER_EDGE}${path}/in/${name}/${index}`,
      ...ends(path, stubOf(name), `${path}/${node}`, input),
      chip: undefined,
    })),
  );
  const outs = Object.entries(inside.outputs).map(([name, [node, output]]) => ({
    id: `${INNER_EDGE}${path}/out/${name}`,
    ...ends(`${path}/${node}`, output, path, stubOf(name)),
    chip: undefined,
  }));
  return [...ins, ...wires, ...outs].map(({ chip, ...edge }) => ({
    ...edge,
    selectable: false,
    reconnectable: false,
    ariaRole: 'img' as const,
    ariaLabel: scene.t('canvas.inner-edge'),
    domAttributes: { 'aria-roledescription': scene.t('canvas.edge-role') },
    data: { chip: chip?.text ?? '', repeats: chip?.repeats ?? false, bad: false, inner: true },
  }));
}

/** From each port to the lower and upper end of its node. */
function reachOf(nodes: readonly FlowNode[]): ReadonlyMap<string, { below: number; above: number }> {
  const reach = new Map<string, { below: number; above: number }>();
  for (const { id, handles: ports, height = 0 } of nodes) {
    for (const { id: name, type, y } of ports ?? []) {
      const middle = y + PORT / 2;
      reach.set(`${id} ${name ?? ''} ${type}`, { below: height - middle, above: middle });
    }
  }
  return reach;
}

function sameEdge(a: FlowEdge, b: FlowEdge): boolean {
  return (
    a.source === b.source &&
    a.target === b.target &&
    a.sourceHandle === b.sourceHandle &&
    a.targetHandle === b.targetHandle &&
    (a.selected ?? false) === (b.selected ?? false) &&
    a.ariaLabel === b.ariaLabel &&
    a.data !== undefined &&
    Object.entries(b.data!).every(([key, value]) => a.data![key as keyof WireData] === value)
  );
}

/** The frame of an inside, around where its nodes were laid out. */
export function frameSize(boxes: Boxes): Size {
  const all: readonly Box[] = [...boxes.values()];
  const right = Math.max(INNER.width, ...all.map(({ x, width }) => x + width));
  const bottom = Math.max(INNER.height, ...all.map(({ y, height }) => y + height));
  return { width: FRAME.left + right + FRAME.right, height: FRAME.top + bottom + FRAME.bottom };
}
