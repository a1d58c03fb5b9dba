import { leaf } from '../../block';
import type { ParamSpecs } from '../../params';
import { text } from './text';

const params = {
  scale: { type: 'boolean', default: true },
  centre: { type: 'boolean', default: true },
  epsilon: { type: 'number', default: 1e-5, min: 1e-10, max: 1 },
  momentum: { type: 'number', default: 0.9, min: 0, max: 0.9999 },
} as const satisfies ParamSpecs;

export const block = leaf({
  kind: 'batch-norm',
  version: 1,
  category: 'norm',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: {
    authors: 'Ioffe, Szegedy 2015',
    title: 'Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift',
    year: 2015,
    id: '1502.03167',
    where: 'section 3, algorithm 1',
  },
  text,
  caption(p) {
    const parts = [p.scale ? 'γ' : '', p.centre ? 'β' : ''].filter((part) => part !== '');
    return parts.length > 0 ? parts.join(' ') : 'no γ, β';
  },
  lower(b, p, x) {
    const { scale, centre, epsilon, momentum } = p;
    return { out: b.one('batch-norm', { scale, centre, epsilon, momentum }, [x.in]) };
  },
});
