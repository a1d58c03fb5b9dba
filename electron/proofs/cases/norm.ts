import type { PrimitiveAttrs } from '../../../shared/ir/primitive';
import type { Shape } from '../../../shared/ir/shape';
import { around, aroundVector } from '../sketch';
import type { Case, CasesOf } from './case';

type Norm = PrimitiveAttrs['batch-norm'];
type Lrn = PrimitiveAttrs['lrn'];

const NORM: Norm = { scale: true, centre: true, epsilon: 1e-3, momentum: 0.9 };

/** The convolution before has no bias: batch statistics would take its gradient to zero. */
function batchNorm(label: string, batch: number, map: Shape, attrs: Partial<Norm>): Case {
  const settled = { ...NORM, ...attrs };
  return {
    label,
    batch,
    graph: () =>
      map.length === 1
        ? aroundVector(map[0]!, (net, x) => net.one('batch-norm', 'tried', settled, [x]), false)
        : around(map, (net, x) => net.one('batch-norm', 'tried', settled, [x]), false),
  };
}

/** Two batch norms, with a nonlinearity between, over one convolution: statistics of both move in one step. */
const stacked: Case = {
  label: 'two in a row, the first read twice',
  batch: 3,
  graph: () =>
    around(
      [5, 5, 3],
      (net, x) => {
        const first = net.one('batch-norm', 'first', NORM, [x]);
        const bent = net.one('activation', 'bend', { fn: 'silu', slope: 0 }, [first]);
        const next = net.conv('between', bent, 3, [1, 1], { bias: false });
        const second = net.one('batch-norm', 'tried', { ...NORM, momentum: 0.6 }, [next]);
        return net.one('add', 'sum', {}, [second, first]);
      },
      false,
    ),
};

const biasBefore: Case = {
  label: 'a bias before it gets no gradient',
  batch: 4,
  zero: ['before/bias'],
  graph: () => around([4, 4, 3], (net, x) => net.one('batch-norm', 'tried', NORM, [x])),
};

function lrn(label: string, batch: number, map: Shape, attrs: Partial<Lrn>): Case {
  const alexNet: Lrn = { size: 5, alpha: 1e-4, beta: 0.75, k: 2 };
  return {
    label,
    batch,
    gain: 2,
    graph: () => around(map, (net, x) => net.one('lrn', 'tried', { ...alexNet, ...attrs }, [x])),
  };
}

function prelu(label: string, batch: number, map: Shape): Case {
  return {
    label,
    batch,
    graph: () =>
      map.length === 1
        ? aroundVector(map[0]!, (net, x) => net.one('prelu', 'tried', {}, [x]))
        : around(map, (net, x) => net.one('prelu', 'tried', {}, [x])),
  };
}

export const norm: CasesOf<'batch-norm' | 'lrn' | 'prelu'> = {
  'batch-norm': [
    batchNorm('of a map', 3, [5, 4, 4], {}),
    batchNorm('of a map, batch 1', 1, [5, 5, 3], {}),
    batchNorm('without scale', 3, [4, 4, 3], { scale: false }),
    batchNorm('without centre', 3, [4, 4, 3], { centre: false }),
    batchNorm('without either', 3, [4, 4, 3], { scale: false, centre: false }),
    batchNorm('large epsilon, momentum .5', 2, [3, 3, 5], { epsilon: 0.1, momentum: 0.5 }),
    batchNorm('momentum 0', 2, [3, 3, 3], { momentum: 0 }),
    batchNorm('of a vector', 6, [5], {}),
    batchNorm('of a vector, without scale', 5, [4], { scale: false, momentum: 0.7 }),
    stacked,
    biasBefore,
  ],
  lrn: [
    lrn("AlexNet's", 2, [3, 4, 9], {}),
    lrn('strong enough to see, batch 1', 1, [3, 3, 8], { alpha: 0.5, k: 1 }),
    lrn('size 3, beta .5', 2, [4, 3, 6], { size: 3, alpha: 0.3, beta: 0.5, k: 1.5 }),
    lrn('size 1', 2, [3, 3, 4], { size: 1, alpha: 0.4, beta: 1, k: 1 }),
    lrn('wider than the channels', 2, [3, 3, 3], { size: 9, alpha: 0.2, beta: 0.75, k: 1 }),
  ],
  prelu: [
    prelu('of a map', 2, [4, 5, 4]),
    prelu('of a vector, batch 1', 1, [9]),
    prelu('of 1x1', 3, [1, 1, 6]),
  ],
};
