import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('learns one slope for every channel, of maps and of vectors', () => {
  expect(tryBlock('prelu', {}, [8, 8, 24]).parameters).toBe(24);
  expect(tryBlock('prelu', {}, [7]).parameters).toBe(7);
  expect(tryBlock('prelu', {}, [8, 8, 24]).outputs['out']).toEqual([8, 8, 24]);
});
