import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('has kh · kw · C · m weights and as many MACs at every position', () => {
  const tried = tryBlock('depthwise-conv', { kernel: [5, 3], multiplier: 2, stride: [2, 2] }, [12, 14, 6]);
  expect(tried.outputs['out']).toEqual([6, 7, 12]);
  expect(tried.parameters).toBe(5 * 3 * 6 * 2 + 12);
  expect(tried.macs).toBe(6 * 7 * 12 * 15);
});

it('looks wider when dilated, for the same weights', () => {
  const tried = tryBlock('depthwise-conv', { dilation: [2, 2], padding: 'valid', bias: false }, [9, 9, 4]);
  expect(tried.outputs['out']).toEqual([5, 5, 4]);
  expect(tried.parameters).toBe(36);
});

it('refuses a window that does not fit', () => {
  expect(problemOf('depthwise-conv', { kernel: [9, 9], padding: 'valid' }, [8, 8, 3]).code).toBe(
    'shape/window-too-large',
  );
});
