import type { PortRef } from '../../shared/document/types';
import { addBehind, addBlock, insertOnEdge, moveOntoEdge } from '../../shared/edit/add';
import { moveNodes, setNotes } from '../../shared/edit/change';
import { connect } from '../../shared/edit/connect';
import { newId } from '../../shared/document/ids';
import { edit, select } from '../documents/edit';
import { documentOf } from '../documents/store';
import { revealIfHidden } from '../platform/reveal';
import { noteOf } from './graph';
import { roomFor, unshifted, withRoom, type Boxes, type Places } from './make-room';
import { withoutPlace } from './places';
import { GAP, NODE, overlap, snapped, type Box, type Point } from './sizes';
import { useCanvas, type QuickSearch } from './store';
import type { Stage } from './use-scene';

let gestures = 0;

/** An id that makes all edits of one gesture one step. */
function newGesture(): string {
  gestures += 1;
  return `canvas-${Date.now().toString(36)}-${gestures}`;
}

function pair({ x, y }: Point): readonly [number, number] {
  return [Math.round(x), Math.round(y)];
}

/** A place as shown, while frames are open, as a place of the document. */
function inDocument(at: Point, { boxes, frames }: Stage): Point {
  const id = ' new';
  const found = unshifted(new Map([[id, at]]), new Map(boxes).set(id, { ...at, ...NODE }), frames);
  return found.get(id) ?? at;
}

/**
 * Ends an edit that put nodes onto the canvas or moved them: writes down the moves, and the places of all nodes that
 * had none, so that what is seen is what the document says from now on.
 */
function settle(documentKey: string, boxes: Boxes, moves: Places, gesture: string): void {
  const open = documentOf(documentKey);
  if (open === undefined) return;
  const rest: Record<string, readonly [number, number]> = {};
  for (const id of withoutPlace(open.history.document)) {
    const box = boxes.get(id);
    if (box !== undefined && !moves.has(id)) rest[id] = pair(box);
  }
  // The hand's own moves first: they name the step.
  const moved = Object.fromEntries([...moves].map(([id, at]) => [id, pair(at)]));
  for (const to of [moved, rest]) {
    if (Object.keys(to).length === 0) continue;
    edit(documentKey, (history) => moveNodes(history, to), { gesture, select: false });
  }
}

/** Moves what now covers a node that was just made, as part of the same step. */
function makeRoom(documentKey: string, stage: Stage, id: string | undefined, gesture: string): void {
  const open = documentOf(documentKey);
  const at = id === undefined ? undefined : open?.history.document.layout[id];
  if (id === undefined || at === undefined) {
    settle(documentKey, stage.boxes, new Map(), gesture);
    return;
  }
  const boxes = new Map(stage.boxes).set(id, { x: at[0], y: at[1], ...NODE });
  settle(documentKey, boxes, roomFor(id, boxes, GAP), gesture);
}

function madeNode(documentKey: string): string | undefined {
  return documentOf(documentKey)?.selection.nodes[0];
}

/** Where a block goes that is put into an edge: where it was dropped if it is free, else right behind its source. */
function placeOnEdge(documentKey: string, edge: string, at: Point, { boxes }: Stage): Point {
  const here: Box = { ...at, ...NODE };
  if (![...boxes.values()].some((box) => overlap(here, box))) return at;
  const found = documentOf(documentKey)?.history.document.edges.find(({ id }) => id === edge);
  const source = found && boxes.get(found.from[0]);
  return source ? { x: source.x + source.width + GAP, y: source.y } : at;
}

/**
 * Adds a block of the palette where it was dropped: into an edge, which its new neighbours make room for, or freely.
 * @param at its upper left corner, as shown
 */
export function dropBlock(
  documentKey: string,
  kind: string,
  at: Point,
  edge: string | null,
  stage: Stage,
): boolean {
  const gesture = newGesture();
  const place = inDocument(snapped(at), stage);
  const done =
    edge === null
      ? edit(documentKey, (history) => addBlock(history, kind, pair(place)), { gesture })
      : edit(
          documentKey,
          (history) => insertOnEdge(history, edge, kind, pair(placeOnEdge(documentKey, edge, place, stage))),
          { gesture },
        );
  if (!done) return false;
  if (edge === null) settle(documentKey, stage.boxes, new Map(), gesture);
  else makeRoom(documentKey, stage, madeNode(documentKey), gesture);
  return true;
}

/** Adds what was chosen in the quick search, connected to what the search was opened from. */
export function addChosen(search: QuickSearch, kind: string, stage: Stage): boolean {
  const done = addFound(search, kind, stage);
  const made = madeNode(search.documentKey);
  if (done && made !== undefined) revealIfHidden(search.documentKey, made);
  return done;
}

