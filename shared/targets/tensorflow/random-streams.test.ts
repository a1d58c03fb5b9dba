import { describe, expect, it } from 'vitest';
import { hashPath } from './random-streams';

describe('hashPath', () => {
  // Fixed for good: a change here changes every recorded run's masks.
  it('keeps its values', () => {
    expect(['', 'drop1', 'mlp1/drop', '丟棄'].map(hashPath)).toEqual(PINNED);
  });

  it('gives signed 32-bit integers, different ones for paths that people give', () => {
    const paths = Array.from(
      { length: 20_000 },
      (_, index) => `unit${index % 200}/drop${Math.floor(index / 200)}`,
    );
    const hashes = paths.map(hashPath);
    expect(hashes.every((hash) => hash === (hash | 0))).toBe(true);
    // 20,000 draws of 2^32 meet 0.05 times on average.
    expect(new Set(hashes).size).toBeGreaterThan(paths.length - 3);
  });
});

/** Worked out in Python over the paths' UTF-16 bytes. */
const PINNED = [-1_421_968_373, 595_809_210, -1_740_220_055, -415_419_754];
