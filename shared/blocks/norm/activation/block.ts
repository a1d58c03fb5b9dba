import { ACTIVATIONS } from '../../../ir/primitive';
import { leaf } from '../../block';
import type { ParamSpecs } from '../../params';
import { ALEXNET } from '../../references';
import { activationNames } from '../../words';
import { text } from './text';

const params = {
  fn: { type: 'choice', default: 'relu', options: ACTIVATIONS },
  slope: { type: 'number', default: 0.01, min: 0, max: 10 },
} as const satisfies ParamSpecs;

export const block = leaf({
  kind: 'activation',
  version: 1,
  category: 'norm',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...ALEXNET, where: 'section 3.1' },
  text,
  caption: (p) => activationNames[p.fn] ?? p.fn,
  lower: (b, p, x) => ({ out: b.one('activation', { fn: p.fn, slope: p.slope }, [x.in]) }),
});
