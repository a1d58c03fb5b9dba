import type { IrValue } from '../../../shared/ir/ir';
import type { PrimitiveAttrs } from '../../../shared/ir/primitive';
import type { Pair } from '../../../shared/ir/shape';
import { around, aroundVector, Sketch } from '../sketch';
import type { Case } from './case';

const NORM: PrimitiveAttrs['batch-norm'] = { scale: true, centre: true, epsilon: 1e-3, momentum: 0.9 };
const SAME = { padding: [1, 1, 1, 1] } as const;

function relu(net: Sketch, path: string, x: IrValue): IrValue {
  return net.one('activation', path, { fn: 'relu', slope: 0 }, [x]);
}

function norm(net: Sketch, path: string, x: IrValue): IrValue {
  return net.one('batch-norm', path, NORM, [x]);
}

function mean(net: Sketch, path: string, x: IrValue): IrValue {
  return net.one('global-mean', path, { keepDims: false }, [x]);
}

/** He et al. 2016: the second convolution, its batch norm, the addition and the ReLU invite fusing. */
const residual: Case = {
  label: 'residual unit with batch norm',
  batch: 3,
  graph: () =>
    around(
      [5, 5, 4],
      (net, x) => {
        const first = relu(
          net,
          'a/relu',
          norm(net, 'a/norm', net.conv('a', x, 4, [3, 3], { ...SAME, bias: false })),
        );
        const second = norm(net, 'b/norm', net.conv('b', first, 4, [3, 3], { ...SAME, bias: false }));
        return relu(net, 'sum/relu', net.one('add', 'sum', {}, [second, x]));
      },
      false,
    ),
};

const residualWithBias: Case = {
  label: 'residual unit without batch norm, strided with a projection',
  batch: 2,
  graph: () =>
    around([6, 6, 4], (net, x) => {
      const stride: Pair = [2, 2];
      const branch = net.conv(
        'b',
        relu(net, 'a/relu', net.conv('a', x, 4, [3, 3], { ...SAME, stride })),
        6,
        [3, 3],
        SAME,
      );
      const shortcut = net.conv('shortcut', x, 6, [1, 1], { stride });
      return relu(net, 'sum/relu', net.one('add', 'sum', {}, [branch, shortcut]));
    }),
};

/** He et al. 2016, section 3.3, option A: subsampled, with zero maps behind. */
const optionA: Case = {
  label: 'parameter-free shortcut',
  batch: 2,
  graph: () =>
    around([7, 6, 3], (net, x) => {
      const branch = net.conv('branch', x, 6, [3, 3], { ...SAME, stride: [2, 2] });
      const thinned = net.one('subsample', 'thinned', { stride: [2, 2] }, [x]);
      const widened = net.one('channel-pad', 'widened', { before: 1, after: 2 }, [thinned]);
      return relu(net, 'sum/relu', net.one('add', 'sum', {}, [branch, widened]));
    }),
};

/** Li et al. 2019: the softmax over the branches reads dense layers directly. */
function selectiveKernel(paths: number, bias: boolean): Case {
  return {
    label: `selective kernel over ${paths} branches${bias ? ', with biases' : ''}`,
    batch: 3,
    graph: () =>
      around([6, 6, 4], (net, x) => {
        const branches = Array.from({ length: paths }, (_, i) => {
          const reach = i + 1;
          const attrs = {
            dilation: [reach, reach],
            padding: [reach, reach, reach, reach],
            groups: 2,
          } as const;
          return relu(
            net,
            `u${i}/relu`,
            norm(net, `u${i}/norm`, net.conv(`u${i}`, x, 4, [3, 3], { ...attrs, bias: false })),
          );
        });
        const pooled = mean(net, 'mean', net.one('add', 'u', {}, branches));
        const hidden = net.one('dense', 'z', { units: 5, bias: false }, [pooled]);
        const z = relu(net, 'z/relu', norm(net, 'z/norm', hidden));
        const votes = branches.map((_, i) => net.one('dense', `vote${i}`, { units: 4, bias }, [z]));
        const shares = net.all('branch-softmax', 'shares', {}, votes);
        const weighted = shares.map((share, i) => {
          const gate = net.one('reshape', `gate${i}`, { shape: [1, 1, 4] }, [share]);
          return net.one('multiply', `weighted${i}`, {}, [branches[i]!, gate]);
        });
        return net.one('add', 'select', {}, weighted);
      }),
  };
}

const branchesIntoSoftmax: Case = {
  label: 'convolutions straight into a softmax over branches',
  batch: 2,
  graph: () =>
    around([4, 4, 3], (net, x) => {
      const votes = [0, 1, 2].map((i) => net.conv(`vote${i}`, x, 3, [1, 1]));
      const shares = net.all('branch-softmax', 'shares', {}, votes);
      return net.one('multiply', 'product', {}, [shares[0]!, shares[2]!]);
    }),
};

