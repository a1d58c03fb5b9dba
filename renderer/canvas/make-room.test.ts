import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roomFor, unshifted, withRoom, type Boxes } from './make-room';
import { GRID, overlap, type Box } from './sizes';

const grid = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((steps) => steps * GRID);
const box = fc.record({ x: grid(-20, 40), y: grid(-20, 40), width: grid(1, 9), height: grid(1, 6) });

/** Boxes of which none covers another. */
const drawing = fc.array(box, { minLength: 1, maxLength: 14 }).map((boxes): Boxes => {
  const kept: Box[] = [];
  for (const next of boxes) if (!kept.some((other) => overlap(next, other))) kept.push(next);
  return new Map(kept.map((one, index) => [`n${index}`, one]));
});

function overlapping(boxes: Boxes): boolean {
  const all = [...boxes.values()];
  return all.some((one, index) => all.slice(index + 1).some((other) => overlap(one, other)));
}

const size = fc.record({ width: grid(4, 40), height: grid(4, 20) });

describe('withRoom', () => {
  it('opens any boxes without one covering another', () => {
    fc.assert(
      fc.property(drawing, fc.array(size, { maxLength: 4 }), (boxes, sizes) => {
        const frames = new Map(sizes.map((one, index) => [`n${index}`, one]));
        const larger = [...frames].every(([id, { width, height }]) => {
          const closed = boxes.get(id);
          return closed === undefined || (width >= closed.width && height >= closed.height);
        });
        fc.pre(larger);
        expect(overlapping(withRoom(boxes, frames))).toBe(false);
      }),
    );
  });

  it('pushes the row to the right and what is below down, and leaves the rest', () => {
    const boxes: Boxes = new Map([
      ['open', { x: 264, y: 176, width: 198, height: 88 }],
      ['left', { x: 0, y: 176, width: 198, height: 88 }],
      ['right', { x: 528, y: 176, width: 198, height: 88 }],
      ['below', { x: 0, y: 352, width: 198, height: 88 }],
      ['above', { x: 528, y: 0, width: 198, height: 88 }],
    ]);
    const shown = withRoom(boxes, new Map([['open', { width: 618, height: 286 }]]));
    expect(shown.get('open')).toMatchObject({ x: 264, y: 176, width: 618, height: 286 });
    expect(shown.get('right')).toMatchObject({ x: 948, y: 176 });
    expect(shown.get('below')).toMatchObject({ x: 0, y: 550 });
    expect(shown.get('left')).toEqual(boxes.get('left'));
    expect(shown.get('above')).toEqual(boxes.get('above'));
  });
});

describe('unshifted', () => {
  const boxes: Boxes = new Map([
    ['open', { x: 264, y: 0, width: 198, height: 88 }],
    ['a', { x: 528, y: 0, width: 198, height: 88 }],
    ['b', { x: 0, y: 176, width: 198, height: 88 }],
  ]);
  const frames = new Map([['open', { width: 618, height: 286 }]]);

  it.each([
    ['right of the frame', { x: 1100, y: 0 }],
    ['below the frame', { x: 300, y: 440 }],
    ['left of the frame', { x: 0, y: 0 }],
  ])('is shown where it was dropped: %s', (_where, to) => {
    const places = unshifted(new Map([['a', to]]), boxes, frames);
    const moved = new Map(boxes).set('a', { ...boxes.get('a')!, ...places.get('a')! });
    expect(withRoom(moved, frames).get('a')).toMatchObject(to);
  });

  it('is the place itself while nothing is open', () => {
    const dropped = new Map([['a', { x: 7, y: 9 }]]);
    expect(unshifted(dropped, boxes, new Map())).toBe(dropped);
  });
});

describe('roomFor', () => {
  it('moves what is covered, and the rest of its row, to the right', () => {
    const boxes: Boxes = new Map([
      ['new', { x: 264, y: 0, width: 198, height: 88 }],
      ['next', { x: 264, y: 0, width: 198, height: 88 }],
      ['last', { x: 528, y: 0, width: 198, height: 88 }],
      ['other', { x: 264, y: 176, width: 198, height: 88 }],
    ]);
    expect([...roomFor('new', boxes, 66)]).toEqual([
      ['next', { x: 528, y: 0 }],
      ['last', { x: 792, y: 0 }],
    ]);
  });

  it('moves nothing for a box that covers nothing', () => {
    expect(roomFor('a', new Map([['a', { x: 0, y: 0, width: 9, height: 9 }]]), 66).size).toBe(0);
  });
});
