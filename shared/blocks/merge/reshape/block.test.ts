import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('gives the shape asked for', () => {
  expect(tryBlock('reshape', { shape: [4, 2, 6] }, [4, 4, 3]).outputs['out']).toEqual([4, 2, 6]);
  expect(tryBlock('reshape', { shape: [48] }, [4, 4, 3]).outputs['out']).toEqual([48]);
});

it.each([[[4, 4, 4]], [[6, 8]]])('refuses %j for 48 values and offers shapes that fit', (shape) => {
  const { code, where, repairs } = problemOf('reshape', { shape }, [4, 4, 3]);
  expect(code).toBe('shape/reshape');
  expect(where.param).toBe('shape');
  expect(repairs.map(({ args }) => 'value' in args && args.value)).toEqual(['[48]', '[1,1,48]']);
});
