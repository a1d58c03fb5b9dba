import type { PrimitiveAttrs } from '../../../shared/ir/primitive';
import type { Shape } from '../../../shared/ir/shape';
import { around, NO_PADS } from '../sketch';
import type { Case, CasesOf } from './case';

type Max = PrimitiveAttrs['max-pool'];
type Average = PrimitiveAttrs['avg-pool'];

const PLAIN: Max = { kernel: [3, 3], stride: [2, 2], padding: NO_PADS, ceil: false };

function max(label: string, batch: number, map: Shape, attrs: Partial<Max>): Case {
  return {
    label,
    batch,
    graph: () => around(map, (net, x) => net.one('max-pool', 'tried', { ...PLAIN, ...attrs }, [x])),
  };
}

function average(label: string, batch: number, map: Shape, attrs: Partial<Average>): Case {
  const plain: Average = { ...PLAIN, countPadding: false };
  return {
    label,
    batch,
    graph: () => around(map, (net, x) => net.one('avg-pool', 'tried', { ...plain, ...attrs }, [x])),
  };
}

/** The same windows for both ways of counting padding. */
function averages(label: string, batch: number, map: Shape, attrs: Partial<Average>): [Case, Case] {
  return [
    average(`${label}, padding not counted`, batch, map, { ...attrs, countPadding: false }),
    average(`${label}, padding counted`, batch, map, { ...attrs, countPadding: true }),
  ];
}

function toPoint(op: 'global-mean' | 'global-max', label: string, batch: number, keepDims: boolean): Case {
  return {
    label,
    batch,
    graph: () => around([5, 4, 6], (net, x) => net.one(op, 'tried', { keepDims }, [x])),
  };
}

function subsample(label: string, batch: number, map: Shape, stride: readonly [number, number]): Case {
  return {
    label,
    batch,
    graph: () => around(map, (net, x) => net.one('subsample', 'tried', { stride }, [x])),
  };
}

/** Overlapping windows over a map that a second consumer reads as well. */
const poolAndPass: Case = {
  label: 'input used twice',
  batch: 2,
  graph: () =>
    around([6, 6, 3], (net, x) => {
      const attrs: Max = { kernel: [3, 3], stride: [1, 1], padding: [1, 1, 1, 1], ceil: false };
      return net.one('add', 'sum', {}, [net.one('max-pool', 'tried', attrs, [x]), x]);
    }),
};

export const windows: CasesOf<'max-pool' | 'avg-pool' | 'global-mean' | 'global-max' | 'subsample'> = {
  'max-pool': [
    max('3/2 valid, batch 1', 1, [7, 7, 3], {}),
    max('2/2', 3, [6, 8, 3], { kernel: [2, 2] }),
    max('2/2 on odd sizes', 2, [7, 5, 3], { kernel: [2, 2] }),
    max('3/2 ceil on even sizes', 2, [8, 8, 3], { ceil: true }),
    max('3/2 ceil on odd sizes', 2, [7, 9, 3], { ceil: true }),
    max('3/1 same', 2, [5, 6, 3], { stride: [1, 1], padding: [1, 1, 1, 1] }),
    max('3/2 same, asymmetric', 2, [8, 6, 3], { padding: [0, 1, 0, 1] }),
    max('four different pads', 2, [9, 8, 2], { kernel: [4, 3], padding: [2, 1, 0, 2] }),
    max('3/3', 2, [10, 9, 3], { stride: [3, 3] }),
    max('3/3 ceil', 2, [10, 11, 3], { stride: [3, 3], ceil: true }),
    max('3/2 ceil with padding', 2, [8, 7, 3], { padding: [1, 1, 1, 1], ceil: true }),
    max('ceil where the last window would start in the padding', 2, [5, 6, 3], {
      kernel: [2, 2],
      stride: [2, 2],
      padding: [1, 1, 1, 1],
      ceil: true,
    }),
    max('ceil, asymmetric padding', 2, [9, 10, 3], { padding: [1, 0, 0, 1], ceil: true }),
    max('stride beyond the kernel', 2, [9, 9, 3], { kernel: [2, 2], stride: [3, 3] }),
    max('stride beyond the kernel, ceil', 2, [8, 9, 3], { kernel: [2, 2], stride: [3, 4], ceil: true }),
    max('1x3 window', 2, [4, 9, 3], { kernel: [1, 3], stride: [1, 2] }),
    max('as big as the map', 2, [5, 5, 4], { kernel: [5, 5], stride: [1, 1] }),
    poolAndPass,
  ],
  'avg-pool': [
    average('3/2 valid, batch 1', 1, [7, 7, 3], {}),
    average('2/2', 3, [6, 8, 3], { kernel: [2, 2] }),
    average('8x8 over the whole map', 2, [8, 8, 4], { kernel: [8, 8], stride: [1, 1] }),
    average('stride beyond the kernel', 2, [9, 9, 3], { kernel: [2, 2], stride: [3, 3] }),
    ...averages('3/1 same', 2, [5, 6, 3], { stride: [1, 1], padding: [1, 1, 1, 1] }),
    ...averages('3/2 asymmetric', 2, [8, 6, 3], { padding: [0, 1, 0, 1] }),
    ...averages('four different pads', 2, [9, 8, 2], { kernel: [4, 3], padding: [2, 1, 0, 2] }),
    ...averages('3/2 ceil on even sizes', 2, [8, 6, 3], { ceil: true }),
    ...averages('3/2 ceil with padding', 2, [8, 7, 3], { padding: [1, 1, 1, 1], ceil: true }),
    ...averages('3/3 ceil, asymmetric padding', 2, [10, 11, 3], {
      stride: [3, 3],
      padding: [1, 0, 0, 1],
      ceil: true,
    }),
    ...averages('ceil where the last window would start in the padding', 2, [5, 6, 3], {
      kernel: [2, 2],
      padding: [1, 1, 1, 1],
      ceil: true,
    }),
    ...averages('5x2 window, strides 3 and 1, batch 1', 1, [9, 7, 3], {
      kernel: [5, 2],
      stride: [3, 1],
      padding: [2, 2, 1, 0],
      ceil: true,
    }),
  ],
  'global-mean': [
    toPoint('global-mean', 'to a vector', 3, false),
    toPoint('global-mean', 'to 1x1, batch 1', 1, true),
  ],
  'global-max': [
    toPoint('global-max', 'to a vector, batch 1', 1, false),
    toPoint('global-max', 'to 1x1', 3, true),
  ],
  subsample: [
    subsample('every second of odd sizes', 2, [7, 5, 3], [2, 2]),
    subsample('every second of even sizes, batch 1', 1, [8, 6, 3], [2, 2]),
    subsample('3 and 1', 2, [8, 5, 3], [3, 1]),
    subsample('beyond the map', 2, [4, 7, 3], [5, 3]),
  ],
};
