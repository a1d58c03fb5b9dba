import { leaf } from '../../block';
import { text } from './text';

export const block = leaf({
  kind: 'concat',
  version: 1,
  category: 'merge',
  params: {},
  inputs: { in: 'many' },
  outputs: ['out'],
  migrations: [],
  reference: {
    authors: 'Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke, Rabinovich 2015',
    title: 'Going Deeper with Convolutions',
    year: 2015,
    id: '1409.4842',
    where: 'section 4, figure 2',
  },
  text,
  caption: () => 'a ‖ b',
  // One input is itself: the node is whole while its other branches are still being drawn.
  lower: (b, _, x) => ({ out: x.in.length === 1 ? b.one('identity', {}, x.in) : b.one('concat', {}, x.in) }),
});
