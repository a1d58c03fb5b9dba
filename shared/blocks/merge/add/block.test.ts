import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('adds any number of inputs of one shape', () => {
  const shape = [4, 4, 8];
  expect(tryBlock('add', {}, shape, shape, shape).outputs['out']).toEqual(shape);
  expect(tryBlock('add', {}, shape, shape).paths).toEqual(['b add']);
  expect(tryBlock('add', {}, shape).paths).toEqual(['b identity']);
});

it('says which shape was expected and which came', () => {
  const problem = problemOf('add', {}, [4, 4, 8], [4, 4, 6]);
  expect(problem.code).toBe('shape/mismatch');
  expect(problem.args).toEqual({ expected: '8×4²', found: '6×4²' });
});
