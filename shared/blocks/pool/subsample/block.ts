import { leaf } from '../../block';
import { strideCaption } from '../../caption';
import { MAX_STRIDE } from '../../limits';
import type { ParamSpecs } from '../../params';
import { DEEP_RESIDUAL_LEARNING } from '../../references';
import { text } from './text';

const params = {
  stride: { type: 'pair', default: [2, 2], min: 1, max: MAX_STRIDE },
} as const satisfies ParamSpecs;

/** Keeps every stride-th row and column, from the first on. */
export const block = leaf({
  kind: 'subsample',
  version: 1,
  category: 'pool',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...DEEP_RESIDUAL_LEARNING, where: 'section 3.3, option A' },
  text,
  caption: (p) => strideCaption(p.stride).trim() || '/1',
  lower: (b, p, x) => ({ out: b.one('subsample', { stride: p.stride }, [x.in]) }),
});
