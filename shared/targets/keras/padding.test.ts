import { describe, expect, it } from 'vitest';
import type { Pads } from '../../ir/shape';
import { kerasPadding } from './padding';

const square = (extent: number) => [extent, extent] as const;

describe('kerasPadding', () => {
  it.each<[string, number, number, number, Pads, number, string | Pads]>([
    ['none', 8, 3, 1, [0, 0, 0, 0], 6, 'valid'],
    ['none, with a rest that no window reaches', 8, 3, 2, [0, 0, 0, 0], 3, 'valid'],
    ['half the kernel', 8, 3, 1, [1, 1, 1, 1], 8, 'same'],
    ['an odd one, after', 8, 3, 2, [0, 1, 0, 1], 4, 'same'],
    ['an odd one, before', 8, 3, 2, [1, 0, 1, 0], 4, [1, 0, 1, 0]],
    ['PyTorch’s 1 at stride 2 on an even map: before only', 8, 3, 2, [1, 1, 1, 1], 4, [1, 0, 1, 0]],
    ['PyTorch’s 1 at stride 2 on an odd map', 9, 3, 2, [1, 1, 1, 1], 5, 'same'],
    ['rounding up: the last window overhangs', 32, 3, 2, [0, 0, 0, 0], 16, 'same'],
    ['more than the kernel needs', 5, 3, 1, [2, 2, 2, 2], 7, [2, 2, 2, 2]],
  ])('%s', (_, extent, kernel, stride, pads, count, expected) => {
    const found = kerasPadding(square(extent), square(kernel), square(stride), pads, square(count));
    expect(found.kind === 'explicit' ? found.pads : found.kind).toEqual(expected);
  });

  it('says same only when both axes mean it', () => {
    const found = kerasPadding([8, 8], [3, 3], [1, 1], [1, 1, 0, 0], [8, 6]);
    expect(found).toEqual({ kind: 'explicit', pads: [1, 1, 0, 0] });
  });
});
