import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('is a softmax over the branches, a product for each, and their sum', () => {
  const tried = tryBlock('sk-select', {}, [4, 4, 8], [4, 4, 8], [4, 4, 8], [8], [8], [8]);
  expect(tried.outputs['out']).toEqual([4, 4, 8]);
  expect(tried.nodes.map(({ op }) => op)).toEqual([
    'branch-softmax',
    ...['reshape', 'multiply', 'reshape', 'multiply', 'reshape', 'multiply'],
    'add',
  ]);
  expect(tried.nodes[0]?.outputs).toHaveLength(3);
});

it('wants logits of as many values as there are maps', () => {
  expect(problemOf('sk-select', {}, [4, 4, 8], [4, 4, 8], [7], [7]).code).toBe('shape/mismatch');
});
