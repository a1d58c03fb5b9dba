import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('turns maps of any size into a vector, without parameters', () => {
  for (const shape of [
    [8, 8, 10],
    [1, 7, 10],
  ]) {
    const tried = tryBlock('global-average-pool', {}, shape);
    expect(tried.outputs['out']).toEqual([10]);
    expect(tried.parameters + tried.macs).toBe(0);
  }
});

it('refuses a vector', () => {
  expect(problemOf('global-average-pool', {}, [10]).code).toBe('shape/needs-map');
});
