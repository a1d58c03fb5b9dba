import { describe, expect, it } from 'vitest';
import type { Box, LayoutEdge } from './graph';
import { wrapRows } from './rows';

/** Boxes 100 wide, 100 apart, by column; several names in one word stand over each other. */
function drawing(columns: string): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  columns.split(' ').forEach((word, column) => {
    word.split(',').forEach((id, at) => {
      boxes.set(id, { x: 200 * column, y: 120 * at, width: 100, height: 80 });
    });
  });
  return boxes;
}
const edges = (text: string): readonly LayoutEdge[] =>
  text.split(' ').map((word) => ({ id: word, from: [word[0]!, 'out'], to: [word[1]!, 'in'] }));
const rowsOf = (boxes: ReadonlyMap<string, Box>) => {
  const rows = new Map<number, string[]>();
  for (const [id, { x, y }] of [...boxes].sort(([, a], [, b]) => a.x - b.x)) {
    expect(x).toBeGreaterThanOrEqual(0);
    rows.set(y, [...(rows.get(y) ?? []), id]);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, ids]) => ids.join(''));
};

describe('wrapRows', () => {
  it('leaves a short drawing as it is', () => {
    const boxes = drawing('a b c');
    expect(wrapRows(boxes, edges('ab bc'), 500)).toEqual(boxes);
  });

  it('takes the fewest rows, and evens them out', () => {
    // Three to a row fit; five would leave 3 + 2, six 3 + 3, four 2 + 2.
    expect(rowsOf(wrapRows(drawing('a b c d'), edges('ab bc cd'), 500))).toEqual(['ab', 'cd']);
    expect(rowsOf(wrapRows(drawing('a b c d e f'), edges('ab bc cd de ef'), 500))).toEqual(['abc', 'def']);
  });

  it('does not part branches: it cuts where one value passes', () => {
    const boxes = wrapRows(drawing('a b,c d e f'), edges('ab ac bd cd de ef'), 500);
    expect(boxes.get('b')!.y - boxes.get('c')!.y).toBe(-120);
    expect(boxes.get('d')!.x).toBe(400);
    expect(boxes.get('e')!.x).toBe(0);
    // Behind `a` one value passes, though two read it; behind that, two do until the end.
    expect(rowsOf(wrapRows(drawing('a b c d'), edges('ab bc cd bd ad'), 300))).toEqual(['a', 'bcd']);
  });

  it('counts a value that many read as one', () => {
    expect(rowsOf(wrapRows(drawing('a b c'), edges('ab ac'), 300))).toEqual(['ab', 'c']);
  });
});
