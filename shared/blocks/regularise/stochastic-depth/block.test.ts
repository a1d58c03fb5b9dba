import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('keeps shapes, has no parameters, and hands the rate on', () => {
  for (const shape of [[8, 8, 3], [10]]) {
    const tried = tryBlock('stochastic-depth', { rate: 0.4 }, shape);
    expect(tried.outputs['out']).toEqual(shape);
    expect(tried.parameters).toBe(0);
    expect(tried.nodes.map(({ op, attrs }) => [op, attrs])).toEqual([['drop-path', { rate: 0.4 }]]);
  }
});
