import { leaf } from '../../block';
import { MAX_UNITS } from '../../limits';
import type { ParamSpecs } from '../../params';
import { text } from './text';

const params = {
  units: { type: 'int', default: 128, min: 1, max: MAX_UNITS },
  rate: { type: 'number', default: 0.5, min: 0, max: 0.99 },
  bias: { type: 'boolean', default: true },
} as const satisfies ParamSpecs;

/** A dense layer whose weights are dropped, by a mask of its own for every example; at inference the mean of the weights. */
export const block = leaf({
  kind: 'dropconnect',
  version: 1,
  category: 'regularise',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'units' },
  reference: {
    authors: 'Wan, Zeiler, Zhang, LeCun, Fergus 2013',
    title: 'Regularization of Neural Networks using DropConnect',
    year: 2013,
    id: 'https://proceedings.mlr.press/v28/wan13.html',
    where: 'section 3',
  },
  text,
  caption: (p) => `${p.units} · ${p.rate}`,
  lower: (b, p, x) => ({
    out: b.one('dropconnect-dense', { units: p.units, bias: p.bias, rate: p.rate }, [x.in]),
  }),
});
