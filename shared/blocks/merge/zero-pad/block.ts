import { leaf } from '../../block';
import { SIDES } from '../sides';
import { text } from './text';

/** Rows and columns of zeros around every map. */
export const block = leaf({
  kind: 'zero-pad',
  version: 1,
  category: 'merge',
  params: SIDES,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: null,
  text,
  caption: (p) => `+ ${p.top} ${p.bottom} ${p.left} ${p.right}`,
  lower: (b, p, x) => ({
    out: b.one('pad', { padding: [p.top, p.bottom, p.left, p.right], value: 0 }, [x.in]),
  }),
});
