import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemSignal } from '../../problems/problem';
import type { PrimitiveAttrs, PrimitiveName } from '../primitive';
import type { Shape } from '../shape';
import type { Primitive } from './definition';
import { primitives } from './index';

const windowed = { kernel: [3, 3], stride: [2, 2], padding: [1, 1, 1, 1] } as const;
const map: Shape = [9, 12, 6];

interface Row<K extends PrimitiveName> {
  readonly attrs: PrimitiveAttrs[K];
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
  /** `role shape`, a star on what is not trained. */
  readonly weights?: readonly string[];
  readonly macs?: number;
}

/** One known answer for every primitive: the table is total, so a new primitive needs its row. */
const ROWS: { readonly [K in PrimitiveName]: Row<K> } = {
  input: { attrs: { shape: [4, 5, 3] }, inputs: [], outputs: [[4, 5, 3]] },
  conv2d: {
    attrs: { ...windowed, filters: 4, dilation: [1, 2], groups: 2, bias: true },
    inputs: [map],
    // Rows (9 + 2 - 3) / 2 + 1; columns (12 + 2 - 5) / 2 + 1, rounded down.
    outputs: [[5, 5, 4]],
    weights: ['kernel 3,3,3,4', 'bias 4'],
    macs: 5 * 5 * 4 * 9 * 3,
  },
  'depthwise-conv2d': {
    attrs: { ...windowed, multiplier: 2, dilation: [1, 1], bias: true },
    inputs: [map],
    outputs: [[5, 6, 12]],
    weights: ['kernel 3,3,6,2', 'bias 12'],
    macs: 5 * 6 * 12 * 9,
  },
  dense: {
    attrs: { units: 7, bias: true },
    inputs: [[5]],
    outputs: [[7]],
    weights: ['kernel 5,7', 'bias 7'],
    macs: 35,
  },
  'batch-norm': {
    attrs: { scale: true, centre: true, epsilon: 1e-5, momentum: 0.9 },
    inputs: [map],
    outputs: [map],
    weights: ['gamma 6', 'beta 6', 'mean 6*', 'variance 6*'],
  },
  lrn: { attrs: { size: 5, alpha: 1e-4, beta: 0.75, k: 2 }, inputs: [map], outputs: [map] },
  activation: { attrs: { fn: 'relu', slope: 0 }, inputs: [map], outputs: [map] },
  prelu: { attrs: {}, inputs: [map], outputs: [map], weights: ['slope 6'] },
  softmax: { attrs: {}, inputs: [[10]], outputs: [[10]] },
  'branch-softmax': { attrs: {}, inputs: [[8], [8], [8]], outputs: [[8], [8], [8]] },
  'max-pool': { attrs: { ...windowed, ceil: false }, inputs: [map], outputs: [[5, 6, 6]] },
  'avg-pool': {
    attrs: { ...windowed, padding: [0, 0, 0, 0], ceil: true, countPadding: false },
    inputs: [map],
    outputs: [[4, 6, 6]],
  },
  'global-mean': { attrs: { keepDims: false }, inputs: [map], outputs: [[6]] },
  'global-max': { attrs: { keepDims: true }, inputs: [map], outputs: [[1, 1, 6]] },
  add: { attrs: {}, inputs: [map, map, map], outputs: [map] },
  multiply: { attrs: {}, inputs: [map, [1, 1, 6]], outputs: [map] },
  concat: { attrs: {}, inputs: [map, [9, 12, 1]], outputs: [[9, 12, 7]] },
  split: {
    attrs: { sizes: [1, 2, 3] },
    inputs: [map],
    outputs: [
      [9, 12, 1],
      [9, 12, 2],
      [9, 12, 3],
    ],
  },
  affine: { attrs: { scale: [1, 1], shift: [0, 0] }, inputs: [[3, 3, 2]], outputs: [[3, 3, 2]] },
  clip: { attrs: { min: 0, max: 6 }, inputs: [map], outputs: [map] },
  reshape: { attrs: { shape: [648] }, inputs: [map], outputs: [[648]] },
  pad: { attrs: { padding: [1, 2, 3, 4], value: 0 }, inputs: [map], outputs: [[12, 19, 6]] },
  crop: { attrs: { cropping: [1, 2, 3, 4] }, inputs: [map], outputs: [[6, 5, 6]] },
  'channel-pad': { attrs: { before: 2, after: 3 }, inputs: [map], outputs: [[9, 12, 11]] },
  subsample: { attrs: { stride: [2, 5] }, inputs: [map], outputs: [[5, 3, 6]] },
  upsample: { attrs: { factor: [2, 3], mode: 'nearest' }, inputs: [map], outputs: [[18, 36, 6]] },
  dropout: { attrs: { rate: 0.5, spatial: false }, inputs: [map], outputs: [map] },
  'dropconnect-dense': {
    attrs: { units: 7, bias: false, rate: 0.5 },
    inputs: [[5]],
    outputs: [[7]],
    weights: ['kernel 5,7'],
    macs: 35,
  },
  'drop-path': { attrs: { rate: 0.2 }, inputs: [map], outputs: [map] },
  identity: { attrs: {}, inputs: [[10]], outputs: [[10]] },
  'cross-entropy': {
    attrs: { labelSmoothing: 0, classWeights: null, weight: 1 },
    inputs: [[10]],
    outputs: [[]],
  },
};

