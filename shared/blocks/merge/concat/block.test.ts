import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('sums channels in the order of its inputs', () => {
  const tried = tryBlock('concat', {}, [4, 4, 8], [4, 4, 3], [4, 4, 1]);
  expect(tried.outputs['out']).toEqual([4, 4, 12]);
  expect(tried.nodes[0]?.inputs.map(({ node }) => node)).toEqual(['source0', 'source1', 'source2']);
  expect(tryBlock('concat', {}, [3], [4]).outputs['out']).toEqual([7]);
  expect(tryBlock('concat', {}, [3]).paths).toEqual(['b identity']);
});

it('refuses maps of two sizes', () => {
  expect(problemOf('concat', {}, [4, 4, 8], [5, 4, 8]).code).toBe('shape/mismatch');
});
