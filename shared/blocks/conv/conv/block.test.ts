import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

describe('conv', () => {
  it('costs k² C/g F + F parameters and that many MACs (bias left out) per output position', () => {
    const small = fc.integer({ min: 1, max: 5 });
    const options = fc.record({
      kernel: fc.tuple(small, small),
      stride: fc.tuple(small, small),
      dilation: fc.tuple(small, small),
      groups: small,
      inGroup: small,
      perGroup: small,
      bias: fc.boolean(),
      height: fc.integer({ min: 1, max: 40 }),
      width: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(options, ({ groups, inGroup, perGroup, bias, height, width, ...window }) => {
        const filters = groups * perGroup;
        const tried = tryBlock('conv', { ...window, groups, filters, bias }, [
          height,
          width,
          groups * inGroup,
        ]);
        const rows = Math.ceil(height / window.stride[0]);
        const columns = Math.ceil(width / window.stride[1]);
        const kernel = window.kernel[0] * window.kernel[1] * inGroup * filters;
        expect(tried.outputs['out']).toEqual([rows, columns, filters]);
        expect(tried.parameters).toBe(kernel + (bias ? filters : 0));
        expect(tried.macs).toBe(rows * columns * kernel);
      }),
    );
  });

  // NIN and AlexNet: kernel, stride, padding, filters, groups on a given input, to output extent and parameters.
  it.each([
    ['NIN conv1', 5, 1, 'same', 192, 1, [32, 32, 3], 32, 14_592],
    ['NIN cccp1', 1, 1, 'same', 160, 1, [32, 32, 192], 32, 30_880],
    ['AlexNet conv1', 11, 4, 'valid', 96, 1, [227, 227, 3], 55, 34_944],
    ['AlexNet conv1 on 224', 11, 4, [2, 2, 2, 2], 96, 1, [224, 224, 3], 55, 34_944],
    ['AlexNet conv2', 5, 1, [2, 2, 2, 2], 256, 2, [27, 27, 96], 27, 307_456],
    ['AlexNet conv4', 3, 1, 'same', 384, 2, [13, 13, 384], 13, 663_936],
  ] as const)('%s', (_, size, step, padding, filters, groups, shape, extent, parameters) => {
    const tried = tryBlock(
      'conv',
      { kernel: [size, size], stride: [step, step], padding, filters, groups },
      shape,
    );
    expect(tried.outputs['out']).toEqual([extent, extent, filters]);
    expect(tried.parameters).toBe(parameters);
  });

  it('pads the smaller half first, dilation counted', () => {
    const padding = (params: object, shape: readonly number[]) => {
      const [node] = tryBlock('conv', { ...params }, shape).nodes;
      return node?.op === 'conv2d' ? node.attrs.padding : null;
    };
    expect(padding({ kernel: [4, 4] }, [9, 9, 1])).toEqual([1, 2, 1, 2]);
    expect(padding({ kernel: [3, 3], stride: [2, 2] }, [8, 9, 1])).toEqual([0, 1, 1, 1]);
    expect(padding({ kernel: [3, 5], dilation: [2, 1] }, [9, 9, 1])).toEqual([2, 2, 2, 2]);
    expect(padding({ kernel: [1, 1], stride: [3, 3] }, [9, 9, 1])).toEqual([0, 0, 0, 0]);
  });

  it('refuses what cannot be, at its own path', () => {
    const groups = problemOf('conv', { groups: 3, filters: 8 }, [8, 8, 6]);
    expect(groups.args).toEqual({ groups: 3, channels: 6, filters: 8 });
    expect(groups.where.node).toBe('b');
    expect(problemOf('conv', { padding: 'valid', kernel: [9, 3] }, [8, 8, 6]).code).toBe(
      'shape/window-too-large',
    );
    expect(problemOf('conv', {}, [10]).code).toBe('shape/needs-map');
  });
});
