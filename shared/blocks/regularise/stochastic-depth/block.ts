import { leaf } from '../../block';
import type { ParamSpecs } from '../../params';
import { text } from './text';

const params = { rate: { type: 'number', default: 0.2, min: 0, max: 0.99 } } as const satisfies ParamSpecs;

/** Drops what comes in, the whole of it, for some examples of a batch: put it at the end of a residual branch. */
export const block = leaf({
  kind: 'stochastic-depth',
  version: 1,
  category: 'regularise',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: {
    authors: 'Huang, Sun, Liu, Sedra, Weinberger 2016',
    title: 'Deep Networks with Stochastic Depth',
    year: 2016,
    id: '1603.09382',
    where: 'section 3',
  },
  text,
  caption: (p) => `${p.rate}`,
  lower: (b, p, x) => ({ out: b.one('drop-path', { rate: p.rate }, [x.in]) }),
});
