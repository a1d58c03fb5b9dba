import type { PrimitiveAttrs } from '../../../shared/ir/primitive';
import type { Pads, Pair, Shape } from '../../../shared/ir/shape';
import { around, aroundVector, Sketch } from '../sketch';
import type { Case, CasesOf } from './case';

/** A single primitive with fixed attributes on a map. */
function on<K extends 'pad' | 'crop' | 'channel-pad' | 'upsample' | 'reshape'>(
  op: K,
  label: string,
  batch: number,
  map: Shape,
  attrs: PrimitiveAttrs[K],
): Case {
  return { label, batch, graph: () => around(map, (net, x) => net.one(op, 'tried', attrs, [x])) };
}

/** `n` different convolutions of one map, merged. */
function merge(op: 'add' | 'concat', label: string, batch: number, n: number, widths: number[]): Case {
  return {
    label,
    batch,
    graph: () =>
      around([4, 5, 3], (net, x) => {
        const branches = Array.from({ length: n }, (_, i) => net.conv(`branch${i}`, x, widths[i]!, [1, 1]));
        return net.one(op, 'tried', {}, branches);
      }),
  };
}

function mergeVectors(op: 'add' | 'concat', label: string, batch: number): Case {
  return {
    label,
    batch,
    graph: () =>
      aroundVector(5, (net, x) => {
        const other = net.one('dense', 'other', { units: 5, bias: true }, [x]);
        return net.one(op, 'tried', {}, [other, x]);
      }),
  };
}

/** A product whose factors have the shapes given, each from pooling the same map. */
function multiply(label: string, batch: number, left: Pair, right: Pair, channels: Pair): Case {
  return {
    label,
    batch,
    graph: () =>
      around([4, 6, 3], (net, x) => {
        const factor = (name: string, [rows, columns]: Pair, width: number) => {
          const wide = net.conv(name, x, width, [1, 1]);
          const kernel: Pair = [4 - rows + 1, 6 - columns + 1];
          const attrs = { kernel, stride: [1, 1] as Pair, padding: [0, 0, 0, 0] as Pads };
          return net.one('avg-pool', `${name}/pool`, { ...attrs, ceil: false, countPadding: false }, [wide]);
        };
        const factors = [factor('left', left, channels[0]), factor('right', right, channels[1])];
        return net.one('multiply', 'tried', {}, factors);
      }),
  };
}

/** Splits, and treats the parts differently, so that swapped parts are seen. */
function split(label: string, batch: number, sizes: readonly number[], use: 'all' | 'not the last'): Case {
  const channels = sizes.reduce((sum, size) => sum + size, 0);
  return {
    label,
    batch,
    graph: () =>
      around([4, 4, channels], (net, x) => {
        const parts = net.all('split', 'tried', { sizes }, [x]);
        const used = use === 'all' ? parts : parts.slice(0, -1);
        const bent = used.map((part, i) => net.conv(`after${i}`, part, 3, [1, 1]));
        return bent.length === 1 ? bent[0]! : net.one('add', 'sum', {}, bent);
      }),
  };
}

const splitVector: Case = {
  label: 'a vector, put together in another order',
  batch: 3,
  graph: () =>
    aroundVector(9, (net, x) => {
      const [a, b, c] = net.all('split', 'tried', { sizes: [2, 4, 3] }, [x]);
      return net.one('concat', 'joined', {}, [c!, a!, b!, c!]);
    }),
};

/** Squeeze and excitation: a map times a 1x1 map made from itself. */
const gate: Case = {
  label: 'a map by its own gate',
  batch: 2,
  graph: () =>
    around([4, 4, 6], (net, x) => {
      const mean = net.one('global-mean', 'mean', { keepDims: true }, [x]);
      const hidden = net.one('activation', 'bend', { fn: 'relu', slope: 0 }, [
        net.conv('a', mean, 8, [1, 1]),
      ]);
      const open = net.one('activation', 'open', { fn: 'sigmoid', slope: 0 }, [
        net.conv('b', hidden, 6, [1, 1]),
      ]);
      return net.one('multiply', 'tried', {}, [x, open]);
    }),
};

const vectors: Case = {
  label: 'vectors, one of a single value',
  batch: 3,
  graph: () =>
    aroundVector(5, (net, x) => {
      return net.one('multiply', 'tried', {}, [x, net.one('dense', 'one', { units: 1, bias: true }, [x])]);
    }),
};

function same(op: 'add' | 'multiply' | 'concat'): Case {
  return {
    label: 'of a value with itself',
    batch: 2,
    graph: () => around([3, 4, 3], (net, x) => net.one(op, 'tried', {}, [x, x])),
  };
}

/** The images reach the loss along two ways. */
function input(label: string, batch: number, shape: Shape): Case {
  return {
    label,
    batch,
    graph: () => {
      const net = new Sketch();
      const images = net.input(shape);
      const flat = net.flat('flat', images);
      const bent = net.one('activation', 'bend', { fn: 'tanh', slope: 0 }, [flat]);
      net.loss('loss', net.logits('logits', net.one('multiply', 'product', {}, [bent, flat])));
      return net.graph();
    },
  };
}

