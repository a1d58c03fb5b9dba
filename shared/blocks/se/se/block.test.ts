import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

describe('se', () => {
  it('has 2 C C/r parameters, and C/r + C more with biases', () => {
    const options = fc.record({
      channels: fc.integer({ min: 1, max: 512 }),
      ratio: fc.integer({ min: 1, max: 32 }),
      bias: fc.boolean(),
    });
    fc.assert(
      fc.property(options, ({ channels, ratio, bias }) => {
        const hidden = Math.max(1, Math.floor(channels / ratio));
        const tried = tryBlock('se', { ratio, bias }, [7, 5, channels]);
        expect(tried.outputs['out']).toEqual([7, 5, channels]);
        expect(tried.parameters).toBe(2 * channels * hidden + (bias ? hidden + channels : 0));
        expect(tried.macs).toBe(2 * channels * hidden);
      }),
    );
  });

  // SE-ResNet-50 has [16,256]x3, [32,512]x4, [64,1024]x6, [128,2048]x3 on top of ResNet-50's 25,557,032.
  it.each([
    [2, true, 45_699_240],
    [16, true, 28_088_024],
    [16, false, 28_071_976],
    [32, false, 26_814_504],
  ])('adds up to SE-ResNet-50 at r = %i, biases %s', (ratio, bias, total) => {
    const stages = [
      [256, 3],
      [512, 4],
      [1024, 6],
      [2048, 3],
    ] as const;
    const extra = stages.map(
      ([channels, count]) => count * tryBlock('se', { ratio, bias }, [1, 1, channels]).parameters,
    );
    expect(25_557_032 + extra.reduce((sum, value) => sum + value)).toBe(total);
  });

  it('is the paper’s figure: squeeze, reduce, ReLU, expand, sigmoid, scale', () => {
    const tried = tryBlock('se', { squeeze: 'max' }, [4, 4, 32]);
    expect(tried.paths).toEqual([
      'b/squeeze global-max',
      'b/fc1 dense',
      'b/relu activation',
      'b/fc2 dense',
      'b/gate activation',
      'b/scale/reshape reshape',
      'b/scale multiply',
    ]);
    const gate = tried.nodes.find(({ path }) => path === 'b/gate');
    expect(gate?.op === 'activation' && gate.attrs.fn).toBe('sigmoid');
  });

  it('takes maps only', () => {
    expect(problemOf('se', {}, [32]).code).toBe('shape/needs-map');
  });
});
