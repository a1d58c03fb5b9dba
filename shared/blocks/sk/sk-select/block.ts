import type { IrBuilder } from '../../../ir/builder';
import type { IrValue } from '../../../ir/ir';
import { fail } from '../../../problems/problem';
import { leaf } from '../../block';
import { SELECTIVE_KERNEL } from '../../references';
import { text } from './text';

/** One branch's maps times its weights, a number for every channel. */
function weighted(b: IrBuilder, maps: IrValue, weights: IrValue, branch: number): IrValue {
  const perMap = [1, 1, ...weights.shape];
  const spread = maps.shape.length === 3 && weights.shape.length === 1;
  const factor = spread ? b.one('reshape', { shape: perMap }, [weights], `weights${branch}`) : weights;
  return b.one('multiply', {}, [maps, factor], `scaled${branch}`);
}

/**
 * Equations 5 and 6 of the paper, for any number of branches: a softmax over the branches for every channel, and the
 * sum of the branches' maps by these weights. The k-th logits belong to the k-th maps.
 */
export const block = leaf({
  kind: 'sk-select',
  version: 1,
  category: 'sk',
  params: {},
  inputs: { maps: 'many', logits: 'many' },
  outputs: ['out'],
  migrations: [],
  reference: { ...SELECTIVE_KERNEL, where: 'section 3.1, equations 5 and 6' },
  text,
  caption: () => 'Σ softmax · U',
  lower(b, _, { maps, logits }) {
    if (maps.length !== logits.length) {
      const port = maps.length < logits.length ? 'maps' : 'logits';
      fail('graph/missing-input', { port }, { port });
    }
    const weights = b.add('branch-softmax', {}, logits, 'softmax');
    const scaled = maps.map((map, index) => weighted(b, map, weights[index]!, index + 1));
    return { out: scaled.length === 1 ? b.one('identity', {}, scaled) : b.one('add', {}, scaled) };
  },
});
