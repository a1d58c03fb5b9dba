import { leaf } from '../../block';
import type { ParamSpecs } from '../../params';
import { ALEXNET } from '../../references';
import { text } from './text';

const params = {
  size: { type: 'int', default: 5, min: 1, max: 63, odd: true },
  alpha: { type: 'number', default: 1e-4, min: 0, max: 1000 },
  beta: { type: 'number', default: 0.75, min: 0, max: 10 },
  k: { type: 'number', default: 2, min: 1e-6, max: 1000 },
} as const satisfies ParamSpecs;

/** AlexNet, section 3.3, with its constants. Alpha is not divided by `size`; targets that divide are given size · alpha. */
export const block = leaf({
  kind: 'lrn',
  version: 1,
  category: 'norm',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...ALEXNET, where: 'section 3.3' },
  text,
  caption: (p) => `n ${p.size} · α ${p.alpha} · β ${p.beta} · k ${p.k}`,
  lower: (b, p, x) => ({ out: b.one('lrn', { size: p.size, alpha: p.alpha, beta: p.beta, k: p.k }, [x.in]) }),
});
