import { leaf } from '../../block';
import { text } from './text';

export const block = leaf({
  kind: 'prelu',
  version: 1,
  category: 'norm',
  params: {},
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: {
    authors: 'He, Zhang, Ren, Sun 2015',
    title: 'Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification',
    year: 2015,
    id: '1502.01852',
    where: 'section 2.1',
  },
  text,
  caption: () => 'x < 0: a·x',
  lower: (b, _, x) => ({ out: b.one('prelu', {}, [x.in]) }),
});
