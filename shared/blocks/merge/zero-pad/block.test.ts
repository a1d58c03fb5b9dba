import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('adds rows and columns of zeros where it is told', () => {
  const tried = tryBlock('zero-pad', { top: 1, bottom: 2, left: 3, right: 4 }, [8, 8, 3]);
  expect(tried.outputs['out']).toEqual([11, 15, 3]);
  expect(tried.nodes[0]?.attrs).toEqual({ padding: [1, 2, 3, 4], value: 0 });
});
