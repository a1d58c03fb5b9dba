// Written by scripts/generate-registry.mjs from the folders beside it. Do not edit.
import type { AnyBlock } from './block';
import { block as convConv } from './conv/conv/block';
import { block as convConv1x1 } from './conv/conv-1x1/block';
import { block as convDepthwiseConv } from './conv/depthwise-conv/block';
import { block as headDense } from './head/dense/block';
import { block as headFcHead } from './head/fc-head/block';
import { block as headFlatten } from './head/flatten/block';
import { block as headGapHead } from './head/gap-head/block';
import { block as headOutput } from './head/output/block';
import { block as inputInput } from './input/input/block';
import { block as mergeAdd } from './merge/add/block';
import { block as mergeChannelPad } from './merge/channel-pad/block';
import { block as mergeConcat } from './merge/concat/block';
import { block as mergeCrop } from './merge/crop/block';
import { block as mergeMultiply } from './merge/multiply/block';
import { block as mergeReshape } from './merge/reshape/block';
import { block as mergeZeroPad } from './merge/zero-pad/block';
import { block as mlpconvMlpconv } from './mlpconv/mlpconv/block';
import { block as moduleInception } from './module/inception/block';
import { block as moduleResidualUnit } from './module/residual-unit/block';
import { block as normActivation } from './norm/activation/block';
import { block as normBatchNorm } from './norm/batch-norm/block';
import { block as normLrn } from './norm/lrn/block';
import { block as normPrelu } from './norm/prelu/block';
import { block as poolAveragePool } from './pool/average-pool/block';
import { block as poolGlobalAveragePool } from './pool/global-average-pool/block';
import { block as poolGlobalMaxPool } from './pool/global-max-pool/block';
import { block as poolMaxPool } from './pool/max-pool/block';
import { block as poolSubsample } from './pool/subsample/block';
import { block as poolUpsample } from './pool/upsample/block';
import { block as regulariseDropconnect } from './regularise/dropconnect/block';
import { block as regulariseDropout } from './regularise/dropout/block';
import { block as regulariseSpatialDropout } from './regularise/spatial-dropout/block';
import { block as regulariseStochasticDepth } from './regularise/stochastic-depth/block';
import { block as seSe } from './se/se/block';
import { block as seSeInception } from './se/se-inception/block';
import { block as seSeResidualUnit } from './se/se-residual-unit/block';
import { block as skSkConv } from './sk/sk-conv/block';
import { block as skSkSelect } from './sk/sk-select/block';
import { block as skSkUnit } from './sk/sk-unit/block';

export const blocks: readonly AnyBlock[] = [
  convConv,
  convConv1x1,
  convDepthwiseConv,
  headDense,
  headFcHead,
  headFlatten,
  headGapHead,
  headOutput,
  inputInput,
  mergeAdd,
  mergeChannelPad,
  mergeConcat,
  mergeCrop,
  mergeMultiply,
  mergeReshape,
  mergeZeroPad,
  mlpconvMlpconv,
  moduleInception,
  moduleResidualUnit,
  normActivation,
  normBatchNorm,
  normLrn,
  normPrelu,
  poolAveragePool,
  poolGlobalAveragePool,
  poolGlobalMaxPool,
  poolMaxPool,
  poolSubsample,
  poolUpsample,
  regulariseDropconnect,
  regulariseDropout,
  regulariseSpatialDropout,
  regulariseStochasticDepth,
  seSe,
  seSeInception,
  seSeResidualUnit,
  skSkConv,
  skSkSelect,
  skSkUnit,
];
