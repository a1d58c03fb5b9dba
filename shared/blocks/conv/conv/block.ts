import { leaf } from '../../block';
import { paddingCaption, strideCaption, windowCaption } from '../../caption';
import { asMap } from '../../../ir/primitives/definition';
import { MAX_CHANNELS, MAX_KERNEL, MAX_PADDING, MAX_STRIDE } from '../../limits';
import { resolvePadding } from '../../padding';
import type { ParamSpecs } from '../../params';
import { LENET } from '../../references';
import { text } from './text';

const params = {
  filters: { type: 'int', default: 64, min: 1, max: MAX_CHANNELS },
  kernel: { type: 'pair', default: [3, 3], min: 1, max: MAX_KERNEL },
  stride: { type: 'pair', default: [1, 1], min: 1, max: MAX_STRIDE },
  dilation: { type: 'pair', default: [1, 1], min: 1, max: MAX_STRIDE },
  groups: { type: 'int', default: 1, min: 1, max: MAX_CHANNELS },
  padding: { type: 'padding', default: 'same', ceil: false, max: MAX_PADDING },
  bias: { type: 'boolean', default: true },
} as const satisfies ParamSpecs;

export const block = leaf({
  kind: 'conv',
  version: 1,
  category: 'conv',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'filters' },
  reference: { ...LENET, where: 'section II' },
  text,
  mends: [{ repair: 'insert-projection', params: (filters) => ({ filters, kernel: [1, 1] }) }],
  caption(p) {
    const dilation = p.dilation[0] === 1 && p.dilation[1] === 1 ? '' : ` d${windowCaption(p.dilation)}`;
    const groups = p.groups === 1 ? '' : ` g${p.groups}`;
    return `${windowCaption(p.kernel)} ${p.filters}${strideCaption(p.stride)}${dilation}${groups}${paddingCaption(p.padding)}`;
  },
  lower(b, p, x) {
    const [height, width] = asMap(x.in.shape);
    const { padding } = resolvePadding(p.padding, [height, width], p.kernel, p.stride, p.dilation);
    const { kernel, stride, dilation, groups, filters, bias } = p;
    return { out: b.one('conv2d', { kernel, stride, dilation, groups, filters, padding, bias }, [x.in]) };
  },
});
