import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

describe('mlpconv', () => {
  it('has k² C n1 + n1 and then n(i) n(i+1) + n(i+1) parameters', () => {
    const width = fc.integer({ min: 1, max: 40 });
    const options = fc.record({
      widths: fc.array(width, { minLength: 1, maxLength: 6 }),
      k: fc.integer({ min: 1, max: 7 }),
      channels: width,
      lastActivation: fc.boolean(),
    });
    fc.assert(
      fc.property(options, ({ widths, k, channels, lastActivation }) => {
        const tried = tryBlock('mlpconv', { widths, kernel: [k, k], lastActivation }, [9, 11, channels]);
        const weights = widths.map((n, index) => (index === 0 ? k * k * channels : widths[index - 1]!) * n);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        expect(tried.parameters).toBe(sum(weights) + sum(widths));
        expect(tried.macs).toBe(9 * 11 * sum(weights));
        expect(tried.outputs['out']).toEqual([9, 11, widths[widths.length - 1]]);
        expect(tried.nodes).toHaveLength(2 * widths.length - (lastActivation ? 0 : 1));
      }),
    );
  });

  // The layers of the CIFAR-10 network, kernel by kernel.
  it.each([
    [5, [192, 160, 96], [32, 32, 3], 14_592 + 30_880 + 15_456],
    [5, [192, 192, 192], [16, 16, 96], 460_992 + 2 * 37_056],
    [3, [192, 192, 10], [8, 8, 192], 331_968 + 37_056 + 1_930],
  ] as const)('NIN on CIFAR-10: %i×%i', (k, widths, shape, parameters) => {
    expect(tryBlock('mlpconv', { kernel: [k, k], widths }, shape).parameters).toBe(parameters);
  });

  it('names its parts conv1, relu1, conv2, … whatever the activation', () => {
    const tried = tryBlock(
      'mlpconv',
      { widths: [4, 3], activation: 'tanh', lastActivation: false },
      [8, 8, 2],
    );
    expect(tried.paths).toEqual(['b/conv1 conv2d', 'b/relu1 activation', 'b/conv2 conv2d']);
    expect(tried.nodes[1]?.op === 'activation' && tried.nodes[1].attrs.fn).toBe('tanh');
  });

  it('strides and pads in its first convolution only', () => {
    const tried = tryBlock('mlpconv', { widths: [4, 3], stride: [2, 2], padding: 'valid' }, [9, 9, 2]);
    expect(tried.outputs['out']).toEqual([4, 4, 3]);
  });
});
