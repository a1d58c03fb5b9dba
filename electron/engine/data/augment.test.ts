import { describe, expect, it } from 'vitest';
import type { Augmentation } from '../../../shared/recipe/types';
import { Augmenter, gather } from './augment';

interface Map {
  rows: number[];
  columns: number[];
}

const FLIP: Augmentation = { kind: 'flip' };
const crop = (pixels: number): Augmentation => ({ kind: 'pad-crop', pixels });

function maps(
  augment: readonly Augmentation[],
  count: number,
  { seed = 1, epoch = 0, size = 5 } = {},
): Map[] {
  const augmenter = new Augmenter(augment, seed, size, size);
  return Array.from({ length: count }, (_, example) => {
    const { rows, columns } = augmenter.mapOf(epoch, example);
    return { rows: Array.from(rows), columns: Array.from(columns) };
  });
}

describe('augmentation', () => {
  it('flips columns only, about half of the time', () => {
    const found = maps([FLIP], 4000, { size: 4 });
    const flipped = found.filter(({ columns }) => columns.join() === '3,2,1,0').length;
    const straight = found.filter(({ columns }) => columns.join() === '0,1,2,3').length;
    expect(flipped + straight).toBe(4000);
    // Five standard deviations of a fair coin.
    expect(Math.abs(flipped - 2000)).toBeLessThan(5 * Math.sqrt(1000));
    expect(found.every(({ rows }) => rows.join() === '0,1,2,3')).toBe(true);
  });

  it('shifts by up to the padding, every place equally likely, black outside', () => {
    const shifted = (by: number): string =>
      Array.from({ length: 5 }, (_, at) => (at + by >= 0 && at + by < 5 ? at + by : -1)).join();
    const shifts = new Map(Array.from({ length: 5 }, (_, index) => [shifted(index - 2), index - 2]));
    const counts = new Array<number>(25).fill(0);
    for (const { rows, columns } of maps([crop(2)], 10_000)) {
      const [dy, dx] = [shifts.get(rows.join())!, shifts.get(columns.join())!];
      counts[(dy + 2) * 5 + dx + 2]! += 1;
    }
    expect(counts.reduce((sum, count) => sum + count)).toBe(10_000);
    counts.forEach((count) => expect(Math.abs(count - 400)).toBeLessThan(5 * Math.sqrt(400)));
  });

  it('may shift an image out of itself', () => {
    for (const { rows } of maps([crop(9)], 200, { size: 3 })) {
      expect(rows).toHaveLength(3);
      expect(rows.every((row) => row >= -1 && row < 3)).toBe(true);
    }
    expect(maps([crop(9)], 200, { size: 3 }).some(({ rows }) => rows.join() === '-1,-1,-1')).toBe(true);
  });

  it('does one after another, as if an image were made between', () => {
    const after = (first: readonly number[], second: readonly number[]): number[] =>
      second.map((at) => (at < 0 ? -1 : first[at]!));
    // The same draws, read off one at a time: an augmentation's draws go by its place in the recipe.
    const nothing = crop(0);
    const flips = maps([FLIP, nothing], 100);
    const crops = maps([nothing, crop(2)], 100);
    maps([FLIP, crop(2)], 100).forEach(({ rows, columns }, example) => {
      expect(rows).toEqual(crops[example]!.rows);
      expect(columns).toEqual(after(flips[example]!.columns, crops[example]!.columns));
    });
  });

  it('depends on seed, epoch and example, and on nothing drawn before', () => {
    const both = [FLIP, crop(2)];
    const found = maps(both, 50, { seed: 5, epoch: 3 });
    const alone = new Augmenter(both, 5, 5, 5);
    alone.mapOf(9, 4);
    const { rows, columns } = alone.mapOf(3, 49);
    expect({ rows: Array.from(rows), columns: Array.from(columns) }).toEqual(found[49]);
    expect(maps(both, 50, { seed: 5, epoch: 4 })).not.toEqual(found);
    expect(maps(both, 50, { seed: 6, epoch: 3 })).not.toEqual(found);
  });

  it('moves whole pixels, and takes black through the preprocessing too', () => {
    // Two channels; the table gives 1000 * channel + byte, so black is 0 and 1000.
    const table = Float32Array.from(
      { length: 512 },
      (_, index) => 1000 * Math.floor(index / 256) + (index % 256),
    );
    // One image before it; then rows of pixels (1, 2) (3, 4) / (5, 6) (7, 8).
    const bytes = Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8);
    const out = new Float32Array(10).fill(-1);
    const map = { rows: Int32Array.of(1, -1), columns: Int32Array.of(1, 0) };
    gather(map, bytes, 8, 2, table, out, 1);
    expect(Array.from(out)).toEqual([-1, 7, 1008, 5, 1006, 0, 1000, 0, 1000, -1]);
  });
});
