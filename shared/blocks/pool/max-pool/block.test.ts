import { describe, expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

describe('max-pool', () => {
  // In NIN 3/2 takes 32 to 16 to 8 and 28 to 14 to 7 with `same` and `ceil`; `valid` gives 15 and 7.
  it.each([
    ['same', [32, 16, 8]],
    ['ceil', [32, 16, 8]],
    ['valid', [32, 15, 7]],
    ['same', [28, 14, 7]],
    // ImageNet NIN: 54 to 27 needs ceil, 27 to 13 must be valid.
    ['ceil', [54, 27, 13]],
  ] as const)('3/2 with %s: %j', (padding, [from, once, twice]) => {
    const pool = (extent: number) =>
      tryBlock('max-pool', { kernel: [3, 3], stride: [2, 2], padding }, [extent, extent, 5]).outputs['out'];
    expect(pool(from)).toEqual([once, once, 5]);
    expect(pool(once)).toEqual([twice, twice, 5]);
  });

  it('costs nothing', () => {
    const tried = tryBlock('max-pool', {}, [8, 8, 3]);
    expect(tried.parameters + tried.macs).toBe(0);
  });

  it('takes padding side by side', () => {
    const tried = tryBlock('max-pool', { padding: [1, 0, 0, 1], kernel: [3, 2], stride: [1, 1] }, [5, 5, 2]);
    expect(tried.outputs['out']).toEqual([4, 5, 2]);
  });

  it('refuses a vector and a window larger than the map', () => {
    expect(problemOf('max-pool', {}, [10]).code).toBe('shape/needs-map');
    expect(problemOf('max-pool', { kernel: [9, 9] }, [8, 8, 3]).code).toBe('shape/window-too-large');
  });
});
