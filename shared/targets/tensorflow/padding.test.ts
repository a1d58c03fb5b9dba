import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slide } from '../../ir/primitives/definition';
import type { Pads, Pair } from '../../ir/shape';
import { resolvePadding, type ConvPadding } from './padding';

interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly padding: Pads;
}

const extent = (min: number, max: number) => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
const pad = fc.integer({ min: 0, max: 4 });
const cases = fc.record({
  input: extent(1, 14),
  kernel: extent(1, 5),
  stride: extent(1, 4),
  dilation: extent(1, 3),
  padding: fc.tuple(pad, pad, pad, pad),
  ceil: fc.boolean(),
});

/** Where TensorFlow's windows begin along an axis, by the rules of its documentation (`tf.nn`, notes on padding). */
function starts(padding: ConvPadding, axis: 0 | 1, input: number, reach: number, stride: number): number[] {
  let [before, after] = [0, 0];
  if (padding.kind === 'explicit') [before, after] = [padding.pads[axis * 2]!, padding.pads[axis * 2 + 1]!];
  if (padding.kind === 'same') {
    const total = input % stride === 0 ? Math.max(reach - stride, 0) : Math.max(reach - (input % stride), 0);
    before = Math.floor(total / 2);
    after = total - before;
  }
  const count = Math.floor((input + before + after - reach) / stride) + 1;
  return Array.from({ length: count }, (_, index) => index * stride - before);
}

describe('resolvePadding', () => {
  it('makes the windows that the IR means', () => {
    fc.assert(
      fc.property(cases, ({ input, ceil, ...window }) => {
        const reaches = ([0, 1] as const).map(
          (axis) => (window.kernel[axis] - 1) * window.dilation[axis] + 1,
        );
        const [top, bottom, left, right] = window.padding;
        fc.pre(reaches[0]! <= input[0] + top + bottom && reaches[1]! <= input[1] + left + right);
        const output = slide(input, window.kernel, window.stride, window.dilation, window.padding, ceil);
        const resolved = resolvePadding(input, output, window);
        for (const axis of [0, 1] as const) {
          const meant = Array.from(
            { length: output[axis] },
            (_, index) => index * window.stride[axis] - window.padding[axis * 2]!,
          );
          expect(starts(resolved, axis, input[axis], reaches[axis]!, window.stride[axis])).toEqual(meant);
        }
      }),
      { numRuns: 3000 },
    );
  });

  const window = (kernel: number, stride: number, padding: Pads): Window => ({
    kernel: [kernel, kernel],
    stride: [stride, stride],
    dilation: [1, 1],
    padding,
  });

  it.each([
    { what: 'a 5x5 convolution padded by 2', n: 32, out: 32, of: window(5, 1, [2, 2, 2, 2]), kind: 'same' },
    {
      what: "NIN's 3x3 pool of 32, rounded up",
      n: 32,
      out: 16,
      of: window(3, 2, [0, 0, 0, 0]),
      kind: 'same',
    },
    { what: 'the same pool of 27', n: 27, out: 13, of: window(3, 2, [0, 0, 0, 0]), kind: 'valid' },
    { what: 'a 1x1 convolution', n: 8, out: 8, of: window(1, 1, [0, 0, 0, 0]), kind: 'valid' },
    { what: "ResNet's 3x3 at stride 2", n: 32, out: 16, of: window(3, 2, [1, 1, 1, 1]), kind: 'explicit' },
    { what: "ResNet's 7x7 stem", n: 224, out: 112, of: window(7, 2, [3, 3, 3, 3]), kind: 'explicit' },
  ])('$what is $kind', ({ n, out, of, kind }) => {
    expect(resolvePadding([n, n], [out, out], of).kind).toBe(kind);
  });

  it('drops padding that no window reaches', () => {
    expect(resolvePadding([32, 32], [16, 16], window(3, 2, [1, 1, 1, 1]))).toEqual({
      kind: 'explicit',
      pads: [1, 0, 1, 0],
    });
  });
});
