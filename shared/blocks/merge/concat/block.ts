import { leaf } from '../../block';
import { GOING_DEEPER } from '../../references';
import { text } from './text';

export const block = leaf({
  kind: 'concat',
  version: 1,
  category: 'merge',
  params: {},
  inputs: { in: 'many' },
  outputs: ['out'],
  migrations: [],
  reference: { ...GOING_DEEPER, where: 'section 4, figure 2' },
  text,
  caption: () => 'a ‖ b',
  // One input is itself: the node is whole while its other branches are still being drawn.
  lower: (b, _, x) => ({ out: x.in.length === 1 ? b.one('identity', {}, x.in) : b.one('concat', {}, x.in) }),
});
