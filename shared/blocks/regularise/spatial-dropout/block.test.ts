import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('drops whole maps, and only maps', () => {
  const tried = tryBlock('spatial-dropout', { rate: 0.3 }, [8, 8, 3]);
  expect(tried.nodes.map(({ op, attrs }) => [op, attrs])).toEqual([
    ['dropout', { rate: 0.3, spatial: true }],
  ]);
  expect(problemOf('spatial-dropout', {}, [10]).code).toBe('shape/needs-map');
});
