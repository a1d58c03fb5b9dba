import { elements, type Pair } from '../../../ir/shape';
import type { KerasBuilder } from '../builder';
import type { KerasEmitter } from '../emitter';
import type { KerasTensor } from '../layer';
import { nested } from '../padding';

export const input: KerasEmitter<'input'> = (node, _, builder) => {
  const { shape } = node.attrs;
  return [builder.input({ batch_shape: [null, ...shape] }, shape)];
};

export const add: KerasEmitter<'add'> = (node, inputs, builder) => [
  builder.merge('Add', {}, inputs, node.outputs[0]!.shape),
];

export const multiply: KerasEmitter<'multiply'> = (node, inputs, builder) => [
  builder.merge('Multiply', {}, inputs, node.outputs[0]!.shape),
];

export const concat: KerasEmitter<'concat'> = (node, inputs, builder) => [
  builder.merge('Concatenate', {}, inputs, node.outputs[0]!.shape),
];

/**
 * Changes the channels by a layer that works on width: the tensor is seen as `[positions, channels, 1]` meanwhile.
 * @param pair what the layer takes off, or puts on, before and after
 */
function alongChannels(
  builder: KerasBuilder,
  x: KerasTensor,
  how: 'Cropping2D' | 'ZeroPadding2D',
  pair: Pair,
  names: { readonly before: string; readonly within: string; readonly after?: string },
): KerasTensor {
  const channels = x.shape[x.shape.length - 1]!;
  const positions = elements(x.shape) / channels;
  const crop = how === 'Cropping2D';
  const left = channels + (crop ? -1 : 1) * (pair[0] + pair[1]);
  const flat = builder.reshape(x, [positions, channels, 1], names.before);
  const config = { [crop ? 'cropping' : 'padding']: [[0, 0], pair] };
  const changed = builder.layer(how, config, flat, [positions, left, 1], { suffix: names.within });
  return builder.reshape(changed, [...x.shape.slice(0, -1), left], names.after);
}

export const split: KerasEmitter<'split'> = (node, [x], builder) => {
  const total = node.attrs.sizes.reduce((sum, size) => sum + size, 0);
  let start = 0;
  return node.attrs.sizes.map((size, index) => {
    const pair: Pair = [start, total - start - size];
    start += size;
    const names = { before: `channels${index}`, within: `part${index}`, after: `output${index}` };
    return alongChannels(builder, x!, 'Cropping2D', pair, names);
  });
};

export const channelPad: KerasEmitter<'channel-pad'> = (node, [x], builder) => {
  const names = { before: 'channels', within: 'padded' };
  return [alongChannels(builder, x!, 'ZeroPadding2D', [node.attrs.before, node.attrs.after], names)];
};

export const affine: KerasEmitter<'affine'> = (node, [x], builder) => {
  const { scale, shift } = node.attrs;
  return [builder.layer('Rescaling', { scale, offset: shift }, x!, x!.shape)];
};

export const clip: KerasEmitter<'clip'> = (node, [x], builder) => {
  const { min, max } = node.attrs;
  return [builder.op('Clip', x!, x!.shape, { config: { x_min: min, x_max: max } })];
};

export const reshape: KerasEmitter<'reshape'> = (node, [x], builder) => {
  const { shape } = node.attrs;
  if (shape.length === 1 && x!.shape.length > 1) return [builder.layer('Flatten', {}, x!, shape)];
  return [builder.reshape(x!, shape)];
};

export const crop: KerasEmitter<'crop'> = (node, [x], builder) => [
  builder.layer('Cropping2D', { cropping: nested(node.attrs.cropping) }, x!, node.outputs[0]!.shape),
];

export const upsample: KerasEmitter<'upsample'> = (node, [x], builder) => {
  const { factor, mode } = node.attrs;
  const config = { size: factor, interpolation: mode };
  return [builder.layer('UpSampling2D', config, x!, node.outputs[0]!.shape)];
};

export const identity: KerasEmitter<'identity'> = (_, [x], builder) => [
  builder.layer('Identity', {}, x!, x!.shape),
];
