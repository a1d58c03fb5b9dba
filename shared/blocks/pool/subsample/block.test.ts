import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('keeps the first position of every stride', () => {
  expect(tryBlock('subsample', {}, [9, 8, 3]).outputs['out']).toEqual([5, 4, 3]);
  expect(tryBlock('subsample', { stride: [3, 1] }, [9, 8, 3]).outputs['out']).toEqual([3, 8, 3]);
});
