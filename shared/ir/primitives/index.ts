import * as arrange from './arrange';
import { pointwise, type PrimitiveTable } from './definition';
import * as linear from './linear';
import * as norm from './norm';
import * as windows from './windows';

/** Shape, weights, MACs and reach of every primitive: the closed set of version 1. */
export const primitives: PrimitiveTable = {
  input: arrange.input,
  conv2d: linear.conv2d,
  'depthwise-conv2d': linear.depthwiseConv2d,
  dense: linear.dense,
  'batch-norm': norm.batchNorm,
  lrn: norm.lrn,
  activation: pointwise(),
  prelu: norm.prelu,
  softmax: pointwise(),
  'branch-softmax': arrange.branchSoftmax,
  'max-pool': windows.maxPool,
  'avg-pool': windows.avgPool,
  'global-mean': windows.globalMean,
  'global-max': windows.globalMax,
  add: arrange.add,
  multiply: arrange.multiply,
  concat: arrange.concat,
  split: arrange.split,
  affine: arrange.affine,
  clip: pointwise(),
  reshape: arrange.reshape,
  pad: arrange.pad,
  crop: arrange.crop,
  'channel-pad': arrange.channelPad,
  subsample: windows.subsample,
  upsample: arrange.upsample,
  dropout: pointwise(),
  'dropconnect-dense': linear.dropconnectDense,
  'drop-path': pointwise(),
  identity: pointwise(),
  'cross-entropy': linear.crossEntropy,
};
