import type { Note } from '../../shared/document/types';
import type { Boxes } from './make-room';
import { GRID, overlap, type Box } from './sizes';

/** A note further than this from every block is about none of them, in canvas pixels. */
const NEAR = 8 * GRID;

function boxOf({ at: [x, y], size: [width, height] }: Note): Box {
  return { x, y, width, height };
}

/** How far two boxes are apart; 0 when they touch. */
function gap(a: Box, b: Box): number {
  const x = Math.max(0, a.x - b.x - b.width, b.x - a.x - a.width);
  const y = Math.max(0, a.y - b.y - b.height, b.y - a.y - a.height);
  return Math.hypot(x, y);
}

function contains(outer: Box, { x, y, width, height }: Box): boolean {
  const [right, bottom] = [outer.x + outer.width, outer.y + outer.height];
  return x >= outer.x && y >= outer.y && x + width <= right && y + height <= bottom;
}

/** The box around boxes; undefined around none. */
function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** A frame goes on around the blocks it was around, with the room it left them. */
function framed(frame: Box, before: Boxes, after: Boxes): Box {
  const inside = [...before].filter(([id, box]) => after.has(id) && contains(frame, box));
  const was = around(inside.map(([, box]) => box));
  const is = around(inside.map(([id]) => after.get(id)!));
  if (was === undefined || is === undefined) return frame;
  return {
    x: is.x - (was.x - frame.x),
    y: is.y - (was.y - frame.y),
    width: is.width + (frame.width - was.width),
    height: is.height + (frame.height - was.height),
  };
}

/** A comment goes along with the block it stands beside. */
function beside(note: Box, before: Boxes, after: Boxes): Box {
  let nearest: { readonly id: string; readonly far: number } | null = null;
  for (const [id, box] of before) {
    const far = gap(note, box);
    if (after.has(id) && far <= (nearest?.far ?? NEAR)) nearest = { id, far };
  }
  if (nearest === null) return note;
  const [from, to] = [before.get(nearest.id)!, after.get(nearest.id)!];
  return { ...note, x: note.x + to.x - from.x, y: note.y + to.y - from.y };
}

/** The first place from a box downwards that covers nothing. */
function free(box: Box, taken: readonly Box[]): Box {
  let place = box;
  for (;;) {
    const hit = taken.find((other) => overlap(place, other));
    if (hit === undefined) return place;
    place = { ...place, y: hit.y + hit.height + GRID };
  }
}

/**
 * Notes where they belong after an arrangement: frames around their blocks, comments beside theirs and over none.
 * @param before boxes of the blocks as they were
 * @param after as they are arranged
 */
export function followedNotes(notes: readonly Note[], before: Boxes, after: Boxes): readonly Note[] {
  const taken = [...after.values()];
  return notes.map((note) => {
    const old = boxOf(note);
    const box = note.kind === 'frame' ? framed(old, before, after) : free(beside(old, before, after), taken);
    if (note.kind === 'comment') taken.push(box);
    const { x, y, width, height } = box;
    return { ...note, at: [Math.round(x), Math.round(y)], size: [width, height] };
  });
}
