import type { Pair, Shape } from '../../../ir/shape';
import { attr, type Attrs, type TensorRef } from '../graph-builder';
import * as ops from '../ops';
import { spatial } from './conv';
import { single, type Emitter } from './emitter';

const FLOAT: Attrs = { T: attr.type('float32') };

/** The fed tensor itself: `compile` hands it in. */
export const input: Emitter<'input'> = (_ctx, _node, [x]) => ({
  outputs: [x!],
  gradient: (_back, [dy]) => ({ inputs: [dy] }),
});

export const identity: Emitter<'identity'> = (_ctx, _node, [x]) => ({
  outputs: [x!],
  gradient: single((_back, dy) => dy),
});

export const affine: Emitter<'affine'> = ({ g }, { attrs }, [x]) => {
  const scale = attrs.scale.every((value) => value === 1) ? undefined : g.float(attrs.scale);
  const shift = attrs.shift.every((value) => value === 0) ? undefined : g.float(attrs.shift);
  const scaled = scale ? ops.mul(g, x!, scale) : x!;
  return {
    outputs: [shift ? ops.add(g, scaled, shift) : scaled],
    gradient: single((back, dy) => (scale ? ops.mul(back, dy, scale) : dy)),
  };
};

export const reshape: Emitter<'reshape'> = ({ g }, node, [x]) => ({
  outputs: [ops.reshape(g, x!, node.attrs.shape)],
  gradient: single((back, dy) => ops.reshape(back, dy, node.inputs[0]!.shape)),
});

export const pad: Emitter<'pad'> = ({ g }, node, [x]) => {
  const [top, , left] = node.attrs.padding;
  return {
    outputs: [ops.pad(g, x!, spatial(node.attrs.padding), node.attrs.value)],
    gradient: single((back, dy) => ops.slice(back, dy, [top, left, 0], node.inputs[0]!.shape)),
  };
};

export const crop: Emitter<'crop'> = ({ g }, node, [x]) => {
  const [top, , left] = node.attrs.cropping;
  return {
    outputs: [ops.slice(g, x!, [top, left, 0], node.outputs[0]!.shape)],
    gradient: single((back, dy) => ops.pad(back, dy, spatial(node.attrs.cropping))),
  };
};

export const channelPad: Emitter<'channel-pad'> = ({ g }, node, [x]) => {
  const shape = node.inputs[0]!.shape;
  const { before, after } = node.attrs;
  const kept: readonly Pair[] = shape.slice(1).map(() => [0, 0]);
  const begin = [...shape.slice(1).map(() => 0), before];
  return {
    outputs: [ops.padApart(g, x!, [...kept, [before, after]])],
    gradient: single((back, dy) => ops.slice(back, dy, begin, shape)),
  };
};

export const subsample: Emitter<'subsample'> = ({ g }, { attrs }, [x]) => {
  const strides = g.int([1, attrs.stride[0], attrs.stride[1], 1]);
  const [begin, end] = [g.int([0, 0, 0, 0]), g.int([0, 0, 0, 0])];
  // All four ends are open: the masks' bits stand for the axes.
  const masks = { begin_mask: attr.int(15), end_mask: attr.int(15), Index: attr.type('int32') };
  return {
    outputs: [g.one('StridedSlice', [x!, begin, end, strides], { ...FLOAT, ...masks }, 'float32')],
    gradient: single((back, dy) =>
      back.one(
        'StridedSliceGrad',
        [ops.shapeOf(back, x!), begin, end, strides, dy],
        { ...FLOAT, ...masks },
        'float32',
      ),
    ),
  };
};

/** Half-pixel centres: for nearest and whole factors it is plain repetition, and safe from rounding. */
const CENTRES: Attrs = { ...FLOAT, half_pixel_centers: attr.bool(true) };

export const upsample: Emitter<'upsample'> = ({ g }, node, [x]) => {
  const size = (shape: Shape) => g.int([shape[0]!, shape[1]!]);
  const inputs: readonly TensorRef[] = [x!, size(node.outputs[0]!.shape)];
  if (node.attrs.mode === 'nearest') {
    return {
      outputs: [g.one('ResizeNearestNeighbor', inputs, CENTRES, 'float32')],
      gradient: single((back, dy) => {
        const target = size(node.inputs[0]!.shape);
        return back.one('ResizeNearestNeighborGrad', [dy, target], CENTRES, 'float32');
      }),
    };
  }
  return {
    outputs: [g.one('ResizeBilinear', inputs, CENTRES, 'float32')],
    gradient: single((back, dy) => back.one('ResizeBilinearGrad', [dy, x!], CENTRES, 'float32')),
  };
};
