import { describe, expect, it } from 'vitest';
import { generator, median, pairedRatio, quantile } from './statistics';

describe('median and quantiles', () => {
  it('sorts by size, not as text', () => {
    expect(median([10, 9, 100])).toBe(10);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
  });
});

describe('pairedRatio', () => {
  it('is exact where every pair has the same ratio, however the machine slows down', () => {
    const theirs = Array.from({ length: 30 }, (_, i) => 100 + 50 * (i % 7));
    const ratio = pairedRatio(
      theirs.map((value) => value * 0.8),
      theirs,
    );
    for (const value of [ratio.value, ratio.low, ratio.high]) expect(value).toBeCloseTo(0.8, 12);
  });

  it('covers the true ratio of noisy pairs, and narrows with their number', () => {
    const random = generator(4);
    const pairs = (count: number): [number[], number[]] => {
      const theirs = Array.from({ length: count }, () => 100 + 20 * random());
      return [theirs.map((value) => value * 0.5 * (0.9 + 0.2 * random())), theirs];
    };
    const [few, many] = [pairedRatio(...pairs(30)), pairedRatio(...pairs(150))];
    for (const { low, high } of [few, many]) {
      expect(low).toBeLessThan(0.5);
      expect(high).toBeGreaterThan(0.5);
    }
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 1.5);
  });

  it('is the same for the same numbers', () => {
    const [a, b] = [
      [3, 1, 4, 1, 5],
      [2, 7, 1, 8, 2],
    ];
    expect(pairedRatio(a, b)).toEqual(pairedRatio(a, b));
  });
});
