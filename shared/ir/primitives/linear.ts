import { fail } from '../../problems/problem';
import type { PrimitiveAttrs, WeightSpec } from '../primitive';
import { formatShape, type Pair, type Shape } from '../shape';
import { asMap, asVector, only, POINT, slide, type Primitive } from './definition';

const HE = { scheme: 'he-normal' } as const;

function kernel(shape: Shape, fanIn: number, fanOut: number): WeightSpec {
  return { role: 'kernel', shape, trainable: true, fanIn, fanOut, init: HE };
}

function bias(units: number, fanIn: number): WeightSpec {
  return { role: 'bias', shape: [units], trainable: true, fanIn, fanOut: units, init: { scheme: 'zeros' } };
}

function area([rows, columns]: Pair): number {
  return rows * columns;
}

export const conv2d: Primitive<PrimitiveAttrs['conv2d']> = {
  infer(a, inputs) {
    const [height, width, channels] = asMap(only(inputs));
    if (channels % a.groups !== 0 || a.filters % a.groups !== 0) {
      fail('shape/groups', { groups: a.groups, channels, filters: a.filters });
    }
    return [[...slide([height, width], a.kernel, a.stride, a.dilation, a.padding), a.filters]];
  },
  weights(a, inputs) {
    const depth = asMap(only(inputs))[2] / a.groups;
    const fanIn = area(a.kernel) * depth;
    const fanOut = (area(a.kernel) * a.filters) / a.groups;
    const weights = [kernel([...a.kernel, depth, a.filters], fanIn, fanOut)];
    return a.bias ? [...weights, bias(a.filters, fanIn)] : weights;
  },
  macs(a, inputs, outputs) {
    const [height, width, filters] = asMap(only(outputs));
    return height * width * filters * area(a.kernel) * (asMap(only(inputs))[2] / a.groups);
  },
  reach: (a) => ({
    kind: 'window',
    kernel: a.kernel,
    stride: a.stride,
    dilation: a.dilation,
    padding: a.padding,
  }),
};

export const depthwiseConv2d: Primitive<PrimitiveAttrs['depthwise-conv2d']> = {
  infer(a, inputs) {
    const [height, width, channels] = asMap(only(inputs));
    return [[...slide([height, width], a.kernel, a.stride, a.dilation, a.padding), channels * a.multiplier]];
  },
  weights(a, inputs) {
    const channels = asMap(only(inputs))[2];
    const fanIn = area(a.kernel);
    const weights = [kernel([...a.kernel, channels, a.multiplier], fanIn, fanIn * a.multiplier)];
    return a.bias ? [...weights, bias(channels * a.multiplier, fanIn)] : weights;
  },
  macs(a, _, outputs) {
    const [height, width, channels] = asMap(only(outputs));
    return height * width * channels * area(a.kernel);
  },
  reach: (a) => ({
    kind: 'window',
    kernel: a.kernel,
    stride: a.stride,
    dilation: a.dilation,
    padding: a.padding,
  }),
};

function denseLike<A extends { readonly units: number; readonly bias: boolean }>(): Primitive<A> {
  return {
    infer(a, inputs) {
      asVector(only(inputs));
      return [[a.units]];
    },
    weights(a, inputs) {
      const features = asVector(only(inputs));
      const weights = [kernel([features, a.units], features, a.units)];
      return a.bias ? [...weights, bias(a.units, features)] : weights;
    },
    macs: (a, inputs) => asVector(only(inputs)) * a.units,
    reach: () => POINT,
  };
}

export const dense = denseLike<PrimitiveAttrs['dense']>();
export const dropconnectDense = denseLike<PrimitiveAttrs['dropconnect-dense']>();

export const crossEntropy: Primitive<PrimitiveAttrs['cross-entropy']> = {
  infer(a, inputs) {
    const classes = asVector(only(inputs));
    if (a.classWeights && a.classWeights.length !== classes) {
      fail('shape/mismatch', {
        expected: formatShape([classes]),
        found: formatShape([a.classWeights.length]),
      });
    }
    return [[]];
  },
  weights: () => [],
  macs: () => 0,
  reach: () => POINT,
};
