import * as activation from './activation';
import * as arrange from './arrange';
import * as conv from './conv';
import type { EmitterTable } from './emitter';
import * as linear from './linear';
import * as loss from './loss';
import * as merge from './merge';
import * as norm from './norm';
import * as pool from './pool';
import * as random from './random';

/** Forward and backward of every primitive: a primitive without an entry does not type-check. */
export const emitters: EmitterTable = {
  input: arrange.input,
  conv2d: conv.conv2d,
  'depthwise-conv2d': conv.depthwiseConv2d,
  dense: linear.dense,
  'batch-norm': norm.batchNorm,
  lrn: norm.lrn,
  activation: activation.activation,
  prelu: activation.prelu,
  softmax: activation.softmax,
  'branch-softmax': activation.branchSoftmax,
  'max-pool': pool.maxPool,
  'avg-pool': pool.avgPool,
  'global-mean': pool.globalMean,
  'global-max': pool.globalMax,
  add: merge.add,
  multiply: merge.multiply,
  concat: merge.concat,
  split: merge.split,
  affine: arrange.affine,
  clip: activation.clip,
  reshape: arrange.reshape,
  pad: arrange.pad,
  crop: arrange.crop,
  'channel-pad': arrange.channelPad,
  subsample: arrange.subsample,
  upsample: arrange.upsample,
  dropout: random.dropout,
  'dropconnect-dense': linear.dropconnectDense,
  'drop-path': random.dropPath,
  identity: arrange.identity,
  'cross-entropy': loss.crossEntropy,
};
