import { leaf } from '../../block';
import { DEEP_RESIDUAL_LEARNING } from '../../references';
import { text } from './text';

export const block = leaf({
  kind: 'add',
  version: 1,
  category: 'merge',
  params: {},
  inputs: { in: 'many' },
  outputs: ['out'],
  migrations: [],
  reference: { ...DEEP_RESIDUAL_LEARNING, where: 'section 3.2, equation 1' },
  text,
  caption: () => 'a + b',
  // A sum of one is that one: the node is whole while its second branch is still being drawn.
  lower: (b, _, x) => ({ out: x.in.length === 1 ? b.one('identity', {}, x.in) : b.one('add', {}, x.in) }),
});
