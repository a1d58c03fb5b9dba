import { expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

const BOTTLENECK = { type: 'bottleneck', channels: 256, width: 64 };

function around(placement: string, params: object = BOTTLENECK) {
  const { nodes } = tryBlock('se-residual-unit', { ...params, placement }, [14, 14, 256]);
  const squeeze = nodes.find(({ path }) => path === 'b/se/squeeze')!;
  const readers = nodes.filter(({ inputs }) => inputs.some(({ node }) => node === 'b/se/scale'));
  return [squeeze.inputs[0]!.node, readers.map(({ path }) => path)];
}

it.each([
  ['standard', 'b/bn3', ['b/add']],
  ['pre', 'source0', ['b/conv1']],
  ['post', 'b/relu', []],
  ['identity', 'source0', ['b/add']],
  ['3x3', 'b/relu2', ['b/conv3']],
])('%s: SE reads %s and feeds %j', (placement, reads, feeds) => {
  expect(around(placement)).toEqual([reads, feeds]);
});

it('adds 2 C C/r weights and C/r + C biases of the maps it scales', () => {
  const plain = tryBlock('residual-unit', BOTTLENECK, [14, 14, 256]).parameters;
  const added = (params: object) =>
    tryBlock('se-residual-unit', { ...BOTTLENECK, ...params }, [14, 14, 256]).parameters - plain;
  expect(added({})).toBe(2 * 256 * 16 + 16 + 256);
  expect(added({ seBias: false })).toBe(2 * 256 * 16);
  expect(added({ placement: '3x3' })).toBe(2 * 64 * 4 + 4 + 64);
});

// ResNet-20, option A, SE r 16 on each of its nine units.
it.each([
  [true, 272_095],
  [false, 271_738],
])('adds up to SE-ResNet-20 on CIFAR, biases %s', (seBias, total) => {
  const counts = [16, 32, 64].flatMap((channels, index) =>
    [0, 1, 2].map((unit) => {
      const first = unit === 0 && index > 0;
      const params = { channels, width: channels, shortcut: 'A', seBias, stride: first ? [2, 2] : [1, 1] };
      return tryBlock('se-residual-unit', params, [8, 8, first ? channels / 2 : channels]).parameters;
    }),
  );
  expect(counts.reduce((sum, count) => sum + count) + 27 * 16 + 32 + 650).toBe(total);
});
