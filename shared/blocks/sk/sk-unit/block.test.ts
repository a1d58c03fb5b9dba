import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

// The units of SKNet-50, the first of each stage and those that follow.
it.each([
  [64, 128, 256, 1, 80_704],
  [256, 128, 256, 1, 88_384],
  [256, 256, 512, 2, 392_768],
  [512, 256, 512, 1, 326_208],
  [512, 512, 1024, 2, 1_514_560],
  [1024, 512, 1024, 1, 1_250_368],
  [1024, 1024, 2048, 2, 6_043_776],
  [2048, 1024, 2048, 1, 4_991_104],
])('from %i maps, width %i, to %i at stride %i', (enters, width, channels, stride, count) => {
  const tried = tryBlock('sk-unit', { width, channels, stride: [stride, stride] }, [28, 28, enters]);
  expect(tried.parameters).toBe(count);
  expect(tried.outputs['out']).toEqual([28 / stride, 28 / stride, channels]);
});

it('as a basic unit has SK in the place of the first 3×3', () => {
  const params = { type: 'basic', channels: 32, width: 32, groups: 8, stride: [2, 2], shortcut: 'A' };
  const tried = tryBlock('sk-unit', params, [32, 32, 16]);
  const selective = 2 * (9 * (16 / 8) * 32 + 64) + 32 * 32 + 64 + 2 * 32 * 32;
  expect(tried.parameters).toBe(selective + 9 * 32 * 32 + 64);
  expect(tried.paths.filter((path) => !path.startsWith('b/sk/'))).toEqual([
    'b/conv2 conv2d',
    'b/bn2 batch-norm',
    'b/subsample subsample',
    'b/pad channel-pad',
    'b/add add',
    'b/relu activation',
  ]);
});
