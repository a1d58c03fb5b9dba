import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('gives one example’s shape and costs nothing', () => {
  const tried = tryBlock('input', { height: 28, width: 30, channels: 1 });
  expect(tried.outputs['out']).toEqual([28, 30, 1]);
  expect(tried.parameters).toBe(0);
  expect(tried.macs).toBe(0);
  expect(tried.activationBytes).toBe(28 * 30 * 4);
});
