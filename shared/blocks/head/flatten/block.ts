import { elements } from '../../../ir/shape';
import { leaf } from '../../block';
import { LENET } from '../../references';
import { text } from './text';

export const block = leaf({
  kind: 'flatten',
  version: 1,
  category: 'head',
  params: {},
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...LENET, where: 'section II.B, layer C5' },
  text,
  mends: [{ repair: 'insert-flatten', params: () => ({}) }],
  caption: () => 'H×W×C → n',
  lower: (b, _, x) => ({ out: b.one('reshape', { shape: [elements(x.in.shape)] }, [x.in]) }),
});
