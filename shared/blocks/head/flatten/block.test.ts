import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('keeps every value and leaves vectors alone', () => {
  expect(tryBlock('flatten', {}, [8, 7, 10]).outputs['out']).toEqual([560]);
  expect(tryBlock('flatten', {}, [12]).outputs['out']).toEqual([12]);
  expect(tryBlock('flatten', {}, [8, 7, 10]).parameters).toBe(0);
});
