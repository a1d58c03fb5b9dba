import type { ActivationName } from '../../../ir/primitive';
import type { Scope, TensorRef } from '../graph-builder';
import * as ops from '../ops';
import { single, type Emission, type Emitter } from './emitter';

/** Emits one function of one tensor. */
type Function = (g: Scope, x: TensorRef, slope: number) => Emission;

/**
 * Gradients read the output rather than the input where either will do: then nothing but the activation reads the
 * convolution's biased result, and TensorFlow fuses the three.
 */
const FUNCTIONS: { readonly [F in ActivationName]: Function } = {
  relu(g, x) {
    const y = ops.relu(g, x);
    return { outputs: [y], gradient: single((back, dy) => ops.reluGrad(back, dy, y)) };
  },
  relu6(g, x) {
    const y = ops.relu6(g, x);
    return { outputs: [y], gradient: single((back, dy) => ops.relu6Grad(back, dy, y)) };
  },
  'leaky-relu'(g, x, slope) {
    const y = ops.leakyRelu(g, x, slope);
    // A negative slope turns signs around, so only then the output does not tell on which side the input was.
    const side = slope < 0 ? x : y;
    return { outputs: [y], gradient: single((back, dy) => ops.leakyReluGrad(back, dy, side, slope)) };
  },
  elu(g, x, slope) {
    const unit = ops.elu(g, x);
    if (slope === 1) return { outputs: [unit], gradient: single((back, dy) => ops.eluGrad(back, dy, unit)) };
    // TensorFlow's ELU has alpha 1; scaling what is negative makes the others.
    return {
      outputs: [ops.leakyRelu(g, unit, slope)],
      gradient: single((back, dy) => ops.eluGrad(back, ops.leakyReluGrad(back, dy, unit, slope), unit)),
    };
  },
  gelu(g, x) {
    // x * Phi(x), exact. Hendrycks and Gimpel 2016, section 2.
    const cdf = ops.mul(
      g,
      ops.add(g, ops.erf(g, ops.mul(g, x, g.float(Math.SQRT1_2))), g.float(1)),
      g.float(0.5),
    );
    return {
      outputs: [ops.mul(g, x, cdf)],
      gradient: single((back, dy) => {
        const bell = ops.exp(back, ops.mul(back, ops.square(back, x), back.float(-0.5)));
        const density = ops.mul(back, bell, back.float(1 / Math.sqrt(2 * Math.PI)));
        return ops.mul(back, dy, ops.add(back, cdf, ops.mul(back, x, density)));
      }),
    };
  },
  silu(g, x) {
    const gate = ops.sigmoid(g, x);
    return {
      outputs: [ops.mul(g, x, gate)],
      gradient: single((back, dy) =>
        ops.add(back, ops.mul(back, dy, gate), ops.sigmoidGrad(back, gate, ops.mul(back, dy, x))),
      ),
    };
  },
  sigmoid(g, x) {
    const y = ops.sigmoid(g, x);
    return { outputs: [y], gradient: single((back, dy) => ops.sigmoidGrad(back, y, dy)) };
  },
  'hard-sigmoid'(g, x) {
    const six = ops.relu6(g, ops.add(g, x, g.float(3)));
    return {
      outputs: [ops.mul(g, six, g.float(1 / 6))],
      gradient: single((back, dy) => ops.relu6Grad(back, ops.mul(back, dy, back.float(1 / 6)), six)),
    };
  },
  'hard-swish'(g, x) {
    const six = ops.relu6(g, ops.add(g, x, g.float(3)));
    return {
      outputs: [ops.mul(g, ops.mul(g, x, six), g.float(1 / 6))],
      gradient: single((back, dy) => {
        const sixth = ops.mul(back, dy, back.float(1 / 6));
        return ops.add(back, ops.mul(back, sixth, six), ops.relu6Grad(back, ops.mul(back, sixth, x), six));
      }),
    };
  },
  tanh(g, x) {
    const y = ops.tanh(g, x);
    return { outputs: [y], gradient: single((back, dy) => ops.tanhGrad(back, y, dy)) };
  },
  softplus(g, x) {
    return { outputs: [ops.softplus(g, x)], gradient: single((back, dy) => ops.softplusGrad(back, dy, x)) };
  },
};

export const activation: Emitter<'activation'> = ({ g }, { attrs }, [x]) =>
  FUNCTIONS[attrs.fn](g, x!, attrs.slope);

/** He et al. 2015, section 2.1: max(x, 0) + slope * min(x, 0), a slope per channel. */
export const prelu: Emitter<'prelu'> = (ctx, node, [x]) => {
  const { g } = ctx;
  const slope = ctx.weight('slope');
  const negative = ops.minimum(g, x!, g.float(0));
  const axes = node.inputs[0]!.shape.map((_, axis) => axis);
  return {
    outputs: [ops.add(g, ops.relu(g, x!), ops.mul(g, negative, slope))],
    gradient: (back, [dy], needs) => {
      const side = () =>
        ops.select(back, ops.greater(back, x!, back.float(0)), dy!, ops.mul(back, dy!, slope));
      return {
        inputs: [needs.inputs[0] ? side() : undefined],
        weights: needs.weight('slope') ? { slope: ops.sum(back, ops.mul(back, dy!, negative), axes) } : {},
      };
    },
  };
};

/** dx = y * (dy - sum of dy * y over the last axis). */
function softmaxGrad(back: Scope, dy: TensorRef, y: TensorRef): TensorRef {
  const inner = ops.sum(back, ops.mul(back, dy, y), [-1], true);
  return ops.mul(back, ops.sub(back, dy, inner), y);
}

export const softmax: Emitter<'softmax'> = ({ g }, _node, [x]) => {
  const y = ops.softmax(g, x!);
  return { outputs: [y], gradient: single((back, dy) => softmaxGrad(back, dy, y)) };
};

/**
 * The branches become a last axis, over which TensorFlow's softmax goes. Backwards every branch has ops of its own, as a
 * concatenation's gradient has and for the same reason.
 */
export const branchSoftmax: Emitter<'branch-softmax'> = ({ g }, node, x) => {
  const stack = ops.softmax(g, ops.pack(g, x, -1));
  const { shape } = node.inputs[0]!;
  // Slices, not one unpack: see `split`.
  const outputs = x.map((_, index) => {
    const part = ops.slice(g, stack, [...shape.map(() => 0), index], [...shape, 1]);
    return ops.reshape(g, part, shape);
  });
  return {
    outputs,
    gradient: (back, dy, needs) => {
      const products = outputs.flatMap((y, index) => (dy[index] ? [ops.mul(back, dy[index], y)] : []));
      const inner = ops.addN(back, products);
      const toward = (y: TensorRef, one: TensorRef | undefined) =>
        ops.mul(back, y, one ? ops.sub(back, one, inner) : ops.neg(back, inner));
      return {
        inputs: node.inputs.map((_, index) =>
          needs.inputs[index] ? toward(outputs[index]!, dy[index]) : undefined,
        ),
      };
    },
  };
};

/** The gradient passes where nothing was clipped, the limits included. */
export const clip: Emitter<'clip'> = ({ g }, { attrs }, [x]) => {
  const y = ops.minimum(g, ops.maximum(g, x!, g.float(attrs.min)), g.float(attrs.max));
  return {
    outputs: [y],
    gradient: single((back, dy) => ops.select(back, ops.equal(back, x!, y), dy, back.float(0))),
  };
};