const toLogits: Case = {
  label: 'straight to the logits',
  batch: 2,
  graph: () => {
    const net = new Sketch();
    const x = net.conv('before', net.input([3, 4, 2]), 3, [2, 2]);
    net.loss('loss', net.one('reshape', 'tried', { shape: [18] }, [x]));
    return net.graph();
  },
};

const throughRank2: Case = {
  label: 'to a table and back',
  batch: 2,
  graph: () =>
    around([4, 3, 4], (net, x) => {
      const table = net.one('reshape', 'tried', { shape: [6, 8] }, [x]);
      const scale = [1, -2, 3, 0.5, -0.5, 2, 1.5, -1];
      return net.one('affine', 'scaled', { scale, shift: scale }, [table]);
    }),
};

export const arrange: CasesOf<
  'input' | 'add' | 'multiply' | 'concat' | 'split' | 'reshape' | 'pad' | 'crop' | 'channel-pad' | 'upsample'
> = {
  input: [
    input('a colour image, batch 1', 1, [3, 4, 3]),
    input('a grey image', 3, [5, 3, 1]),
    input('a vector', 2, [11]),
  ],
  add: [
    merge('add', 'of two', 2, 2, [4, 4]),
    merge('add', 'of four, batch 1', 1, 4, [2, 2, 2, 2]),
    mergeVectors('add', 'of vectors', 3),
    same('add'),
  ],
  multiply: [
    multiply('of equal maps', 2, [4, 6], [4, 6], [3, 3]),
    multiply('a map by a 1x1 map', 2, [4, 6], [1, 1], [3, 3]),
    multiply('a 1x1 map by a map, batch 1', 1, [1, 1], [4, 6], [3, 3]),
    multiply('a map by one channel', 2, [4, 6], [4, 6], [3, 1]),
    multiply('a row by a column', 2, [1, 6], [4, 1], [3, 3]),
    multiply('a single number by a map', 2, [1, 1], [4, 6], [1, 3]),
    gate,
    vectors,
    same('multiply'),
  ],
  concat: [
    merge('concat', 'of three widths', 2, 3, [2, 3, 1]),
    merge('concat', 'of two, batch 1', 1, 2, [3, 2]),
    mergeVectors('concat', 'of vectors', 3),
    same('concat'),
  ],
  split: [
    split('in two', 2, [2, 4], 'all'),
    split('in three, batch 1', 1, [1, 3, 2], 'all'),
    split('in equal parts', 2, [2, 2, 2], 'all'),
    split('with a part nobody reads', 2, [2, 3], 'not the last'),
    splitVector,
  ],
  reshape: [
    on('reshape', 'another map', 2, [4, 3, 6], { shape: [2, 9, 4] }),
    on('reshape', 'to a vector, batch 1', 1, [3, 3, 4], { shape: [36] }),
    throughRank2,
    toLogits,
  ],
  pad: [
    on('pad', 'zeros all round', 2, [4, 5, 3], { padding: [1, 1, 1, 1], value: 0 }),
    on('pad', 'four different sides, another value, batch 1', 1, [3, 4, 3], {
      padding: [2, 0, 1, 3],
      value: -0.7,
    }),
    on('pad', 'bottom and right', 2, [4, 4, 2], { padding: [0, 1, 0, 1], value: 1.5 }),
  ],
  crop: [
    on('crop', 'all round', 2, [6, 5, 3], { cropping: [1, 1, 1, 1] }),
    on('crop', 'four different sides, batch 1', 1, [7, 6, 3], { cropping: [2, 0, 1, 3] }),
    on('crop', 'to one position', 3, [3, 3, 5], { cropping: [1, 1, 2, 0] }),
  ],
  'channel-pad': [
    on('channel-pad', 'both sides', 2, [4, 3, 3], { before: 2, after: 1 }),
    on('channel-pad', 'after, batch 1', 1, [3, 3, 2], { before: 0, after: 2 }),
    on('channel-pad', 'before', 2, [3, 3, 2], { before: 3, after: 0 }),
  ],
  upsample: [
    on('upsample', 'nearest by 2', 2, [3, 4, 3], { factor: [2, 2], mode: 'nearest' }),
    on('upsample', 'nearest by 3 and 1, batch 1', 1, [3, 2, 3], { factor: [3, 1], mode: 'nearest' }),
    on('upsample', 'bilinear by 2', 2, [3, 4, 3], { factor: [2, 2], mode: 'bilinear' }),
    on('upsample', 'bilinear by 1 and 3, batch 1', 1, [4, 3, 3], { factor: [1, 3], mode: 'bilinear' }),
    on('upsample', 'bilinear of one position', 2, [1, 1, 4], { factor: [3, 2], mode: 'bilinear' }),
  ],
};