describe.each(Object.keys(ROWS) as PrimitiveName[])('%s', (name) => {
  it('has its known shape, weights and MACs', () => {
    const primitive = primitives[name] as Primitive<unknown>;
    const { attrs, inputs, outputs, weights = [], macs = 0 } = ROWS[name];
    expect(primitive.infer(attrs, inputs)).toEqual(outputs);
    const found = primitive.weights(attrs, inputs);
    expect(
      found.map(({ role, shape, trainable }) => `${role} ${shape.join()}${trainable ? '' : '*'}`),
    ).toEqual(weights);
    expect(primitive.macs(attrs, inputs, outputs)).toBe(macs);
    for (const { fanIn, fanOut } of found) expect(Math.min(fanIn, fanOut)).toBeGreaterThan(0);
  });
});

describe('fans', () => {
  it('count what one unit reads, and what one input reaches', () => {
    const conv = ROWS.conv2d;
    const [kernel] = primitives.conv2d.weights(conv.attrs, conv.inputs);
    // 3×3 over the 3 channels of a group; 3×3 onto the 2 filters of one.
    expect(kernel).toMatchObject({ fanIn: 27, fanOut: 18 });
    const [dense] = primitives.dense.weights({ units: 7, bias: false }, [[5]]);
    expect(dense).toMatchObject({ fanIn: 5, fanOut: 7 });
  });
});

describe('what cannot be', () => {
  const code = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      if (error instanceof ProblemSignal) return error.problem.code;
      throw error;
    }
    return null;
  };

  it.each([
    ['shape/needs-map', () => primitives.lrn.infer(ROWS.lrn.attrs, [[6]])],
    ['shape/needs-vector', () => primitives.dense.infer(ROWS.dense.attrs, [map])],
    ['shape/needs-vector', () => primitives['cross-entropy'].infer(ROWS['cross-entropy'].attrs, [map])],
    [
      'shape/mismatch',
      () => primitives['cross-entropy'].infer({ labelSmoothing: 0, classWeights: [1], weight: 1 }, [[10]]),
    ],
    ['shape/mismatch', () => primitives.add.infer({}, [map, [9, 12, 5]])],
    ['shape/mismatch', () => primitives.concat.infer({}, [map, [9, 11, 6]])],
    ['shape/mismatch', () => primitives.multiply.infer({}, [map, [6]])],
    ['shape/mismatch', () => primitives.multiply.infer({}, [map, [1, 2, 6]])],
    ['shape/mismatch', () => primitives.split.infer({ sizes: [3, 4] }, [map])],
    ['shape/mismatch', () => primitives.affine.infer({ scale: [1], shift: [1] }, [map])],
    ['shape/reshape', () => primitives.reshape.infer({ shape: [5] }, [map])],
    ['shape/window-too-large', () => primitives.crop.infer({ cropping: [5, 4, 0, 0] }, [map])],
    [
      'shape/window-too-large',
      () => primitives['max-pool'].infer({ ...windowed, kernel: [12, 2], ceil: false }, [map]),
    ],
    [
      'shape/pool-padding',
      () =>
        primitives['avg-pool'].infer(
          { ...windowed, padding: [0, 0, 3, 0], ceil: false, countPadding: true },
          [map],
        ),
    ],
    ['shape/groups', () => primitives.conv2d.infer({ ...ROWS.conv2d.attrs, groups: 4 }, [map])],
  ] as const)('signals %s', (expected, work) => {
    expect(code(work)).toBe(expected);
  });
});

describe('sliding windows', () => {
  /** Counts window positions one by one: PyTorch lets the last one hang over, if it starts before the trailing padding. */
  function counted(
    extent: number,
    kernel: number,
    stride: number,
    before: number,
    after: number,
    ceil: boolean,
  ) {
    let count = 0;
    for (let start = 0; ; start += stride) {
      const fits = start + kernel <= extent + before + after;
      const hangs =
        ceil && start > 0 && start < extent + before && start + kernel - stride < extent + before + after;
      if (!fits && !hangs) return count;
      count++;
    }
  }

  it('are as many as counting gives, rounded down or up', () => {
    const small = fc.integer({ min: 1, max: 6 });
    const pad = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        small,
        small,
        pad,
        pad,
        fc.boolean(),
        (extent, kernel, stride, before, after, ceil) => {
          fc.pre(kernel <= extent + before + after && before < kernel && after < kernel);
          const attrs = {
            kernel: [kernel, 1],
            stride: [stride, 1],
            padding: [before, after, 0, 0],
            ceil,
          } as const;
          const [shape] = primitives['max-pool'].infer(attrs, [[extent, 1, 1]]);
          expect(shape).toEqual([counted(extent, kernel, stride, before, after, ceil), 1, 1]);
        },
      ),
    );
  });
});
