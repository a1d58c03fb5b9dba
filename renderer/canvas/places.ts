import type { DocEdge, InlayDocument } from '../../shared/document/types';
import { own } from '../../shared/document/own';
import type { Places } from './make-room';
import { GAP, GRID, NODE, overlap, type Box, type Point } from './sizes';

/** Steps to the right or down in the search of a free place. */
const MOST_STEPS = 200;

/**
 * Where a document's nodes stand: its own places, then those of an automatic arrangement, then, for nodes that have
 * neither, the first free place behind what feeds them (or below everything).
 * @param arranged places that were found without the document, so that opening it never changes it
 */
export function placesOf(document: InlayDocument, arranged: Places): Places {
  const places = new Map<string, Point>();
  const homeless: string[] = [];
  for (const { id } of document.nodes) {
    const at = own(document.layout, id);
    const point = at === undefined ? arranged.get(id) : { x: at[0], y: at[1] };
    if (point === undefined) homeless.push(id);
    else places.set(id, point);
  }
  if (homeless.length === 0) return places;
  const sources = feeds(document.edges);
  for (const id of homeless) places.set(id, freePlace(id, places, sources));
  return places;
}

/** The nodes of a document that the document gives no place. */
export function withoutPlace({ nodes, layout }: InlayDocument): readonly string[] {
  return nodes.filter(({ id }) => own(layout, id) === undefined).map(({ id }) => id);
}

function feeds(edges: readonly DocEdge[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const { from, to } of edges) if (!sources.has(to[0])) sources.set(to[0], from[0]);
  return sources;
}

function freePlace(id: string, places: Places, sources: ReadonlyMap<string, string>): Point {
  const source = places.get(sources.get(id) ?? '');
  const bottom = Math.max(0, ...[...places.values()].map(({ y }) => y + NODE.height));
  const left = Math.min(...[...places.values()].map(({ x }) => x));
  const start = source
    ? { x: source.x + NODE.width + GAP, y: source.y }
    : { x: Number.isFinite(left) ? left : 0, y: places.size === 0 ? 0 : bottom + 2 * GRID };
  return firstFree(start, [...places.values()]);
}

/** The first place at or below `start` where a node covers no other. */
export function firstFree(start: Point, others: readonly Point[]): Point {
  const box = (at: Point): Box => ({ ...at, ...NODE });
  let at = start;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const here = box(at);
    if (!others.some((other) => overlap(here, box(other)))) return at;
    at = { x: at.x, y: at.y + GRID };
  }
  return at;
}
