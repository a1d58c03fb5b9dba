import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('keeps shapes, has no parameters, and hands the dropped fraction on', () => {
  for (const shape of [[8, 8, 3], [10]]) {
    const tried = tryBlock('dropout', { rate: 0.3, spatial: true }, shape);
    expect(tried.outputs['out']).toEqual(shape);
    expect(tried.parameters).toBe(0);
    expect(tried.nodes[0]?.attrs).toEqual({ rate: 0.3, spatial: true });
  }
});
