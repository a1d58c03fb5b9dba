import { asMap } from '../../../ir/primitives/definition';
import { leaf } from '../../block';
import { strideCaption } from '../../caption';
import { MAX_CHANNELS, MAX_STRIDE } from '../../limits';
import type { ParamSpecs } from '../../params';
import { NETWORK_IN_NETWORK } from '../../references';
import { text } from './text';

const params = {
  filters: { type: 'int', default: 64, min: 1, max: MAX_CHANNELS },
  stride: { type: 'pair', default: [1, 1], min: 1, max: MAX_STRIDE },
  groups: { type: 'int', default: 1, min: 1, max: MAX_CHANNELS },
  bias: { type: 'boolean', default: true },
} as const satisfies ParamSpecs;

/** A dense layer on the channels of every position (Network in Network, section 3.1: cross-channel pooling). */
export const block = leaf({
  kind: 'conv-1x1',
  version: 1,
  category: 'conv',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'filters' },
  reference: { ...NETWORK_IN_NETWORK, where: 'section 3.1' },
  text,
  caption: (p) => `1² ${p.filters}${strideCaption(p.stride)}${p.groups === 1 ? '' : ` g${p.groups}`}`,
  lower(b, p, x) {
    asMap(x.in.shape);
    const { filters, stride, groups, bias } = p;
    const window = { kernel: [1, 1], dilation: [1, 1], padding: [0, 0, 0, 0] } as const;
    return { out: b.one('conv2d', { ...window, filters, stride, groups, bias }, [x.in]) };
  },
});
