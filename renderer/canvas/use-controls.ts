import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { arrangeNodes, setNotes } from '../../shared/edit/change';
import { edit } from '../documents/edit';
import { documentOf } from '../documents/store';
import { useReveal } from '../platform/reveal';
import { arrangement, tellLayoutFailed } from './arrange';
import { pasteText } from './clipboard';
import { followedNotes } from './follow-notes';
import type { FlowEdge, FlowNode } from './graph';
import type { Boxes, Places } from './make-room';
import { GRID, NODE, snapped, type Box, type Point } from './sizes';
import { keptViewport, keepViewport, offerControls, useCanvas, type CanvasControls } from './store';
import { moveNext, type Stage } from './use-scene';

/** How close and how far a canvas zooms. */
export const MIN_ZOOM = 0.08;
export const MAX_ZOOM = 2.5;
/** Room around everything when it is fitted, as a share of the canvas. */
const PADDING = 0.08;
const CALM = 180;
/** Room left beside a node that was brought into view, in pixels of the window. */
const EDGE = 2 * GRID;

type Flow = ReturnType<typeof useReactFlow<FlowNode, FlowEdge>>;
type FlowStore = ReturnType<typeof useStoreApi<FlowNode, FlowEdge>>;

function motion(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CALM;
}

/** Shows everything, never larger than one to one. A canvas without a size, or with nothing on it, stays as it is. */
function fit(flow: Flow, store: FlowStore, duration: number): void {
  const { width, height, nodes } = store.getState();
  if (width <= 0 || height <= 0 || nodes.length === 0) return;
  const { x, y, ...size } = flow.getNodesBounds(nodes);
  // Edges from row to row swing out beyond the nodes.
  const bounds = { x: x - GRID, y, width: size.width + 2 * GRID, height: size.height };
  const viewport = getViewportForBounds(bounds, width, height, MIN_ZOOM, 1, PADDING);
  if (Number.isFinite(viewport.x + viewport.y + viewport.zoom)) void flow.setViewport(viewport, { duration });
}

/** The middle of what is seen, or where the cursor was last. */
function here(store: FlowStore, cursor: Point | null): Point {
  const { width, height } = store.getState();
  return cursor ?? { x: width / 2, y: height / 3 };
}

function searchHere(documentKey: string, flow: Flow, store: FlowStore, cursor: Point | null): void {
  const open = documentOf(documentKey);
  if (open === undefined) return;
  const [path, ...others] = open.selection.nodes;
  const id = others.length === 0 ? path?.split('/')[0] : undefined;
  const output = id === undefined ? undefined : Object.keys(open.analysis.nodes.get(id)?.outputs ?? {})[0];
  const { transform } = store.getState();
  if (id !== undefined && output !== undefined) {
    const feeds = open.history.document.edges.filter(({ from }) => from[0] === id && from[1] === output);
    const bounds = flow.getNodesBounds([id]);
    const screen = {
      x: (bounds.x + bounds.width) * transform[2] + transform[0] + 8,
      y: bounds.y * transform[2] + transform[1],
    };
    // Behind a node of a chain means between it and the next one.
    const edge = feeds.length === 1 ? feeds[0]!.id : null;
    const at = { x: bounds.x + bounds.width, y: bounds.y };
    const search = edge === null ? { at: null, from: [id, output] as const } : { at, from: null };
    useCanvas.setState({ search: { documentKey, screen, to: null, edge, ...search } });
    return;
  }
  const screen = here(store, cursor);
  const at = {
    x: (screen.x - transform[0]) / transform[2] - NODE.width / 2,
    y: (screen.y - transform[1]) / transform[2] - NODE.height / 2,
  };
  useCanvas.setState({ search: { documentKey, screen, at, from: null, to: null, edge: null } });
}

/** Places blocks anew; what is written beside them goes along, in the same step. */
async function arrange(documentKey: string, stage: Stage, flow: Flow, store: FlowStore): Promise<void> {
  const open = documentOf(documentKey);
  if (open === undefined) return;
  const { width, height } = store.getState();
  const { document } = open.history;
  let places;
  try {
    places = await arrangement(document, { width, height });
  } catch {
    tellLayoutFailed();
    return;
  }
  // Edited meanwhile: what was found is for another network.
  if (documentOf(documentKey)?.history.document !== document) return;
  const to = Object.fromEntries([...places].map(([id, { x, y }]) => [id, [x, y] as const]));
  moveNext(documentKey);
  const notes = followedNotes(document.notes, stage.boxes, boxesAt(places));
  const gesture = `arrange-${Date.now().toString(36)}`;
  edit(documentKey, (history) => arrangeNodes(history, to), { gesture });
  edit(documentKey, (history) => setNotes(history, notes), { gesture, select: false });
  window.setTimeout(() => fit(flow, store, motion()), motion() + 20);
}

