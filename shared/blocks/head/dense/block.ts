import { leaf } from '../../block';
import { MAX_UNITS } from '../../limits';
import type { ParamSpecs } from '../../params';
import { LENET } from '../../references';
import { text } from './text';

const params = {
  units: { type: 'int', default: 10, min: 1, max: MAX_UNITS },
  bias: { type: 'boolean', default: true },
} as const satisfies ParamSpecs;

export const block = leaf({
  kind: 'dense',
  version: 1,
  category: 'head',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'units' },
  reference: { ...LENET, where: 'section II.B, layer F6' },
  text,
  caption: (p) => `${p.units}`,
  lower: (b, p, x) => ({ out: b.one('dense', { units: p.units, bias: p.bias }, [x.in]) }),
});
