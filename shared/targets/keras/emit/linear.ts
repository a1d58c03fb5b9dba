import type { IrNodeOf } from '../../../ir/ir';
import type { PrimitiveAttrs } from '../../../ir/primitive';
import type { Pair, Shape } from '../../../ir/shape';
import type { KerasBuilder } from '../builder';
import { frozen, plainVariables, type KerasEmitter } from '../emitter';
import type { Json, KerasTensor } from '../layer';
import { kerasPadding, nested, padded } from '../padding';

type Convolution = IrNodeOf<'conv2d'> | IrNodeOf<'depthwise-conv2d'>;

/**
 * Convolution, its padding and stride as far as the Keras layer takes them. Keras refuses stride with dilation
 * (and TensorFlow's depthwise kernel unequal strides): then the convolution runs at stride 1 and a 1x1 pooling
 * takes every stride-th position.
 */
function convolution(
  node: Convolution,
  input: KerasTensor,
  builder: KerasBuilder,
  className: string,
  own: { readonly [key: string]: Json },
): KerasTensor {
  const { kernel, stride, padding, dilation, bias } = node.attrs;
  const [height, width, channels] = node.outputs[0]!.shape as readonly [number, number, number];
  const after = strideAfter(node);
  const span: Pair = [(kernel[0] - 1) * dilation[0] + 1, (kernel[1] - 1) * dilation[1] + 1];
  const [inRows, inColumns] = input.shape as readonly [number, number, number];
  const [top, bottom, left, right] = padding;
  const full: Pair = [inRows + top + bottom - span[0] + 1, inColumns + left + right - span[1] + 1];
  const size: Pair = after ? full : [height, width];
  const step: Pair = after ? [1, 1] : stride;
  const pad = kerasPadding([inRows, inColumns], span, step, padding, size);
  const x = pad.kind === 'explicit' ? zeroPad(builder, input, pad.pads) : input;
  const config = {
    ...own,
    kernel_size: kernel,
    strides: step,
    dilation_rate: dilation,
    padding: pad.kind === 'same' ? 'same' : 'valid',
    use_bias: bias,
    ...frozen(node),
  };
  const y = builder.layer(className, config, x, [...size, channels], { variables: plainVariables(node) });
  return after ? everyNth(builder, y, stride, [height, width, channels], 'stride') : y;
}

function strideAfter({ op, attrs: { stride, dilation } }: Convolution): boolean {
  const strided = stride[0] > 1 || stride[1] > 1;
  const dilated = dilation[0] > 1 || dilation[1] > 1;
  return strided && (dilated || (op === 'depthwise-conv2d' && stride[0] !== stride[1]));
}

function zeroPad(
  builder: KerasBuilder,
  x: KerasTensor,
  pads: readonly [number, number, number, number],
): KerasTensor {
  const config = { padding: nested(pads) };
  return builder.layer('ZeroPadding2D', config, x, padded(x.shape, pads), { suffix: 'pad' });
}

/** Every stride-th position from the first: pooling over single positions. */
export function everyNth(
  builder: KerasBuilder,
  x: KerasTensor,
  stride: Pair,
  shape: Shape,
  suffix?: string,
): KerasTensor {
  const config = { pool_size: [1, 1], strides: stride };
  return builder.layer('MaxPooling2D', config, x, shape, suffix === undefined ? {} : { suffix });
}

export const conv2d: KerasEmitter<'conv2d'> = (node, [x], builder) => {
  const { filters, groups } = node.attrs;
  return [convolution(node, x!, builder, 'Conv2D', { filters, groups })];
};

export const depthwiseConv2d: KerasEmitter<'depthwise-conv2d'> = (node, [x], builder) => [
  convolution(node, x!, builder, 'DepthwiseConv2D', { depth_multiplier: node.attrs.multiplier }),
];

function denseConfig(attrs: PrimitiveAttrs['dense']): { readonly [key: string]: Json } {
  return { units: attrs.units, use_bias: attrs.bias };
}

export const dense: KerasEmitter<'dense'> = (node, [x], builder) => {
  const config = { ...denseConfig(node.attrs), ...frozen(node) };
  return [builder.layer('Dense', config, x!, [node.attrs.units], { variables: plainVariables(node) })];
};

/**
 * Keras has no DropConnect: what leaves is the network at inference, a dense layer whose kernel carries the mean
 * of the mask, 1 - rate. Trained further in Keras, it is a plain dense layer.
 */
export const dropconnectDense: KerasEmitter<'dropconnect-dense'> = (node, [x], builder) => {
  const variables = node.weights.map(({ name, role, shape }) => ({
    weight: name,
    shape,
    scale: role === 'kernel' ? 1 - node.attrs.rate : 1,
  }));
  const config = { ...denseConfig(node.attrs), ...frozen(node) };
  return [builder.layer('Dense', config, x!, [node.attrs.units], { variables })];
};