function addFound(
  { documentKey, from, to, edge, ...search }: QuickSearch,
  kind: string,
  stage: Stage,
): boolean {
  const gesture = newGesture();
  if (edge !== null) return dropBlock(documentKey, kind, search.at ?? { x: 0, y: 0 }, edge, stage);
  if (from !== null) {
    const source = stage.boxes.get(from[0]);
    const free = search.at === null ? null : inDocument(snapped(search.at), stage);
    const place = free ?? (source ? { x: source.x + source.width + GAP, y: source.y } : null);
    const at = place === null ? null : pair(place);
    const done = edit(documentKey, (history) => addBehind(history, from[0], kind, at, from[1]), { gesture });
    if (done) makeRoom(documentKey, stage, madeNode(documentKey), gesture);
    return done;
  }
  const at = search.at === null ? null : pair(inDocument(snapped(search.at), stage));
  const done = edit(documentKey, (history) => addBlock(history, kind, at), { gesture });
  if (done && to !== null) feed(documentKey, madeNode(documentKey), to, gesture);
  if (done) settle(documentKey, stage.boxes, new Map(), gesture);
  return done;
}

function feed(documentKey: string, node: string | undefined, to: PortRef, gesture: string): void {
  const open = documentOf(documentKey);
  if (open === undefined || node === undefined) return;
  const output = Object.keys(open.analysis.nodes.get(node)?.outputs ?? {})[0] ?? 'out';
  edit(documentKey, (history) => connect(history, open.analysis, [node, output], to), { gesture });
}

/**
 * Writes a finished drag into the document as one step.
 * @param dropped drawn ids and where they are shown now
 * @param edge an edge that a single free block was dropped on
 */
export function moveDropped(documentKey: string, dropped: Places, edge: string | null, stage: Stage): void {
  const gesture = newGesture();
  const blocks = new Map([...dropped].filter(([id]) => noteOf(id) === null));
  const [only] = [...blocks.keys()];
  moveNotes(documentKey, dropped, gesture);
  if (blocks.size === 0) return;
  const places = unshifted(blocks, stage.boxes, stage.frames);
  if (edge === null || only === undefined || blocks.size > 1) {
    settle(documentKey, stage.boxes, places, gesture);
    return;
  }
  const others = new Map(stage.boxes);
  others.delete(only);
  // Before the edit: afterwards the edge is the one behind the block.
  const at = placeOnEdge(documentKey, edge, places.get(only)!, { ...stage, boxes: others });
  if (!edit(documentKey, (history) => moveOntoEdge(history, edge, only), { gesture })) {
    settle(documentKey, stage.boxes, places, gesture);
    return;
  }
  const boxes = new Map(stage.boxes).set(only, { ...at, ...NODE });
  settle(documentKey, boxes, new Map(roomFor(only, boxes, GAP)).set(only, at), gesture);
}

function moveNotes(documentKey: string, dropped: Places, gesture: string): void {
  const moved = new Map<string, Point>();
  for (const [id, at] of dropped) {
    const note = noteOf(id);
    if (note !== null) moved.set(note, at);
  }
  if (moved.size === 0) return;
  edit(
    documentKey,
    (history) =>
      setNotes(
        history,
        history.document.notes.map((note) => {
          const at = moved.get(note.id);
          return at === undefined ? note : { ...note, at: pair(at) };
        }),
      ),
    { gesture },
  );
}

/** Moves the selected blocks by steps of the keyboard; steps that follow each other at once are one step of undo. */
export function nudge(documentKey: string, by: Point, stage: Stage, gesture: string): void {
  const open = documentOf(documentKey);
  if (open === undefined) return;
  const shown = withRoom(stage.boxes, stage.frames);
  const moved = new Map<string, Point>();
  for (const id of open.selection.nodes) {
    const box = shown.get(id);
    if (box !== undefined) moved.set(id, { x: box.x + by.x, y: box.y + by.y });
  }
  if (moved.size === 0) return;
  settle(documentKey, stage.boxes, unshifted(moved, stage.boxes, stage.frames), gesture);
}

/** Puts an empty note onto the canvas and opens it for writing. @param at its upper left corner, as shown */
export function addNote(documentKey: string, at: Point): void {
  const open = documentOf(documentKey);
  if (open === undefined) return;
  const id = newId(open.history.document, open.history.given, 'note');
  const note = {
    id,
    text: '',
    at: pair(snapped(at)),
    size: [198, 88],
    kind: 'comment',
    colour: 'input',
  } as const;
  edit(documentKey, (history) => setNotes(history, [...history.document.notes, note]));
  useCanvas.setState({ editingNote: id });
}

/** Takes notes away. */
export function removeNotes(documentKey: string, ids: readonly string[]): void {
  useCanvas.setState({ selectedNotes: [] });
  edit(documentKey, (history) =>
    setNotes(
      history,
      history.document.notes.filter(({ id }) => !ids.includes(id)),
    ),
  );
}

/** Selects every node and edge of the document. */
export function selectAll(documentKey: string): void {
  const document = documentOf(documentKey)?.history.document;
  if (document === undefined) return;
  const ids = (all: readonly { readonly id: string }[]): readonly string[] => all.map(({ id }) => id);
  select(documentKey, { nodes: ids(document.nodes), edges: ids(document.edges) });
}
