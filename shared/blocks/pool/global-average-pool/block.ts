import { leaf } from '../../block';
import { NETWORK_IN_NETWORK } from '../../references';
import { text } from './text';

export const block = leaf({
  kind: 'global-average-pool',
  version: 1,
  category: 'pool',
  params: {},
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...NETWORK_IN_NETWORK, where: 'section 3.2' },
  text,
  mends: [{ repair: 'insert-global-pool', params: () => ({}) }],
  caption: () => 'H×W → 1',
  lower: (b, _, x) => ({ out: b.one('global-mean', { keepDims: false }, [x.in]) }),
});
