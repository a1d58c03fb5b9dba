import { asMap } from '../../../ir/primitives/definition';
import { leaf } from '../../block';
import type { ParamSpecs } from '../../params';
import { text } from './text';

const params = { rate: { type: 'number', default: 0.2, min: 0, max: 0.99 } } as const satisfies ParamSpecs;

/** Dropout of whole maps: neighbours in a map say much the same, so that single values are hardly missed. */
export const block = leaf({
  kind: 'spatial-dropout',
  version: 1,
  category: 'regularise',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: {
    authors: 'Tompson, Goroshin, Jain, LeCun, Bregler 2015',
    title: 'Efficient Object Localization Using Convolutional Networks',
    year: 2015,
    id: '1411.4280',
    where: 'section 3.2',
  },
  text,
  caption: (p) => `${p.rate} maps`,
  lower(b, p, x) {
    asMap(x.in.shape);
    return { out: b.one('dropout', { rate: p.rate, spatial: true }, [x.in]) };
  },
});