/** Szegedy et al. 2015, figure 2b. */
const inception: Case = {
  label: 'Inception module',
  batch: 2,
  graph: () =>
    around([5, 5, 4], (net, x) => {
      const pool: PrimitiveAttrs['max-pool'] = {
        kernel: [3, 3],
        stride: [1, 1],
        padding: [1, 1, 1, 1],
        ceil: false,
      };
      const wide = { padding: [2, 2, 2, 2] } as const;
      return net.one('concat', 'joined', {}, [
        relu(net, 'one/relu', net.conv('one', x, 2, [1, 1])),
        relu(
          net,
          'three/relu',
          net.conv('three', relu(net, 'r3/relu', net.conv('r3', x, 2, [1, 1])), 3, [3, 3], SAME),
        ),
        relu(
          net,
          'five/relu',
          net.conv('five', relu(net, 'r5/relu', net.conv('r5', x, 1, [1, 1])), 2, [5, 5], wide),
        ),
        relu(net, 'proj/relu', net.conv('proj', net.one('max-pool', 'pool', pool, [x]), 2, [1, 1])),
      ]);
    }),
};

/** Parts of one value go to convolutions, whose results are joined again: gradients come out of slices and go into one. */
const splitAndJoined: Case = {
  label: 'split, convolved, joined',
  batch: 2,
  graph: () =>
    around([4, 4, 6], (net, x) => {
      const parts = net.all('split', 'parts', { sizes: [2, 1, 3] }, [x]);
      return net.one(
        'concat',
        'joined',
        {},
        parts.map((part, i) => net.conv(`c${i}`, part, 2, [3, 3], SAME)),
      );
    }),
};

function padded(label: string, value: number, consumers: number): Case {
  return {
    label,
    batch: 2,
    graph: () =>
      around([4, 5, 3], (net, x) => {
        const wide = net.one('pad', 'pad', { padding: [1, 2, 0, 1], value }, [x]);
        const results = Array.from({ length: consumers }, (_, i) => net.conv(`c${i}`, wide, 3, [3, 3]));
        return consumers === 1 ? results[0]! : net.one('add', 'sum', {}, results);
      }),
  };
}

/** Lin et al. 2014, in small: mlpconv, ceil pooling and dropout, mlpconv, global average pooling; all rectified. */
const nin: Case = {
  label: 'NIN in small',
  batch: 4,
  gain: 1.7,
  graph: () => {
    const net = new Sketch();
    const mlp = (path: string, x: IrValue, widths: readonly number[], kernel: Pair, pad: number): IrValue =>
      widths.reduce((value, width, i) => {
        const attrs = i === 0 ? ({ padding: [pad, pad, pad, pad] } as const) : {};
        return relu(
          net,
          `${path}/relu${i}`,
          net.conv(`${path}/c${i}`, value, width, i === 0 ? kernel : [1, 1], attrs),
        );
      }, x);
    const first = mlp('m1', net.input([8, 8, 3]), [10, 8, 8], [5, 5], 2);
    const pool: PrimitiveAttrs['max-pool'] = {
      kernel: [3, 3],
      stride: [2, 2],
      padding: [0, 0, 0, 0],
      ceil: true,
    };
    const pooled = net.one('max-pool', 'pool', pool, [first]);
    const dropped = net.one('dropout', 'drop', { rate: 0.5, spatial: false }, [pooled]);
    net.loss('loss', mean(net, 'gap', mlp('m2', dropped, [10, 8, 6], [3, 3], 1)));
    return net.graph();
  },
};

const denseChain: Case = {
  label: 'dense layers, rectified, with batch norm between',
  batch: 6,
  graph: () =>
    aroundVector(
      6,
      (net, x) => {
        const hidden = relu(net, 'h/relu', norm(net, 'h/norm', x));
        return relu(net, 'g/relu', net.one('dense', 'g', { units: 8, bias: true }, [hidden]));
      },
      false,
    ),
};

/** Primitives as papers put them together: TensorFlow rewrites and fuses such neighbours, and must not change a number. */
export const units: readonly Case[] = [
  residual,
  residualWithBias,
  optionA,
  selectiveKernel(2, false),
  selectiveKernel(3, true),
  branchesIntoSoftmax,
  inception,
  splitAndJoined,
  padded('zeros padded, then convolved', 0, 1),
  padded('zeros padded, then convolved twice', 0, 2),
  padded('another value padded, then convolved', 0.7, 1),
  nin,
  denseChain,
];
