import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it.each(['nearest', 'bilinear'])('multiplies height and width, %s', (mode) => {
  const tried = tryBlock('upsample', { factor: [2, 3], mode }, [4, 5, 6]);
  expect(tried.outputs['out']).toEqual([8, 15, 6]);
  expect(tried.nodes[0]?.attrs).toEqual({ factor: [2, 3], mode });
});
