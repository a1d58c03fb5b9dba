import { around, aroundVector, Sketch } from '../sketch';
import type { Case, CasesOf } from './case';

function dropout(label: string, batch: number, rate: number, spatial: boolean): Case {
  return {
    label,
    batch,
    graph: () => around([4, 4, 6], (net, x) => net.one('dropout', 'tried', { rate, spatial }, [x])),
  };
}

const twoDropouts: Case = {
  label: 'two of them, each with a mask of its own',
  batch: 3,
  graph: () =>
    around([4, 3, 5], (net, x) => {
      const first = net.one('dropout', 'first', { rate: 0.5, spatial: false }, [x]);
      const second = net.one('dropout', 'second', { rate: 0.3, spatial: true }, [x]);
      return net.one('add', 'sum', {}, [first, net.conv('after', second, 5, [1, 1])]);
    }),
};

const dropoutOfVector: Case = {
  label: 'of a vector',
  batch: 4,
  graph: () => aroundVector(12, (net, x) => net.one('dropout', 'tried', { rate: 0.4, spatial: false }, [x])),
};

function dropconnect(label: string, batch: number, rate: number, bias: boolean): Case {
  return {
    label,
    batch,
    graph: () =>
      aroundVector(9, (net, x) => net.one('dropconnect-dense', 'tried', { units: 6, bias, rate }, [x])),
  };
}

/** The layer that AlexNet's last hidden layer would be: its output bent, its input read elsewhere as well. */
const dropconnectTwice: Case = {
  label: 'input read twice, output bent',
  batch: 3,
  graph: () =>
    aroundVector(7, (net, x) => {
      const masked = net.one('dropconnect-dense', 'tried', { units: 7, bias: true, rate: 0.4 }, [x]);
      return net.one('multiply', 'product', {}, [
        net.one('activation', 'bend', { fn: 'tanh', slope: 0 }, [masked]),
        x,
      ]);
    }),
};

function dropPath(label: string, batch: number, rate: number): Case {
  return {
    label,
    batch,
    graph: () =>
      around([3, 4, 4], (net, x) => {
        const branch = net.conv('branch', x, 4, [3, 3], { padding: [1, 1, 1, 1] });
        return net.one('add', 'sum', {}, [net.one('drop-path', 'tried', { rate }, [branch]), x]);
      }),
  };
}

/** Dropout between convolutions, then straight to the logits: NIN's arrangement. */
const insideNin: Case = {
  label: 'between convolutions, before global averaging',
  batch: 4,
  graph: () => {
    const net = new Sketch();
    const x = net.conv('a', net.input([6, 6, 3]), 6, [3, 3], { padding: [1, 1, 1, 1] });
    const bent = net.one('activation', 'a/bend', { fn: 'relu', slope: 0 }, [x]);
    const dropped = net.one('dropout', 'tried', { rate: 0.5, spatial: false }, [bent]);
    const maps = net.conv('b', dropped, 4, [3, 3], { padding: [1, 1, 1, 1] });
    net.loss('loss', net.one('global-mean', 'mean', { keepDims: false }, [maps]));
    return net.graph();
  },
};

export const chance: CasesOf<'dropout' | 'dropconnect-dense' | 'drop-path'> = {
  dropout: [
    dropout('half', 3, 0.5, false),
    dropout('a fifth, batch 1', 1, 0.2, false),
    dropout('nothing', 2, 0, false),
    dropout('whole maps', 4, 0.5, true),
    dropoutOfVector,
    twoDropouts,
    insideNin,
  ],
  'dropconnect-dense': [
    dropconnect('half', 3, 0.5, true),
    dropconnect('a quarter without bias', 4, 0.25, false),
    dropconnect('batch 1', 1, 0.3, true),
    dropconnect('nothing', 2, 0, true),
    dropconnectTwice,
  ],
  'drop-path': [dropPath('a third', 8, 0.33), dropPath('nothing, batch 1', 1, 0), dropPath('mostly', 8, 0.7)],
};
