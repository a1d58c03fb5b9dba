import type { Scope, TensorRef } from '../graph-builder';
import * as ops from '../ops';
import type { EmitContext, Emission, Emitter, Gradients, Needs } from './emitter';
import { keepMask } from './random';

/** x [n, in] times W [in, units], plus the bias. */
export const dense: Emitter<'dense'> = (ctx, _node, [x]) => affine(ctx, x!);

function affine(ctx: EmitContext, x: TensorRef): Emission {
  const { g } = ctx;
  const kernel = ctx.weight('kernel');
  const bias = ctx.optionalWeight('bias');
  const product = ops.matMul(g, x, kernel);
  return {
    outputs: [bias ? ops.biasAdd(g, product, bias) : product],
    gradient: (back, [dy], needs) => ({
      inputs: [needs.inputs[0] ? ops.matMul(back, dy!, kernel, { b: true }) : undefined],
      weights: {
        ...(needs.weight('kernel') ? { kernel: ops.matMul(back, x, dy!, { a: true }) } : {}),
        ...biasGradient(back, dy!, needs),
      },
    }),
  };
}

function biasGradient(back: Scope, dy: TensorRef, needs: Needs): NonNullable<Gradients['weights']> {
  return needs.weight('bias') ? { bias: ops.biasAddGrad(back, dy) } : {};
}

/**
 * DropConnect (Wan et al. 2013, section 3): y = (M * W)' x with a mask M of its own for every example. Not scaled in
 * training; at inference W is scaled by the share kept. The masked kernels of a batch stand in memory at once
 * (`ir/masks`).
 */
export const dropconnectDense: Emitter<'dropconnect-dense'> = (ctx, node, [x]) => {
  // No weight is dropped: a dense layer, and no masks.
  if (node.attrs.rate === 0) return affine(ctx, x!);
  const { g } = ctx;
  const kernel = ctx.weight('kernel');
  const bias = ctx.optionalWeight('bias');
  const withBias = (product: TensorRef) => (bias ? ops.biasAdd(g, product, bias) : product);
  const features = node.inputs[0]!.shape[0]!;
  const { units, rate } = node.attrs;
  if (ctx.mode === 'inference') {
    const scaled = ops.mul(g, kernel, g.float(1 - rate));
    return { outputs: [withBias(ops.matMul(g, x!, scaled))], gradient: noGradient };
  }
  const mask = keepMask(ctx, ops.sizeOf(g, ctx.labels()), [features, units], rate, 1);
  const masked = ops.mul(g, mask, kernel);
  const product = ops.batchMatMul(g, ops.reshape(g, x!, [1, features]), masked);
  return {
    outputs: [withBias(ops.reshape(g, product, [units]))],
    gradient: (back, [dy], needs) => {
      const rows = ops.reshape(back, dy!, [1, units]);
      const dx = () => ops.reshape(back, ops.batchMatMul(back, rows, masked, { b: true }), [features]);
      const dw = () => {
        const outer = ops.batchMatMul(back, ops.reshape(back, x!, [features, 1]), rows);
        return ops.sum(back, ops.mul(back, outer, mask), [0]);
      };
      return {
        inputs: [needs.inputs[0] ? dx() : undefined],
        weights: { ...(needs.weight('kernel') ? { kernel: dw() } : {}), ...biasGradient(back, dy!, needs) },
      };
    },
  };
};

function noGradient(): never {
  throw new Error('inference has no gradient');
}
