import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { OpenDocument } from '../documents/store';
import { useLanguage, useWords } from '../platform/language';
import { flowEdges, flowNodes, type FlowEdge, type FlowNode, type Scene } from './graph';
import { withRoom, type Boxes } from './make-room';
import type { Size } from './sizes';
import { useCanvas } from './store';
import { useInsides } from './use-insides';
import { usePlaces } from './use-places';

/** A layout moves nodes for this long, in milliseconds, so that the eye can follow. */
const MOTION = 160;
/** More would not move smoothly. */
const MOST_MOVING = 300;

/** What a board needs to know of what it shows. */
export interface Stage {
  readonly ready: boolean;
  /** Places of the document, all composites closed. */
  readonly boxes: Boxes;
  /** Sizes of the document's nodes that are open. */
  readonly frames: ReadonlyMap<string, Size>;
}

const NO_BOXES: Boxes = new Map();

/**
 * Puts a document on the canvas that is mounted around it. Nodes and edges are kept by React Flow's own store, so that
 * a drag costs what it moves; this brings what changed in the document, and nothing else, into that store.
 */
export function useScene(open: OpenDocument): Stage {
  const { key, analysis, opened, selection } = open;
  const language = useLanguage();
  const t = useWords();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const selectedNotes = useCanvas((state) => state.selectedNotes);
  const closed = usePlaces(key, analysis.document, { width, height });
  const insides = useInsides(analysis, opened);
  const frames = useMemo(() => {
    const outer = [...insides].filter(([path]) => opened.includes(path) && !path.includes('/'));
    return new Map(outer.map(([path, layout]) => [path, layout.size]));
  }, [insides, opened]);
  const scene = useMemo<Scene | null>(() => {
    if (closed === null) return null;
    const shown = new Map([...insides].filter(([path]) => opened.includes(path)));
    const boxes = withRoom(closed, frames);
    return { documentKey: key, analysis, boxes, insides: shown, selection, selectedNotes, language, t };
  }, [closed, insides, opened, frames, key, analysis, selection, selectedNotes, language, t]);
  useDrawn(scene, frames);
  return { ready: scene !== null && width > 0, boxes: closed ?? NO_BOXES, frames };
}

const motions = new Set<string>();

/** The next change of places moves there instead of jumping. */
export function moveNext(documentKey: string): void {
  motions.add(documentKey);
}

function useDrawn(scene: Scene | null, frames: ReadonlyMap<string, Size>): void {
  const store = useStoreApi<FlowNode, FlowEdge>();
  const lastFrames = useRef(frames);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (scene === null) return;
    stop.current();
    const before = store.getState().nodes;
    const nodes = flowNodes(scene, before);
    const edges = flowEdges(scene, nodes, store.getState().edges);
    if (!sameList(edges, store.getState().edges)) store.getState().setEdges(edges);
    const explained = motions.delete(scene.documentKey) || lastFrames.current !== frames;
    lastFrames.current = frames;
    if (sameList(nodes, before)) return;
    const set = (next: FlowNode[]): void => store.getState().setNodes(next);
    if (explained && before.length > 0) stop.current = glide(before, nodes, set);
    else set(nodes);
  }, [scene, frames, store]);
  useEffect(() => () => stop.current(), []);
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Moves nodes from where they are drawn to where they belong. @returns ends it where it is */
function glide(before: readonly FlowNode[], after: FlowNode[], set: (nodes: FlowNode[]) => void): () => void {
  const from = new Map(before.map((node) => [node.id, node]));
  const moving = new Map(
    after.flatMap((node) => {
      const old = from.get(node.id);
      const moved =
        old !== undefined &&
        old.parentId === node.parentId &&
        (old.position.x !== node.position.x || old.position.y !== node.position.y);
      return moved ? [[node.id, old.position] as const] : [];
    }),
  );
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still || moving.size === 0 || after.length > MOST_MOVING) {
    set(after);
    return () => undefined;
  }
  const began = performance.now();
  let frame = 0;
  const step = (now: number): void => {
    const share = Math.min(1, Math.max(0, (now - began) / MOTION));
    if (share === 1) {
      set(after);
      return;
    }
    const eased = 1 - (1 - share) ** 3;
    set(after.map((node) => between(node, moving.get(node.id), eased)));
    frame = requestAnimationFrame(step);
  };
  step(began);
  return () => cancelAnimationFrame(frame);
}

function between(node: FlowNode, from: FlowNode['position'] | undefined, share: number): FlowNode {
  if (from === undefined) return node;
  const { x, y } = node.position;
  return { ...node, position: { x: from.x + (x - from.x) * share, y: from.y + (y - from.y) * share } };
}
