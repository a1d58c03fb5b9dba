import { leaf } from '../../block';
import type { ParamSpecs } from '../../params';
import { text } from './text';

const params = {
  rate: { type: 'number', default: 0.5, min: 0, max: 0.99 },
  spatial: { type: 'boolean', default: false },
} as const satisfies ParamSpecs;

export const block = leaf({
  kind: 'dropout',
  version: 1,
  category: 'regularise',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: {
    authors: 'Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014',
    title: 'Dropout: A Simple Way to Prevent Neural Networks from Overfitting',
    year: 2014,
    id: 'https://jmlr.org/papers/v15/srivastava14a.html',
    where: 'section 4',
  },
  text,
  caption: (p) => `${p.rate}${p.spatial ? ' maps' : ''}`,
  lower: (b, p, x) => ({ out: b.one('dropout', { rate: p.rate, spatial: p.spatial }, [x.in]) }),
});
