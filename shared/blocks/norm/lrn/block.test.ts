import { expect, it } from 'vitest';
import { checkParams, createNode } from '../../registry';
import { tryBlock } from '../../test-support';

it('is AlexNet’s by default, keeps shapes and learns nothing', () => {
  const tried = tryBlock('lrn', {}, [27, 27, 96]);
  expect(tried.nodes[0]?.attrs).toEqual({ size: 5, alpha: 1e-4, beta: 0.75, k: 2 });
  expect(tried.outputs['out']).toEqual([27, 27, 96]);
  expect(tried.parameters + tried.macs).toBe(0);
});

it('has its own map in the middle: an even size is a problem', () => {
  const [found, ...more] = checkParams(createNode('lrn', 'n', { size: 4 }));
  expect(more).toEqual([]);
  expect(found).toMatchObject({ code: 'block/param-odd', args: { param: 'size', found: 4 } });
});
