import { leaf } from '../../block';
import { windowCaption } from '../../caption';
import { MAX_STRIDE } from '../../limits';
import type { ParamSpecs } from '../../params';
import { text } from './text';

const params = {
  factor: { type: 'pair', default: [2, 2], min: 1, max: MAX_STRIDE },
  mode: { type: 'choice', default: 'nearest', options: ['nearest', 'bilinear'] },
} as const satisfies ParamSpecs;

/** Larger maps by whole factors; bilinear takes half-pixel centres. */
export const block = leaf({
  kind: 'upsample',
  version: 1,
  category: 'pool',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: null,
  text,
  caption: (p) => `×${windowCaption(p.factor)} ${p.mode}`,
  lower: (b, p, x) => ({ out: b.one('upsample', { factor: p.factor, mode: p.mode }, [x.in]) }),
});
