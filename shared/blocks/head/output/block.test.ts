import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('passes the logits through', () => {
  const tried = tryBlock('output', {}, [10]);
  expect(tried.outputs).toEqual({});
  expect(tried.nodes[0]?.outputs[0]?.shape).toEqual([10]);
  expect(tried.paths).toEqual(['b identity']);
  expect(tried.parameters).toBe(0);
});
