import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it.each([
  [192, 160, 1, 30_880],
  [160, 96, 1, 15_456],
  [192, 160, 32, 160 * 6 + 160],
])('from %i to %i maps in %i groups has C/g · F + F parameters', (channels, filters, groups, parameters) => {
  const tried = tryBlock('conv-1x1', { filters, groups }, [9, 8, channels]);
  expect(tried.parameters).toBe(parameters);
  expect(tried.macs).toBe(9 * 8 * filters * (channels / groups));
  expect(tried.outputs['out']).toEqual([9, 8, filters]);
});

it('keeps every stride-th position, the first included', () => {
  expect(tryBlock('conv-1x1', { stride: [2, 3] }, [9, 8, 4]).outputs['out']).toEqual([5, 3, 64]);
});

it('takes maps only', () => {
  expect(problemOf('conv-1x1', {}, [10]).code).toBe('shape/needs-map');
});
