import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('adds maps of zeros in front and behind', () => {
  const tried = tryBlock('channel-pad', { before: 2, after: 16 }, [8, 8, 16]);
  expect(tried.outputs['out']).toEqual([8, 8, 34]);
  expect(tried.parameters + tried.macs).toBe(0);
});
