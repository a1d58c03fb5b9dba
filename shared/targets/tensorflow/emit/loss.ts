import type { IrNodeOf } from '../../../ir/ir';
import { attr, type Attrs, type Scope, type TensorRef } from '../graph-builder';
import * as ops from '../ops';
import type { Emitter } from './emitter';

/**
 * Cross-entropy on logits. Every example's loss is multiplied by its label's class weight, if there are any; training
 * takes the mean over the batch (divided by the number of examples, not by the sum of weights, so that sums over
 * batches add up), evaluation the sum. The head's factor in the total is applied by `compile`.
 *
 * TensorFlow's op returns the gradient by the logits along with the losses.
 */
export const crossEntropy: Emitter<'cross-entropy'> = (ctx, node, [logits]) => {
  const { g } = ctx;
  const labels = ctx.labels();
  const [plain, slope] = exampleLosses(g, node, logits!, labels);
  const weights = node.attrs.classWeights ? gather(g, g.float(node.attrs.classWeights), labels) : undefined;
  const losses = weights ? ops.mul(g, plain!, weights) : plain!;
  return {
    outputs: [ctx.mode === 'training' ? ops.mean(g, losses, [0]) : ops.sum(g, losses, [0])],
    gradient: (back, [dy], needs) => {
      if (!needs.inputs[0]) return { inputs: [undefined] };
      const share = ops.div(back, dy!, ops.cast(back, ops.sizeOf(back, labels), 'float32'));
      const factor = weights ? ops.reshape(back, ops.mul(back, weights, share), [1]) : share;
      return { inputs: [ops.mul(back, slope!, factor)] };
    },
  };
};

const FLOAT: Attrs = { T: attr.type('float32') };

/** Every example's loss [n], and its gradient by the logits [n, classes]. */
function exampleLosses(
  g: Scope,
  node: IrNodeOf<'cross-entropy'>,
  logits: TensorRef,
  labels: TensorRef,
): readonly TensorRef[] {
  const { labelSmoothing } = node.attrs;
  if (labelSmoothing === 0) {
    const attrs = { ...FLOAT, Tlabels: attr.type('int32') };
    return g.outputs('SparseSoftmaxCrossEntropyWithLogits', [logits, labels], attrs, ['float32', 'float32']);
  }
  const classes = node.inputs[0]!.shape[0]!;
  const off = labelSmoothing / classes;
  const targets = g.one(
    'OneHot',
    [labels, g.int(classes), g.float(1 - labelSmoothing + off), g.float(off)],
    { ...FLOAT, TI: attr.type('int32') },
    'float32',
  );
  return g.outputs('SoftmaxCrossEntropyWithLogits', [logits, targets], FLOAT, ['float32', 'float32']);
}

function gather(g: Scope, values: TensorRef, indices: TensorRef): TensorRef {
  const attrs = {
    Tparams: attr.type('float32'),
    Tindices: attr.type('int32'),
    Taxis: attr.type('int32'),
  };
  return g.one('GatherV2', [values, indices, g.int(0)], attrs, 'float32');
}
