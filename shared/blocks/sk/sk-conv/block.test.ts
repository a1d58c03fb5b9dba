import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

// M (9 C² / G + 2 C) + C d + 2 d + M C d.
it.each([
  [128, 22_080],
  [256, 62_528],
  [512, 198_720],
  [1024, 790_656],
])('of %i maps has the count of the paper’s formula', (filters, count) => {
  const tried = tryBlock('sk-conv', { filters }, [14, 14, filters]);
  const d = Math.max(filters / 16, 32);
  expect(tried.parameters).toBe(
    2 * ((9 * filters ** 2) / 32 + 2 * filters) + filters * d + 2 * d + 2 * filters * d,
  );
  expect(tried.parameters).toBe(count);
});

it('takes any number of branches of any kernel and dilation, which all see the same positions', () => {
  const params = { filters: 12, kernels: [1, 3, 5], dilations: [1, 3, 2], groups: 4, ratio: 2, minimum: 3 };
  const tried = tryBlock('sk-conv', { ...params, stride: [2, 2] }, [9, 11, 8]);
  expect(tried.outputs['out']).toEqual([5, 6, 12]);
  const d = 6;
  const branches = (1 + 9 + 25) * (8 / 4) * 12 + 3 * 2 * 12;
  expect(tried.parameters).toBe(branches + 12 * d + 2 * d + 3 * 12 * d);
});

it('ends in the selection: neither norm nor ReLU behind it', () => {
  const { nodes } = tryBlock('sk-conv', {}, [14, 14, 64]);
  expect(nodes[nodes.length - 1]?.path).toBe('b/select');
  expect(nodes.find(({ path }) => path === 'b/fuse')?.inputs.map(({ node }) => node)).toEqual([
    'b/relu1',
    'b/relu2',
  ]);
  expect(nodes.find(({ op }) => op === 'branch-softmax')?.inputs.map(({ node }) => node)).toEqual([
    'b/attend1',
    'b/attend2',
  ]);
});

it('wants a dilation for every kernel, and offers one', () => {
  const found = problemOf('sk-conv', { kernels: [3, 3, 5] }, [14, 14, 64]);
  expect(found).toMatchObject({ code: 'block/param-length', where: { param: 'dilations' } });
  expect(found.repairs.map(({ args }) => 'value' in args && args.value)).toEqual(['[1,2,1]']);
});
