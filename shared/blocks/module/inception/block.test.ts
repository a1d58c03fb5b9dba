import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

/** Table 1 of the paper, with biases; 5a is as wide as 4e. */
const MODULES = [
  ['3a', 192, [64, 96, 128, 16, 32, 32], 256, 163_696],
  ['3b', 256, [128, 128, 192, 32, 96, 64], 480, 388_736],
  ['4a', 480, [192, 96, 208, 16, 48, 64], 512, 376_176],
  ['4b', 512, [160, 112, 224, 24, 64, 64], 512, 449_160],
  ['4c', 512, [128, 128, 256, 24, 64, 64], 512, 510_104],
  ['4d', 512, [112, 144, 288, 32, 64, 64], 528, 605_376],
  ['4e', 528, [256, 160, 320, 32, 128, 128], 832, 868_352],
  ['5a', 832, [256, 160, 320, 32, 128, 128], 832, 1_043_456],
  ['5b', 832, [384, 192, 384, 48, 128, 128], 1024, 1_444_080],
] as const;

function paramsOf([path1x1, reduce3x3, path3x3, reduce5x5, path5x5, poolProjection]: readonly number[]) {
  return {
    path1x1: path1x1!,
    reduce3x3: reduce3x3!,
    path3x3: path3x3!,
    reduce5x5: reduce5x5!,
    path5x5: path5x5!,
    poolProjection: poolProjection!,
  };
}

it.each(MODULES)('inception (%s) has the count of the paper’s widths', (_, channels, widths, out, count) => {
  const tried = tryBlock('inception', paramsOf(widths), [14, 14, channels]);
  expect(tried.parameters).toBe(count);
  expect(tried.outputs['out']).toEqual([14, 14, out]);
});

it('with batch norm has no biases: two numbers for a map instead of one', () => {
  const plain = tryBlock('inception', {}, [14, 14, 192]);
  const normed = tryBlock('inception', { batchNorm: true }, [14, 14, 192]);
  const maps = 64 + 96 + 128 + 16 + 32 + 32;
  expect(normed.parameters).toBe(plain.parameters + maps);
  expect(normed.statistics).toBe(2 * maps);
  expect(normed.macs).toBe(plain.macs);
});

it('stacks its branches in the paper’s order', () => {
  const concat = tryBlock('inception', {}, [14, 14, 192]).nodes.find(({ op }) => op === 'concat');
  expect(concat?.inputs.map(({ node }) => node)).toEqual([
    'b/relu1x1',
    'b/relu3x3',
    'b/relu5x5',
    'b/reluPool',
  ]);
});

it('takes maps only', () => {
  expect(problemOf('inception', {}, [192]).code).toBe('shape/needs-map');
});
