import { leaf } from '../../block';
import { text } from './text';

export const block = leaf({
  kind: 'add',
  version: 1,
  category: 'merge',
  params: {},
  inputs: { in: 'many' },
  outputs: ['out'],
  migrations: [],
  reference: {
    authors: 'He, Zhang, Ren, Sun 2016',
    title: 'Deep Residual Learning for Image Recognition',
    year: 2016,
    id: '1512.03385',
    where: 'section 3.2, equation 1',
  },
  text,
  caption: () => 'a + b',
  // A sum of one is that one: the node is whole while its second branch is still being drawn.
  lower: (b, _, x) => ({ out: x.in.length === 1 ? b.one('identity', {}, x.in) : b.one('add', {}, x.in) }),
});
