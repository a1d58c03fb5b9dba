import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

it('is SE on the concatenated maps of an Inception module', () => {
  const plain = tryBlock('inception', {}, [14, 14, 192]);
  const tried = tryBlock('se-inception', {}, [14, 14, 192]);
  expect(tried.outputs['out']).toEqual([14, 14, 256]);
  expect(tried.parameters).toBe(plain.parameters + 2 * 256 * 16 + 16 + 256);
  expect(tried.nodes.find(({ path }) => path === 'b/se/squeeze')?.inputs[0]?.node).toBe('b/inception/concat');
});

// 7,485,935 = 7,005,832 + 480,103 for the nine modules of GoogLeNet.
it('adds 480,103 to GoogLeNet', () => {
  const widths = [256, 480, 512, 512, 512, 528, 832, 832, 1024];
  const added = widths.map((channels) => tryBlock('se', {}, [7, 7, channels]).parameters);
  expect(added.reduce((sum, count) => sum + count)).toBe(480_103);
});
