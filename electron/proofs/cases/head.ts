import type { PrimitiveAttrs } from '../../../shared/ir/primitive';
import { Sketch } from '../sketch';
import type { Case, CasesOf } from './case';

type Loss = PrimitiveAttrs['cross-entropy'];

function single(label: string, batch: number, classes: number, attrs: Partial<Loss>, gain = 1): Case {
  return {
    label,
    batch,
    gain,
    graph: () => {
      const net = new Sketch();
      const x = net.conv('before', net.input([4, 4, 2]), 3, [3, 3]);
      net.loss('tried', net.logits('logits', x, classes), attrs);
      return net.graph();
    },
  };
}

/** GoogLeNet's arrangement: the auxiliary head reads a value that the main branch goes on from. */
function heads(label: string, batch: number, main: Partial<Loss>, auxiliary: readonly Partial<Loss>[]): Case {
  return {
    label,
    batch,
    graph: () => {
      const net = new Sketch();
      let x = net.conv('stem', net.input([6, 6, 2]), 4, [3, 3]);
      auxiliary.forEach((attrs, i) => {
        net.loss(`side${i}`, net.logits(`side${i}/logits`, x, 5), attrs, 'auxiliary');
        x = net.one('activation', `bend${i}`, { fn: 'tanh', slope: 0 }, [net.conv(`on${i}`, x, 4, [1, 1])]);
      });
      net.loss('main', net.logits('main/logits', x, 5), main);
      return net.graph();
    },
  };
}

const WEIGHTS = [0.5, 2, 1, 0.25, 3];

export const head: CasesOf<'cross-entropy'> = {
  'cross-entropy': [
    single('plain', 4, 5, {}),
    single('batch 1', 1, 5, {}),
    single('two classes', 3, 2, {}),
    single('smoothed labels', 4, 5, { labelSmoothing: 0.1 }),
    single('class weights', 6, 5, { classWeights: WEIGHTS }),
    single('class weights and smoothed labels', 6, 5, { classWeights: WEIGHTS, labelSmoothing: 0.2 }),
    single('weight .3', 3, 5, { weight: 0.3 }),
    single('sure of itself', 4, 5, { labelSmoothing: 0.1 }, 12),
    heads('with an auxiliary head', 3, {}, [{ weight: 0.3 }]),
    heads('with two auxiliary heads, smoothed and weighted', 5, { labelSmoothing: 0.1 }, [
      { weight: 0.3, classWeights: WEIGHTS },
      { weight: 0.7, labelSmoothing: 0.3 },
    ]),
  ],
};
