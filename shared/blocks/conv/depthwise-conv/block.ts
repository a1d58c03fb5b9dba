import { asMap } from '../../../ir/primitives/definition';
import { leaf } from '../../block';
import { paddingCaption, strideCaption, windowCaption } from '../../caption';
import { MAX_KERNEL, MAX_PADDING, MAX_STRIDE } from '../../limits';
import { resolvePadding } from '../../padding';
import type { ParamSpecs } from '../../params';
import { text } from './text';

const params = {
  multiplier: { type: 'int', default: 1, min: 1, max: 64 },
  kernel: { type: 'pair', default: [3, 3], min: 1, max: MAX_KERNEL },
  stride: { type: 'pair', default: [1, 1], min: 1, max: MAX_STRIDE },
  dilation: { type: 'pair', default: [1, 1], min: 1, max: MAX_STRIDE },
  padding: { type: 'padding', default: 'same', ceil: false, max: MAX_PADDING },
  bias: { type: 'boolean', default: true },
} as const satisfies ParamSpecs;

/** Every map has filters of its own; nothing is mixed. Output channel `i * multiplier + m` comes from channel `i`. */
export const block = leaf({
  kind: 'depthwise-conv',
  version: 1,
  category: 'conv',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: {
    authors: 'Chollet 2017',
    title: 'Xception: Deep Learning with Depthwise Separable Convolutions',
    year: 2017,
    id: '1610.02357',
    where: 'section 1',
  },
  text,
  caption(p) {
    const dilation = p.dilation[0] === 1 && p.dilation[1] === 1 ? '' : ` d${windowCaption(p.dilation)}`;
    const times = p.multiplier === 1 ? '' : ` ×${p.multiplier}`;
    return `${windowCaption(p.kernel)}${times}${strideCaption(p.stride)}${dilation}${paddingCaption(p.padding)}`;
  },
  lower(b, p, x) {
    const [height, width] = asMap(x.in.shape);
    const { kernel, stride, dilation, multiplier, bias } = p;
    const { padding } = resolvePadding(p.padding, [height, width], kernel, stride, dilation);
    return {
      out: b.one('depthwise-conv2d', { kernel, stride, dilation, multiplier, padding, bias }, [x.in]),
    };
  },
});
