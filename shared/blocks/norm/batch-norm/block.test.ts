import { describe, expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

describe('batch-norm', () => {
  it.each([
    [true, true, 2],
    [true, false, 1],
    [false, true, 1],
    [false, false, 0],
  ])(
    'scale %s, centre %s: %i parameters per channel, and two statistics that do not count',
    (scale, centre, per) => {
      for (const shape of [[8, 8, 24], [24]]) {
        const tried = tryBlock('batch-norm', { scale, centre }, shape);
        expect(tried.parameters).toBe(per * 24);
        expect(tried.statistics).toBe(2 * 24);
        expect(tried.outputs['out']).toEqual(shape);
      }
    },
  );

  it('hands momentum and epsilon on', () => {
    expect(tryBlock('batch-norm', { epsilon: 1e-3, momentum: 0.99 }, [4]).nodes[0]?.attrs).toMatchObject({
      epsilon: 1e-3,
      momentum: 0.99,
    });
  });
});
