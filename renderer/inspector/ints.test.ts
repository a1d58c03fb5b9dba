import { expect, it } from 'vitest';
import { moved, withInt, withOneMore, withoutInt } from './ints';

const widths = [192, 160, 96];

it('changes, removes and adds', () => {
  expect(withInt(widths, 1, 128)).toEqual([192, 128, 96]);
  expect(withoutInt(widths, 0)).toEqual([160, 96]);
  expect(withOneMore(widths, 1)).toEqual([192, 160, 96, 96]);
  expect(withOneMore([], 7)).toEqual([7]);
  expect(widths).toEqual([192, 160, 96]);
});

it('moves, and stays at the ends', () => {
  expect(moved(widths, 0, 1)).toEqual([160, 192, 96]);
  expect(moved(widths, 2, 0)).toEqual([96, 192, 160]);
  expect(moved(widths, 0, -1)).toBe(widths);
  expect(moved(widths, 2, 3)).toBe(widths);
});
