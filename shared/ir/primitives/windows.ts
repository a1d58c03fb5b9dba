import { fail } from '../../problems/problem';
import type { PrimitiveAttrs, WindowAttrs } from '../primitive';
import { asMap, free, only, slide, type Primitive, type Reach } from './definition';

function poolReach(a: WindowAttrs): Reach {
  return { kind: 'window', kernel: a.kernel, stride: a.stride, dilation: [1, 1], padding: a.padding };
}

function pool<A extends WindowAttrs & { readonly ceil: boolean }>(): Primitive<A> {
  return free<A>((a, inputs) => {
    const [height, width, channels] = asMap(only(inputs));
    refuseEmptyWindows(a);
    return [[...slide([height, width], a.kernel, a.stride, [1, 1], a.padding, a.ceil), channels]];
  }, poolReach);
}

/** A window that sees nothing but padding has no maximum and no mean; TensorFlow refuses it at run time. */
function refuseEmptyWindows({ kernel, padding: [top, bottom, left, right] }: WindowAttrs): void {
  if (Math.max(top, bottom) >= kernel[0] || Math.max(left, right) >= kernel[1]) {
    const padding = Math.max(top, bottom, left, right);
    fail('shape/pool-padding', { padding, kernel: `${kernel[0]}×${kernel[1]}` });
  }
}

export const maxPool = pool<PrimitiveAttrs['max-pool']>();
export const avgPool = pool<PrimitiveAttrs['avg-pool']>();

const toPoint = free<{ readonly keepDims: boolean }>(
  (a, inputs) => {
    const channels = asMap(only(inputs))[2];
    return [a.keepDims ? [1, 1, channels] : [channels]];
  },
  () => ({ kind: 'everything' }),
);
export const globalMean: Primitive<PrimitiveAttrs['global-mean']> = toPoint;
export const globalMax: Primitive<PrimitiveAttrs['global-max']> = toPoint;

export const subsample = free<PrimitiveAttrs['subsample']>(
  (a, inputs) => {
    const [height, width, channels] = asMap(only(inputs));
    return [[Math.ceil(height / a.stride[0]), Math.ceil(width / a.stride[1]), channels]];
  },
  (a) => ({ kind: 'window', kernel: [1, 1], stride: a.stride, dilation: [1, 1], padding: [0, 0, 0, 0] }),
);
