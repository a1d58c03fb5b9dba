import { leaf } from '../../block';
import { SQUEEZE_AND_EXCITATION } from '../../references';
import { text } from './text';

export const block = leaf({
  kind: 'global-max-pool',
  version: 1,
  category: 'pool',
  params: {},
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...SQUEEZE_AND_EXCITATION, where: 'section 6.2, squeeze operators' },
  text,
  caption: () => 'H×W → 1',
  lower: (b, _, x) => ({ out: b.one('global-max', { keepDims: false }, [x.in]) }),
});
