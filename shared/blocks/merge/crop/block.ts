import { leaf } from '../../block';
import { SIDES } from '../sides';
import { text } from './text';

/** Takes rows and columns away at the edges of every map. */
export const block = leaf({
  kind: 'crop',
  version: 1,
  category: 'merge',
  params: SIDES,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: null,
  text,
  caption: (p) => `− ${p.top} ${p.bottom} ${p.left} ${p.right}`,
  lower: (b, p, x) => ({
    out: b.one('crop', { cropping: [p.top, p.bottom, p.left, p.right] }, [x.in]),
  }),
});
