import type { Shape } from '../../../ir/shape';
import type { Scope, TensorRef } from '../graph-builder';
import * as ops from '../ops';
import type { Emitter } from './emitter';

export const add: Emitter<'add'> = ({ g }, _node, x) => ({
  outputs: [x.length === 2 ? ops.add(g, x[0]!, x[1]!) : ops.addN(g, x)],
  gradient: (_back, [dy], needs) => ({ inputs: x.map((_, index) => (needs.inputs[index] ? dy : undefined)) }),
});

export const multiply: Emitter<'multiply'> = ({ g }, node, x) => {
  const [a, b] = [x[0]!, x[1]!];
  const output = node.outputs[0]!.shape;
  const toward = (back: Scope, dy: TensorRef, other: TensorRef, shape: Shape) =>
    sumTo(back, ops.mul(back, dy, other), output, shape);
  return {
    outputs: [ops.mul(g, a, b)],
    gradient: (back, [dy], needs) => ({
      inputs: [
        needs.inputs[0] ? toward(back, dy!, b, node.inputs[0]!.shape) : undefined,
        needs.inputs[1] ? toward(back, dy!, a, node.inputs[1]!.shape) : undefined,
      ],
    }),
  };
};

/** Sums over the axes along which `to` was repeated to make `from`. */
function sumTo(back: Scope, value: TensorRef, from: Shape, to: Shape): TensorRef {
  const axes = to.flatMap((extent, axis) => (extent === from[axis] ? [] : [axis + 1]));
  return axes.length === 0 ? value : ops.sum(back, value, axes, true);
}

/**
 * The gradient is sliced, not split: where oneDNN fuses the filter's and the bias's gradient of a convolution, it pairs
 * readers of one node without asking which of its outputs they read.
 */
export const concat: Emitter<'concat'> = ({ g }, node, x) => ({
  outputs: [ops.concat(g, x, -1)],
  gradient: (back, [dy], needs) => {
    let begin = 0;
    const inputs = node.inputs.map(({ shape }, index) => {
      const start = [...shape.slice(1).map(() => 0), begin];
      begin += shape[shape.length - 1]!;
      return needs.inputs[index] ? ops.slice(back, dy!, start, shape) : undefined;
    });
    return { inputs };
  },
});

/**
 * Slices, not one split: Grappler moves an activation behind the maximum of it (`max(relu(x))` to `relu(max(x))`) and
 * then reads the first output of x's node, whichever was asked for.
 */
export const split: Emitter<'split'> = ({ g }, { attrs, inputs }, [x]) => {
  const { shape } = inputs[0]!;
  let begin = 0;
  const outputs = attrs.sizes.map((size) => {
    const start = [...shape.slice(1).map(() => 0), begin];
    begin += size;
    return ops.slice(g, x!, start, [...shape.slice(0, -1), size]);
  });
  return {
    outputs,
    gradient: (back, dy, needs) => {
      const join = () =>
        ops.concat(
          back,
          dy.map((part, index) => part ?? ops.zerosLike(back, outputs[index]!)),
          -1,
        );
      return { inputs: [needs.inputs[0] ? join() : undefined] };
    },
  };
};
