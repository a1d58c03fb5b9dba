import type { PrimitiveName } from '../../../ir/primitive';
import type { KerasEmitter } from '../emitter';
import * as arrange from './arrange';
import * as linear from './linear';
import * as norm from './norm';
import * as pool from './pool';

/** Every primitive in Keras's layers. */
export const emitters: { readonly [K in PrimitiveName]: KerasEmitter<K> } = {
  input: arrange.input,
  conv2d: linear.conv2d,
  'depthwise-conv2d': linear.depthwiseConv2d,
  dense: linear.dense,
  'batch-norm': norm.batchNorm,
  lrn: norm.lrn,
  activation: norm.activation,
  prelu: norm.prelu,
  softmax: norm.softmax,
  'branch-softmax': norm.branchSoftmax,
  'max-pool': pool.maxPool,
  'avg-pool': pool.avgPool,
  'global-mean': pool.globalMean,
  'global-max': pool.globalMax,
  add: arrange.add,
  multiply: arrange.multiply,
  concat: arrange.concat,
  split: arrange.split,
  affine: arrange.affine,
  clip: arrange.clip,
  reshape: arrange.reshape,
  pad: pool.pad,
  crop: arrange.crop,
  'channel-pad': arrange.channelPad,
  subsample: pool.subsample,
  upsample: arrange.upsample,
  dropout: norm.dropout,
  'dropconnect-dense': linear.dropconnectDense,
  'drop-path': norm.dropPath,
  identity: arrange.identity,
  'cross-entropy': norm.crossEntropy,
};
