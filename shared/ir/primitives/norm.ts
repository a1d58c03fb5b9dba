import type { PrimitiveAttrs, WeightRole, WeightSpec } from '../primitive';
import { asMap, channelsOf, only, POINT, type Primitive } from './definition';

function perChannel(
  role: WeightRole,
  channels: number,
  start: 'zeros' | 'ones',
  trainable: boolean,
): WeightSpec {
  return { role, shape: [channels], trainable, fanIn: channels, fanOut: channels, init: { scheme: start } };
}

export const batchNorm: Primitive<PrimitiveAttrs['batch-norm']> = {
  infer: (_, inputs) => [only(inputs)],
  weights(a, inputs) {
    const channels = channelsOf(only(inputs));
    return [
      ...(a.scale ? [perChannel('gamma', channels, 'ones', true)] : []),
      ...(a.centre ? [perChannel('beta', channels, 'zeros', true)] : []),
      perChannel('mean', channels, 'zeros', false),
      perChannel('variance', channels, 'ones', false),
    ];
  },
  macs: () => 0,
  reach: () => POINT,
};

export const lrn: Primitive<PrimitiveAttrs['lrn']> = {
  infer(_, inputs) {
    asMap(only(inputs));
    return [only(inputs)];
  },
  weights: () => [],
  macs: () => 0,
  reach: () => POINT,
};

export const prelu: Primitive<PrimitiveAttrs['prelu']> = {
  infer: (_, inputs) => [only(inputs)],
  weights(_, inputs) {
    const channels = channelsOf(only(inputs));
    const slope = perChannel('slope', channels, 'zeros', true);
    // He et al. 2015, section 2.1: slopes start at 0.25.
    return [{ ...slope, init: { scheme: 'constant', value: 0.25 } }];
  },
  macs: () => 0,
  reach: () => POINT,
};
