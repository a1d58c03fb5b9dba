// Written by scripts/generate-registry.mjs from the folders beside it. Do not edit.
import type { AnyBlock } from './block';
import { block as convConv } from './conv/conv/block';
import { block as headDense } from './head/dense/block';
import { block as headFcHead } from './head/fc-head/block';
import { block as headFlatten } from './head/flatten/block';
import { block as headGapHead } from './head/gap-head/block';
import { block as headOutput } from './head/output/block';
import { block as inputInput } from './input/input/block';
import { block as mergeAdd } from './merge/add/block';
import { block as mergeConcat } from './merge/concat/block';
import { block as mergeMultiply } from './merge/multiply/block';
import { block as mlpconvMlpconv } from './mlpconv/mlpconv/block';
import { block as normActivation } from './norm/activation/block';
import { block as normBatchNorm } from './norm/batch-norm/block';
import { block as poolAveragePool } from './pool/average-pool/block';
import { block as poolGlobalAveragePool } from './pool/global-average-pool/block';
import { block as poolGlobalMaxPool } from './pool/global-max-pool/block';
import { block as poolMaxPool } from './pool/max-pool/block';
import { block as regulariseDropout } from './regularise/dropout/block';
import { block as seSe } from './se/se/block';

export const blocks: readonly AnyBlock[] = [
  convConv,
  headDense,
  headFcHead,
  headFlatten,
  headGapHead,
  headOutput,
  inputInput,
  mergeAdd,
  mergeConcat,
  mergeMultiply,
  mlpconvMlpconv,
  normActivation,
  normBatchNorm,
  poolAveragePool,
  poolGlobalAveragePool,
  poolGlobalMaxPool,
  poolMaxPool,
  regulariseDropout,
  seSe,
];
