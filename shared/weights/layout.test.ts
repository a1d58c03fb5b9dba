import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  depthwiseToHwio,
  depthwiseToOihw,
  flattenedToChannelsFirst,
  flattenedToChannelsLast,
  toHwio,
  toOihw,
  transpose,
  transposeDense,
} from './layout';

/** A tensor whose values say where they came from: 1000 a + 100 b + 10 c + d at [a, b, c, d]. */
function marked(shape: readonly number[]) {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const data = new Float32Array(size);
  const index = shape.map(() => 0);
  for (let at = 0; at < size; at++) {
    data[at] = index.reduce((mark, one) => mark * 10 + one, 0);
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]; axis--) index[axis] = 0;
  }
  return { dtype: 'float32' as const, shape, data };
}

describe('layout', () => {
  it('puts HWIO [h, w, i, o] at OIHW [o, i, h, w]', () => {
    const kernel = marked([2, 3, 4, 5]);
    const moved = toOihw(kernel);
    expect(moved.shape).toEqual([5, 4, 2, 3]);
    for (let o = 0; o < 5; o++)
      for (let i = 0; i < 4; i++)
        for (let h = 0; h < 2; h++)
          for (let w = 0; w < 3; w++) {
            const at = ((o * 4 + i) * 2 + h) * 3 + w;
            expect(moved.data[at]).toBe(h * 1000 + w * 100 + i * 10 + o);
          }
    expect(toHwio(moved)).toEqual(kernel);
  });

  it('puts depthwise [h, w, i, m] at [i * M + m, 0, h, w]', () => {
    const kernel = marked([2, 3, 4, 2]);
    const moved = depthwiseToOihw(kernel);
    expect(moved.shape).toEqual([8, 1, 2, 3]);
    for (let i = 0; i < 4; i++)
      for (let m = 0; m < 2; m++)
        expect(moved.data[(i * 2 + m) * 6 + 1 * 3 + 2]).toBe(1000 + 200 + i * 10 + m);
    expect(depthwiseToHwio(moved, 4)).toEqual(kernel);
  });

  it('turns dense kernels over', () => {
    const kernel = marked([3, 2]);
    expect(transposeDense(kernel)).toEqual({
      dtype: 'float32',
      shape: [2, 3],
      data: Float32Array.of(0, 10, 20, 1, 11, 21),
    });
    expect(transposeDense(transposeDense(kernel))).toEqual(kernel);
  });

  it('reorders the inputs of a dense after flatten, so that the flattened maps may change order', () => {
    const map = [2, 3, 4] as const;
    const units = 5;
    const kernel = marked([24, units]);
    const moved = flattenedToChannelsFirst(kernel, map);
    expect(moved.shape).toEqual([24, units]);
    const x = marked([2, 3, 4]);
    const first = transpose(x, [2, 0, 1]);
    const apply = (input: Float32Array, weights: Float32Array) =>
      Array.from({ length: units }, (_, u) =>
        input.reduce((sum, value, at) => sum + value * weights[at * units + u]!, 0),
      );
    expect(apply(first.data, moved.data)).toEqual(apply(x.data, kernel.data));
    expect(flattenedToChannelsLast(moved, map)).toEqual(kernel);
  });

  it('is undone by the inverse order, for any shape and order', () => {
    const cases = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 0, maxLength: 5 }).chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        fc.shuffledSubarray(
          shape.map((_, axis) => axis),
          { minLength: shape.length },
        ),
      ),
    );
    fc.assert(
      fc.property(cases, ([shape, order]) => {
        const tensor = marked(shape);
        const inverse = order.map((_, axis) => order.indexOf(axis));
        expect(transpose(transpose(tensor, order), inverse)).toEqual(tensor);
      }),
    );
  });

  it('refuses an order that is none', () => {
    expect(() => transpose(marked([2, 2]), [0, 0])).toThrow();
    expect(() => transpose(marked([2, 2]), [0])).toThrow();
  });
});
