import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('multiplies value by value', () => {
  expect(tryBlock('multiply', {}, [4, 4, 8], [4, 4, 8]).paths).toEqual(['b multiply']);
  expect(tryBlock('multiply', {}, [8], [8]).outputs['out']).toEqual([8]);
});

it('lets a vector scale the maps, on either side', () => {
  for (const shapes of [
    [[4, 5, 8], [8]],
    [[8], [4, 5, 8]],
  ]) {
    const tried = tryBlock('multiply', {}, ...shapes);
    expect(tried.outputs['out']).toEqual([4, 5, 8]);
    expect(tried.paths).toEqual(['b/reshape reshape', 'b multiply']);
    expect(tried.parameters + tried.macs).toBe(0);
  }
});

it('refuses a vector of another length', () => {
  expect(problemOf('multiply', {}, [4, 5, 8], [7]).code).toBe('shape/mismatch');
});