function boxesAt(places: Places): Boxes {
  return new Map([...places].map(([id, { x, y }]) => [id, { x, y, ...NODE }]));
}

function makeControls(
  documentKey: string,
  flow: Flow,
  store: FlowStore,
  stage: RefObject<Stage>,
  cursor: RefObject<Point | null>,
): CanvasControls {
  // Where the motion under way leads: steps that follow each other quickly all count.
  let goal: number | null = null;
  const zoomTo = (zoom: number): void => {
    const mine = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
    goal = mine;
    void flow.zoomTo(mine, { duration: motion() });
    window.setTimeout(() => {
      if (goal === mine) goal = null;
    }, motion());
  };
  return {
    fit: () => fit(flow, store, motion()),
    zoomBy: (factor) => zoomTo((goal ?? store.getState().transform[2]) * factor),
    zoomTo,
    arrange: () => arrange(documentKey, stage.current, flow, store),
    searchHere: () => searchHere(documentKey, flow, store, cursor.current),
    paste: (text) => {
      const { transform } = store.getState();
      const at =
        cursor.current === null
          ? null
          : snapped({
              x: (cursor.current.x - transform[0]) / transform[2],
              y: (cursor.current.y - transform[1]) / transform[2],
            });
      pasteText(documentKey, text, at);
    },
    focus: () => store.getState().domNode?.focus({ preventScroll: true }),
  };
}

/** Offers this canvas to commands, and shows the part of the document that was seen last, or all of it. */
export function useControls(documentKey: string, stage: Stage, cursor: RefObject<Point | null>): void {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi<FlowNode, FlowEdge>();
  const latest = useRef(stage);
  useEffect(() => {
    latest.current = stage;
  }, [stage]);
  const controls = useMemo(
    () => makeControls(documentKey, flow, store, latest, cursor),
    [documentKey, flow, store, cursor],
  );
  useEffect(() => offerControls(documentKey, controls), [documentKey, controls]);
  const shown = useRef(false);
  useEffect(() => {
    if (!stage.ready || shown.current) return;
    shown.current = true;
    const kept = keptViewport(documentKey);
    if (kept === undefined) fit(flow, store, 0);
    else void flow.setViewport(kept);
    const [x, y, zoom] = store.getState().transform;
    keepViewport(documentKey, { x, y, zoom });
  }, [stage.ready, documentKey, flow, store]);
  useRevealed(documentKey, stage, flow, store);
}

/** Brings a node that another part of the window points at to the middle. */
function useRevealed(documentKey: string, stage: Stage, flow: Flow, store: FlowStore): void {
  const wish = useReveal((state) => state.wish);
  const served = useRef(0);
  useEffect(() => {
    if (wish === null || wish.key !== documentKey || wish.serial === served.current) return;
    // Inside a composite that is shut, the composite is what can be seen.
    let id = wish.node;
    while (!store.getState().nodeLookup.has(id) && id.includes('/')) id = id.slice(0, id.lastIndexOf('/'));
    // One that was just made is not drawn yet: the stage tells when it is.
    if (!store.getState().nodeLookup.has(id)) return;
    served.current = wish.serial;
    const bounds = flow.getNodesBounds([id]);
    if (wish.ifHidden) {
      bringIn(bounds, flow, store);
      return;
    }
    const { x, y, width, height } = bounds;
    const zoom = Math.max(0.6, store.getState().transform[2]);
    void flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: motion() });
  }, [wish, stage, documentKey, flow, store]);
}

/** How far what is shown from `at` on, `size` long, must move to lie between `EDGE` and `room` less `EDGE`. */
function inward(at: number, size: number, room: number): number {
  if (at < EDGE) return EDGE - at;
  return Math.min(0, Math.max(room - EDGE - size - at, EDGE - at));
}

/** Moves the view no further than it must to show all of a box. */
function bringIn({ x, y, width, height }: Box, flow: Flow, store: FlowStore): void {
  const { transform, width: right, height: bottom } = store.getState();
  const [left, top, zoom] = transform;
  const by = {
    x: inward(x * zoom + left, width * zoom, right),
    y: inward(y * zoom + top, height * zoom, bottom),
  };
  if (by.x === 0 && by.y === 0) return;
  void flow.setViewport({ x: left + by.x, y: top + by.y, zoom }, { duration: motion() });
}
