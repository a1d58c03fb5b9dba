import { asMap } from '../../../ir/primitives/definition';
import { leaf } from '../../block';
import { paddingCaption, strideCaption, windowCaption } from '../../caption';
import { MAX_KERNEL, MAX_PADDING, MAX_STRIDE } from '../../limits';
import { resolvePadding } from '../../padding';
import type { ParamSpecs } from '../../params';
import { LENET } from '../../references';
import { text } from './text';

const params = {
  kernel: { type: 'pair', default: [2, 2], min: 1, max: MAX_KERNEL },
  stride: { type: 'pair', default: [2, 2], min: 1, max: MAX_STRIDE },
  padding: { type: 'padding', default: 'valid', ceil: true, max: MAX_PADDING },
  countPadding: { type: 'boolean', default: false },
} as const satisfies ParamSpecs;

export const block = leaf({
  kind: 'average-pool',
  version: 1,
  category: 'pool',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...LENET, where: 'section II.B' },
  text,
  caption: (p) => `${windowCaption(p.kernel)}${strideCaption(p.stride)}${paddingCaption(p.padding)}`,
  lower(b, p, x) {
    const { kernel, stride } = p;
    const [height, width] = asMap(x.in.shape);
    const { padding, ceil } = resolvePadding(p.padding, [height, width], kernel, stride);
    return {
      out: b.one('avg-pool', { kernel, stride, padding, ceil, countPadding: p.countPadding }, [x.in]),
    };
  },
});
