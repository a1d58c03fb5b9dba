import { overlap, type Box, type Point, type Size } from './sizes';

export type Boxes = ReadonlyMap<string, Box>;
export type Places = ReadonlyMap<string, Point>;

function besides(a: Box, b: Box): boolean {
  return a.y < b.y + b.height && b.y < a.y + a.height;
}

/** What stands to the right of a box, in its rows, and of what stands there in turn. */
function rightOf(start: string, boxes: Boxes): ReadonlySet<string> {
  const found = new Set<string>([start]);
  // A set goes on over what is added while it is walked.
  for (const id of found) {
    const box = boxes.get(id)!;
    for (const [other, place] of boxes) {
      if (!found.has(other) && place.x >= box.x + box.width && besides(box, place)) found.add(other);
    }
  }
  found.delete(start);
  return found;
}

/**
 * Where everything stands once one box has grown to the right and downwards: its right-hand neighbours (and theirs)
 * go right by what it gained in width, all below it go down by what it gained in height. What did not overlap before
 * does not overlap after. What a box does not gain moves nothing.
 */
function grown(id: string, size: Size, boxes: Boxes): Boxes {
  const old = boxes.get(id);
  if (old === undefined) return boxes;
  const wider = Math.max(0, size.width - old.width);
  const higher = Math.max(0, size.height - old.height);
  const right = rightOf(id, boxes);
  return new Map(
    [...boxes].map(([other, box]) => {
      if (other === id) return [other, { ...box, ...size }];
      const x = right.has(other) ? box.x + wider : box.x;
      const y = box.y >= old.y + old.height ? box.y + higher : box.y;
      return [other, { ...box, x, y }];
    }),
  );
}

/**
 * Where to show nodes while some of them are opened frames of another size. The document's own places stay as they
 * are: closing the frames gives them back.
 * @param boxes places of the document, all closed
 * @param frames sizes of those that are open
 */
export function withRoom(boxes: Boxes, frames: ReadonlyMap<string, Size>): Boxes {
  const order = [...frames.keys()]
    .filter((id) => boxes.has(id))
    .sort((a, b) => boxes.get(a)!.y - boxes.get(b)!.y || boxes.get(a)!.x - boxes.get(b)!.x);
  return order.reduce((current, id) => grown(id, frames.get(id)!, current), boxes);
}

/** Attempts at finding the place that is shown where a node was dropped. */
const ATTEMPTS = 4;

/**
 * The place in the document for nodes that were dropped while frames are open: the one that is shown where they were
 * dropped. Where there is none (the middle of a frame), the nearest that was found.
 * @param dropped where they were dropped, as shown
 */
export function unshifted(dropped: Places, boxes: Boxes, frames: ReadonlyMap<string, Size>): Places {
  if (frames.size === 0) return dropped;
  let best: { readonly places: Places; readonly error: number } | null = null;
  const shownNow = withRoom(boxes, frames);
  const start = new Map(
    [...dropped].map(([id, to]) => [id, shiftedBack(to, shownNow.get(id), boxes.get(id))]),
  );
  for (const first of [start, dropped]) {
    let places: Places = first;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const moved: Boxes = new Map([...boxes].map(([id, box]) => [id, { ...box, ...places.get(id) }]));
      const shown = withRoom(moved, frames);
      const error = Math.max(
        0,
        ...[...dropped].map(([id, { x, y }]) => {
          const at = shown.get(id);
          return at === undefined ? 0 : Math.abs(at.x - x) + Math.abs(at.y - y);
        }),
      );
      if (best === null || error < best.error) best = { places, error };
      if (error === 0) return places;
      places = new Map([...dropped].map(([id, to]) => [id, shiftedBack(to, shown.get(id), moved.get(id))]));
    }
  }
  return best?.places ?? dropped;
}

function shiftedBack(to: Point, shown: Point | undefined, own: Point | undefined): Point {
  if (shown === undefined || own === undefined) return to;
  return { x: to.x - (shown.x - own.x), y: to.y - (shown.y - own.y) };
}

/**
 * Moves that make room for a box that was put among others: what it covers, and what stands to the right of that in
 * the same rows, goes right until it is free of it. Empty when it covers nothing.
 * @param gap pixels to keep between it and its new neighbour
 */
export function roomFor(id: string, boxes: Boxes, gap: number): Places {
  const box = boxes.get(id);
  if (box === undefined) return new Map();
  const covered = [...boxes].filter(([other, place]) => other !== id && overlap(box, place));
  if (covered.length === 0) return new Map();
  const left = Math.min(...covered.map(([, place]) => place.x));
  const by = box.x + box.width + gap - left;
  const moving = new Set(covered.flatMap(([other]) => [other, ...rightOf(other, boxes)]));
  moving.delete(id);
  return new Map(
    [...moving].map((other) => [other, { x: boxes.get(other)!.x + by, y: boxes.get(other)!.y }]),
  );
}
