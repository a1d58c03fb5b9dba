import { ACTIVATIONS } from '../../../ir/primitive';
import { composite } from '../../block';
import { paddingCaption, strideCaption, windowCaption } from '../../caption';
import { chain, type ChainLink } from '../../fragment';
import { MAX_CHANNELS, MAX_KERNEL, MAX_PADDING, MAX_STRIDE } from '../../limits';
import type { ParamSpecs } from '../../params';
import { NETWORK_IN_NETWORK } from '../../references';
import { text } from './text';

const params = {
  widths: { type: 'ints', default: [96, 96, 96], min: 1, max: MAX_CHANNELS, minLength: 1, maxLength: 16 },
  kernel: { type: 'pair', default: [3, 3], min: 1, max: MAX_KERNEL },
  stride: { type: 'pair', default: [1, 1], min: 1, max: MAX_STRIDE },
  padding: { type: 'padding', default: 'same', ceil: false, max: MAX_PADDING },
  activation: { type: 'choice', default: 'relu', options: ACTIVATIONS },
  lastActivation: { type: 'boolean', default: true },
} as const satisfies ParamSpecs;

/** Network in Network, equation 2: a convolution, then a perceptron of 1x1 convolutions, each through `activation`. */
export const block = composite({
  kind: 'mlpconv',
  version: 1,
  category: 'mlpconv',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'widths' },
  reference: { ...NETWORK_IN_NETWORK, where: 'section 3.1, figure 1(b)' },
  text,
  caption(p) {
    const [first, second, ...rest] = p.widths;
    const window = `${windowCaption(p.kernel)} ${first}${strideCaption(p.stride)}${paddingCaption(p.padding)}`;
    return [window, ...(second === undefined ? [] : [`1² ${second}`]), ...rest].join(' · ');
  },
  expand(p) {
    const { kernel, stride, padding } = p;
    const links = p.widths.flatMap((filters, index): ChainLink[] => {
      const window = index === 0 ? { kernel, stride, padding } : { kernel: [1, 1] };
      const conv = { id: `conv${index + 1}`, kind: 'conv', params: { filters, ...window } };
      const activated = index < p.widths.length - 1 || p.lastActivation;
      const relu = { id: `relu${index + 1}`, kind: 'activation', params: { fn: p.activation } };
      return activated ? [conv, relu] : [conv];
    });
    return chain(links);
  },
});
