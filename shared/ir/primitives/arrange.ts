import { fail } from '../../problems/problem';
import type { PrimitiveAttrs } from '../primitive';
import { elements, formatShape, type Shape } from '../shape';
import { asMap, channelsOf, free, only, requireSame } from './definition';

export const input = free<PrimitiveAttrs['input']>((a) => [a.shape]);

export const add = free<PrimitiveAttrs['add']>((_, inputs) => [requireSame(inputs)]);

export const multiply = free<PrimitiveAttrs['multiply']>((_, inputs) => {
  const [a, b] = inputs;
  if (!a || !b || inputs.length !== 2) throw new Error(`multiply takes two inputs, got ${inputs.length}`);
  return [broadcast(a, b)];
});

function broadcast(a: Shape, b: Shape): Shape {
  const mismatch = () => fail('shape/mismatch', { expected: formatShape(a), found: formatShape(b) });
  if (a.length !== b.length) mismatch();
  return a.map((extent, axis) => {
    const other = b[axis]!;
    if (extent !== other && extent !== 1 && other !== 1) mismatch();
    return Math.max(extent, other);
  });
}

export const concat = free<PrimitiveAttrs['concat']>((_, inputs) => {
  requireSame(inputs.map((shape) => shape.slice(0, -1)));
  const channels = inputs.reduce((sum, shape) => sum + channelsOf(shape), 0);
  return [[...inputs[0]!.slice(0, -1), channels]];
});

export const split = free<PrimitiveAttrs['split']>((a, inputs) => {
  const shape = only(inputs);
  const total = a.sizes.reduce((sum, size) => sum + size, 0);
  if (total !== channelsOf(shape)) {
    fail('shape/mismatch', {
      expected: formatShape([...shape.slice(0, -1), total]),
      found: formatShape(shape),
    });
  }
  return a.sizes.map((size) => [...shape.slice(0, -1), size]);
});

export const affine = free<PrimitiveAttrs['affine']>((a, inputs) => {
  const shape = only(inputs);
  if (a.scale.length !== channelsOf(shape) || a.shift.length !== a.scale.length) {
    fail('shape/mismatch', {
      expected: formatShape([...shape.slice(0, -1), a.scale.length]),
      found: formatShape(shape),
    });
  }
  return [shape];
});

export const reshape = free<PrimitiveAttrs['reshape']>((a, inputs) => {
  const from = elements(only(inputs));
  const to = elements(a.shape);
  if (from !== to) fail('shape/reshape', { from, to });
  return [a.shape];
});

export const pad = free<PrimitiveAttrs['pad']>((a, inputs) => {
  const [height, width, channels] = asMap(only(inputs));
  const [top, bottom, left, right] = a.padding;
  return [[height + top + bottom, width + left + right, channels]];
});

export const crop = free<PrimitiveAttrs['crop']>((a, inputs) => {
  const [height, width, channels] = asMap(only(inputs));
  const [top, bottom, left, right] = a.cropping;
  const [rows, columns] = [height - top - bottom, width - left - right];
  if (rows < 1 || columns < 1) {
    fail('shape/window-too-large', {
      kernel: `${top + bottom}×${left + right}`,
      input: `${height}×${width}`,
    });
  }
  return [[rows, columns, channels]];
});

export const channelPad = free<PrimitiveAttrs['channel-pad']>((a, inputs) => {
  const shape = only(inputs);
  return [[...shape.slice(0, -1), channelsOf(shape) + a.before + a.after]];
});

export const upsample = free<PrimitiveAttrs['upsample']>((a, inputs) => {
  const [height, width, channels] = asMap(only(inputs));
  return [[height * a.factor[0], width * a.factor[1], channels]];
});

export const branchSoftmax = free<PrimitiveAttrs['branch-softmax']>((_, inputs) => {
  const shape = requireSame(inputs);
  return inputs.map(() => shape);
});
