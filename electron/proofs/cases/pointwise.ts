import { ACTIVATIONS, type ActivationName } from '../../../shared/ir/primitive';
import type { Shape } from '../../../shared/ir/shape';
import { around, aroundVector, Sketch } from '../sketch';
import type { Case, CasesOf } from './case';

/** Wide enough that the activations with two bends (at -3 and 3, at 0 and 6) are met on every piece. */
const WIDE = 4;

function activation(fn: ActivationName, slope: number, label: string, batch: number, vector = false): Case {
  return {
    label,
    batch,
    gain: fn === 'tanh' || fn === 'sigmoid' || fn === 'gelu' || fn === 'silu' ? 1.5 : WIDE,
    graph: () =>
      vector
        ? aroundVector(12, (net, x) => net.one('activation', 'tried', { fn, slope }, [x]))
        : around([5, 4, 4], (net, x) => net.one('activation', 'tried', { fn, slope }, [x])),
  };
}

const everyActivation = ACTIVATIONS.flatMap((fn): Case[] => [
  activation(fn, fn === 'elu' ? 1 : 0.01, fn, 2),
  activation(fn, 0.3, `${fn} of a vector, slope .3, batch 1`, 1, true),
]);

function softmax(label: string, batch: number, map: Shape): Case {
  return {
    label,
    batch,
    graph: () =>
      map.length === 1
        ? aroundVector(map[0]!, (net, x) => net.one('softmax', 'tried', {}, [x]))
        : around(map, (net, x) => net.one('softmax', 'tried', {}, [x])),
  };
}

/** Selective-kernel attention: `n` branches weighted per channel. Every output of the softmax is used. */
function branchSoftmax(label: string, batch: number, n: number, map: Shape): Case {
  return {
    label,
    batch,
    graph: () =>
      around([4, 4, 5], (net, x) => {
        const branches = Array.from({ length: n }, (_, i) => {
          const branch = net.conv(`branch${i}`, x, 5, [1, 1]);
          return map.length === 1
            ? net.one('global-mean', `mean${i}`, { keepDims: false }, [branch])
            : branch;
        });
        const shares = net.all('branch-softmax', 'tried', {}, branches);
        const weighted = shares.map((share, i) => {
          return net.one('multiply', `weighted${i}`, {}, [share, branches[i]!]);
        });
        return net.one('add', 'sum', {}, weighted);
      }),
  };
}

function clip(label: string, batch: number, min: number, max: number): Case {
  return {
    label,
    batch,
    graph: () => around([5, 4, 3], (net, x) => net.one('clip', 'tried', { min, max }, [x])),
  };
}

function affine(label: string, batch: number, map: Shape, scale: number[], shift: number[]): Case {
  return {
    label,
    batch,
    graph: () =>
      map.length === 1
        ? aroundVector(map[0]!, (net, x) => net.one('affine', 'tried', { scale, shift }, [x]))
        : around(map, (net, x) => net.one('affine', 'tried', { scale, shift }, [x])),
  };
}

/** Normalisation of the images themselves, as a document's first layer does. */
const affineOfImages: Case = {
  label: 'of the images',
  batch: 2,
  graph: () => {
    const net = new Sketch();
    const images = net.input([4, 4, 3]);
    const scaled = net.one('affine', 'tried', { scale: [2, 0.5, -1.5], shift: [-1, 0.25, 0.75] }, [images]);
    net.loss('loss', net.logits('logits', net.conv('after', scaled, 4, [2, 2])));
    return net.graph();
  },
};

const activations = everyActivation as [Case, ...Case[]];

export const pointwise: CasesOf<
  'activation' | 'softmax' | 'branch-softmax' | 'clip' | 'affine' | 'identity'
> = {
  activation: [
    ...activations,
    {
      label: 'output read twice',
      batch: 2,
      graph: () =>
        around([4, 4, 3], (net, x) => {
          const bent = net.one('activation', 'tried', { fn: 'relu', slope: 0 }, [x]);
          return net.one('multiply', 'product', {}, [bent, net.conv('after', bent, 3, [1, 1])]);
        }),
    },
    {
      label: 'input read again beside it',
      batch: 2,
      graph: () =>
        around([4, 4, 3], (net, x) => {
          const bent = net.one('activation', 'tried', { fn: 'sigmoid', slope: 0 }, [x]);
          return net.one('multiply', 'product', {}, [bent, x]);
        }),
    },
  ],
  softmax: [
    softmax('of a map', 2, [3, 4, 5]),
    softmax('of a vector', 3, [6]),
    softmax('of a vector, batch 1', 1, [4]),
  ],
  'branch-softmax': [
    branchSoftmax('two vectors', 2, 2, [5]),
    branchSoftmax('three vectors, batch 1', 1, 3, [5]),
    branchSoftmax('two maps', 2, 2, [4, 4, 5]),
    branchSoftmax('three maps', 2, 3, [4, 4, 5]),
  ],
  clip: [
    clip('both sides', 2, -0.4, 0.9),
    clip('one side, batch 1', 1, 0, 100),
    clip('around a positive range', 3, 0.2, 1.5),
  ],
  affine: [
    affine('of a map', 2, [4, 3, 3], [0.5, -2, 3], [1, 0, -1]),
    affine('of a vector, batch 1', 1, [4], [1.5, -0.25, 2, 0.75], [0.1, -0.2, 0.3, -0.4]),
    affineOfImages,
  ],
  identity: [
    {
      label: 'of a map',
      batch: 2,
      graph: () => around([3, 3, 3], (net, x) => net.one('identity', 'tried', {}, [x])),
    },
    {
      label: 'read beside its own input',
      batch: 1,
      graph: () =>
        around([3, 3, 3], (net, x) => {
          return net.one('multiply', 'product', {}, [net.one('identity', 'tried', {}, [x]), x]);
        }),
    },
  ],
};
