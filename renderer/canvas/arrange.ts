import type { InlayDocument } from '../../shared/document/types';
import { portsOfKind } from '../../shared/edit/nodes';
import type { Inside } from '../../shared/ir/inside';
import { layout, type LayoutNode } from '../layout/layout';
import { currentWords } from '../platform/language';
import { notify } from '../platform/notices';
import { frameSize, type InsideLayout } from './graph';
import type { Boxes, Places } from './make-room';
import { INNER, NODE, type Size } from './sizes';

/** Rows of an opened composite break beyond this width. */
const INSIDE_WIDTH = 726;
/** A row of a document that fills the canvas is shown at this zoom. */
const ROW_ZOOM = 0.8;
/** What one node takes of a canvas, with the room around it. */
const CELL = { width: NODE.width + 66, height: NODE.height + 66 };

/** How wide rows may be, so that a network of this many nodes has about the form of the canvas. */
export function rowWidth(nodes: number, canvas: Size): number {
  const aspect = canvas.height > 0 ? canvas.width / canvas.height : 1.5;
  const square = Math.sqrt(nodes * CELL.width * CELL.height * aspect);
  return Math.max(3 * CELL.width, canvas.width / ROW_ZOOM, square);
}

/**
 * Places for all nodes of a document, from the layout worker: left to right, in rows as wide as the canvas.
 * @throws what the worker throws; an AbortError when `signal` ends it
 */
export async function arrangement(
  document: InlayDocument,
  canvas: Size,
  signal?: AbortSignal,
): Promise<Places> {
  const nodes = document.nodes.map(({ id, kind }): LayoutNode => {
    const { inputs, outputs } = portsOfKind(kind, document.composites);
    return { id, ...NODE, inputs: inputs.map(([name]) => name), outputs };
  });
  const boxes = await layout(nodes, document.edges, {
    direction: 'right',
    wrapWidth: rowWidth(nodes.length, canvas),
    ...(signal === undefined ? {} : { signal }),
  });
  return boxes;
}

/** The layout worker ended by itself: what is drawn stays as it is. */
export function tellLayoutFailed(): void {
  notify('info', currentWords()('canvas.layout-failed'));
}

interface Made {
  readonly key: string;
  readonly layout: InsideLayout;
}

/** Insides never change; one laid out with the same sizes is laid out. */
const laidOut = new WeakMap<Inside, Made>();

/**
 * Lays out the inside of an opened composite.
 * @param sizes of its inner nodes that are open in turn, by inner id
 * @throws an AbortError when `signal` ends it
 */
export async function insideLayout(
  inside: Inside,
  sizes: ReadonlyMap<string, Size>,
  portsOf: (kind: string) => { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
  signal: AbortSignal,
): Promise<InsideLayout> {
  const key = JSON.stringify([...sizes]);
  const known = laidOut.get(inside);
  if (known?.key === key) return known.layout;
  const nodes = inside.nodes.map(({ id, kind }): LayoutNode => {
    return { id, ...(sizes.get(id) ?? INNER), ...portsOf(kind) };
  });
  const boxes: Boxes = await layout(nodes, inside.edges, {
    direction: 'right',
    wrapWidth: INSIDE_WIDTH,
    signal,
  });
  const made = { inside, boxes, size: frameSize(boxes) };
  laidOut.set(inside, { key, layout: made });
  return made;
}
