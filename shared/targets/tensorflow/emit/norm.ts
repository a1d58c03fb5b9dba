import type { IrNodeOf } from '../../../ir/ir';
import { elements } from '../../../ir/shape';
import { fail } from '../../../problems/problem';
import { attr, type Attrs, type Scope, type TensorRef } from '../graph-builder';
import * as ops from '../ops';
import type { EmitContext, Emitter, Gradients } from './emitter';

/**
 * TensorFlow's fused batch norm, which also moves the running statistics: given them and the share to take from the
 * batch, it returns the new ones, the variance unbiased (as PyTorch's). A layer whose statistics are frozen normalises by
 * them in training too.
 */
export const batchNorm: Emitter<'batch-norm'> = (ctx, node, [x]) => {
  const { g } = ctx;
  const shape = node.inputs[0]!.shape;
  const channels = shape[shape.length - 1]!;
  // The op takes maps only.
  const isMap = shape.length === 3;
  const asMap = (at: Scope, value: TensorRef) =>
    isMap ? value : ops.reshape(at, value, [elements(shape) / channels, 1, channels]);
  const back = (at: Scope, value: TensorRef) => (isMap ? value : ops.reshape(at, value, shape));
  const map = asMap(g, x!);
  const byBatch = ctx.mode === 'training' && !ctx.isFrozen('mean');
  const gamma = ctx.optionalWeight('gamma') ?? constantVector(g, 1, channels);
  const beta = ctx.optionalWeight('beta') ?? constantVector(g, 0, channels);
  const attrs = { ...common(node), is_training: attr.bool(byBatch) };
  const statistics = [ctx.weight('mean'), ctx.weight('variance')];
  const [y, mean, variance, ...reserve] = g.outputs(
    'FusedBatchNormV3',
    [map, gamma, beta, ...statistics],
    { ...attrs, exponential_avg_factor: attr.float(byBatch ? 1 - node.attrs.momentum : 1) },
    ['float32', 'float32', 'float32', 'float32', 'float32', 'float32'],
  );
  if (byBatch) moveStatistics(ctx, mean!, variance!);
  return {
    outputs: [back(g, y!)],
    gradient: (at, [dy], needs): Gradients => {
      const [dx, dGamma, dBeta] = at.outputs(
        'FusedBatchNormGradV3',
        [asMap(at, dy!), map, gamma, ...reserve],
        attrs,
        ['float32', 'float32', 'float32', 'float32', 'float32'],
      );
      return {
        inputs: [needs.inputs[0] ? back(at, dx!) : undefined],
        weights: {
          ...(needs.weight('gamma') ? { gamma: dGamma! } : {}),
          ...(needs.weight('beta') ? { beta: dBeta! } : {}),
        },
      };
    },
  };
};

function common(node: IrNodeOf<'batch-norm'>): Attrs {
  return { T: attr.type('float32'), U: attr.type('float32'), epsilon: attr.float(node.attrs.epsilon) };
}

function constantVector(g: Scope, value: number, length: number): TensorRef {
  return g.float(new Array<number>(length).fill(value));
}

function moveStatistics(ctx: EmitContext, mean: TensorRef, variance: TensorRef): void {
  ctx.assign('mean', mean);
  ctx.assign('variance', variance);
}

/** AlexNet 3.3. TensorFlow counts the neighbours on one side and, as the paper, does not divide alpha by the size. */
export const lrn: Emitter<'lrn'> = ({ g }, node, [x]) => {
  const { size, alpha, beta, k } = node.attrs;
  if (size % 2 === 0) {
    const reason = `its window is centred, so its size must be odd; found ${size}`;
    fail('target/unsupported', { target: 'tensorflow', primitive: 'lrn', reason }, { node: node.path });
  }
  const attrs = {
    T: attr.type('float32'),
    depth_radius: attr.int((size - 1) / 2),
    bias: attr.float(k),
    alpha: attr.float(alpha),
    beta: attr.float(beta),
  };
  const y = g.one('LRN', [x!], attrs, 'float32');
  return {
    outputs: [y],
    gradient: (back, [dy], needs) => ({
      inputs: [needs.inputs[0] ? back.one('LRNGrad', [dy!, x!, y], attrs, 'float32') : undefined],
    }),
  };
};
