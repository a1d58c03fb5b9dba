// Written by scripts/generate-registry.mjs from the folders beside it. Do not edit.
import type { BlockDocuments } from './documents';
import convConvEn from './conv/conv/docs.en.md?raw';
import convConvZhTw from './conv/conv/docs.zh-TW.md?raw';
import convConvFigure from './conv/conv/figure.svg?raw';
import convConv1x1En from './conv/conv-1x1/docs.en.md?raw';
import convConv1x1ZhTw from './conv/conv-1x1/docs.zh-TW.md?raw';
import convConv1x1Figure from './conv/conv-1x1/figure.svg?raw';
import convDepthwiseConvEn from './conv/depthwise-conv/docs.en.md?raw';
import convDepthwiseConvZhTw from './conv/depthwise-conv/docs.zh-TW.md?raw';
import convDepthwiseConvFigure from './conv/depthwise-conv/figure.svg?raw';
import headDenseEn from './head/dense/docs.en.md?raw';
import headDenseZhTw from './head/dense/docs.zh-TW.md?raw';
import headDenseFigure from './head/dense/figure.svg?raw';
import headFcHeadEn from './head/fc-head/docs.en.md?raw';
import headFcHeadZhTw from './head/fc-head/docs.zh-TW.md?raw';
import headFcHeadFigure from './head/fc-head/figure.svg?raw';
import headFlattenEn from './head/flatten/docs.en.md?raw';
import headFlattenZhTw from './head/flatten/docs.zh-TW.md?raw';
import headFlattenFigure from './head/flatten/figure.svg?raw';
import headGapHeadEn from './head/gap-head/docs.en.md?raw';
import headGapHeadZhTw from './head/gap-head/docs.zh-TW.md?raw';
import headGapHeadFigure from './head/gap-head/figure.svg?raw';
import headOutputEn from './head/output/docs.en.md?raw';
import headOutputZhTw from './head/output/docs.zh-TW.md?raw';
import headOutputFigure from './head/output/figure.svg?raw';
import inputInputEn from './input/input/docs.en.md?raw';
import inputInputZhTw from './input/input/docs.zh-TW.md?raw';
import inputInputFigure from './input/input/figure.svg?raw';
import mergeAddEn from './merge/add/docs.en.md?raw';
import mergeAddZhTw from './merge/add/docs.zh-TW.md?raw';
import mergeAddFigure from './merge/add/figure.svg?raw';
import mergeChannelPadEn from './merge/channel-pad/docs.en.md?raw';
import mergeChannelPadZhTw from './merge/channel-pad/docs.zh-TW.md?raw';
import mergeChannelPadFigure from './merge/channel-pad/figure.svg?raw';
import mergeConcatEn from './merge/concat/docs.en.md?raw';
import mergeConcatZhTw from './merge/concat/docs.zh-TW.md?raw';
import mergeConcatFigure from './merge/concat/figure.svg?raw';
import mergeCropEn from './merge/crop/docs.en.md?raw';
import mergeCropZhTw from './merge/crop/docs.zh-TW.md?raw';
import mergeCropFigure from './merge/crop/figure.svg?raw';
import mergeMultiplyEn from './merge/multiply/docs.en.md?raw';
import mergeMultiplyZhTw from './merge/multiply/docs.zh-TW.md?raw';
import mergeMultiplyFigure from './merge/multiply/figure.svg?raw';
import mergeReshapeEn from './merge/reshape/docs.en.md?raw';
import mergeReshapeZhTw from './merge/reshape/docs.zh-TW.md?raw';
import mergeReshapeFigure from './merge/reshape/figure.svg?raw';
import mergeZeroPadEn from './merge/zero-pad/docs.en.md?raw';
import mergeZeroPadZhTw from './merge/zero-pad/docs.zh-TW.md?raw';
import mergeZeroPadFigure from './merge/zero-pad/figure.svg?raw';
import mlpconvMlpconvEn from './mlpconv/mlpconv/docs.en.md?raw';
import mlpconvMlpconvZhTw from './mlpconv/mlpconv/docs.zh-TW.md?raw';
import mlpconvMlpconvFigure from './mlpconv/mlpconv/figure.svg?raw';
import moduleInceptionEn from './module/inception/docs.en.md?raw';
import moduleInceptionZhTw from './module/inception/docs.zh-TW.md?raw';
import moduleInceptionFigure from './module/inception/figure.svg?raw';
import moduleResidualUnitEn from './module/residual-unit/docs.en.md?raw';
import moduleResidualUnitZhTw from './module/residual-unit/docs.zh-TW.md?raw';
import moduleResidualUnitFigure from './module/residual-unit/figure.svg?raw';
import normActivationEn from './norm/activation/docs.en.md?raw';
import normActivationZhTw from './norm/activation/docs.zh-TW.md?raw';
import normActivationFigure from './norm/activation/figure.svg?raw';
import normBatchNormEn from './norm/batch-norm/docs.en.md?raw';
import normBatchNormZhTw from './norm/batch-norm/docs.zh-TW.md?raw';
import normBatchNormFigure from './norm/batch-norm/figure.svg?raw';
import normLrnEn from './norm/lrn/docs.en.md?raw';
import normLrnZhTw from './norm/lrn/docs.zh-TW.md?raw';
import normLrnFigure from './norm/lrn/figure.svg?raw';
import normPreluEn from './norm/prelu/docs.en.md?raw';
import normPreluZhTw from './norm/prelu/docs.zh-TW.md?raw';
import normPreluFigure from './norm/prelu/figure.svg?raw';
import poolAveragePoolEn from './pool/average-pool/docs.en.md?raw';
import poolAveragePoolZhTw from './pool/average-pool/docs.zh-TW.md?raw';
import poolAveragePoolFigure from './pool/average-pool/figure.svg?raw';
import poolGlobalAveragePoolEn from './pool/global-average-pool/docs.en.md?raw';
import poolGlobalAveragePoolZhTw from './pool/global-average-pool/docs.zh-TW.md?raw';
import poolGlobalAveragePoolFigure from './pool/global-average-pool/figure.svg?raw';
import poolGlobalMaxPoolEn from './pool/global-max-pool/docs.en.md?raw';
import poolGlobalMaxPoolZhTw from './pool/global-max-pool/docs.zh-TW.md?raw';
import poolGlobalMaxPoolFigure from './pool/global-max-pool/figure.svg?raw';
import poolMaxPoolEn from './pool/max-pool/docs.en.md?raw';
import poolMaxPoolZhTw from './pool/max-pool/docs.zh-TW.md?raw';
import poolMaxPoolFigure from './pool/max-pool/figure.svg?raw';
import poolSubsampleEn from './pool/subsample/docs.en.md?raw';
import poolSubsampleZhTw from './pool/subsample/docs.zh-TW.md?raw';
import poolSubsampleFigure from './pool/subsample/figure.svg?raw';
import poolUpsampleEn from './pool/upsample/docs.en.md?raw';
import poolUpsampleZhTw from './pool/upsample/docs.zh-TW.md?raw';
import poolUpsampleFigure from './pool/upsample/figure.svg?raw';
import regulariseDropconnectEn from './regularise/dropconnect/docs.en.md?raw';
import regulariseDropconnectZhTw from './regularise/dropconnect/docs.zh-TW.md?raw';
import regulariseDropconnectFigure from './regularise/dropconnect/figure.svg?raw';
import regulariseDropoutEn from './regularise/dropout/docs.en.md?raw';
import regulariseDropoutZhTw from './regularise/dropout/docs.zh-TW.md?raw';
import regulariseDropoutFigure from './regularise/dropout/figure.svg?raw';
import regulariseSpatialDropoutEn from './regularise/spatial-dropout/docs.en.md?raw';
import regulariseSpatialDropoutZhTw from './regularise/spatial-dropout/docs.zh-TW.md?raw';
import regulariseSpatialDropoutFigure from './regularise/spatial-dropout/figure.svg?raw';
import regulariseStochasticDepthEn from './regularise/stochastic-depth/docs.en.md?raw';
import regulariseStochasticDepthZhTw from './regularise/stochastic-depth/docs.zh-TW.md?raw';
import regulariseStochasticDepthFigure from './regularise/stochastic-depth/figure.svg?raw';
import seSeEn from './se/se/docs.en.md?raw';
import seSeZhTw from './se/se/docs.zh-TW.md?raw';
import seSeFigure from './se/se/figure.svg?raw';
import seSeInceptionEn from './se/se-inception/docs.en.md?raw';
import seSeInceptionZhTw from './se/se-inception/docs.zh-TW.md?raw';
import seSeInceptionFigure from './se/se-inception/figure.svg?raw';
import seSeResidualUnitEn from './se/se-residual-unit/docs.en.md?raw';
import seSeResidualUnitZhTw from './se/se-residual-unit/docs.zh-TW.md?raw';
import seSeResidualUnitFigure from './se/se-residual-unit/figure.svg?raw';
import skSkConvEn from './sk/sk-conv/docs.en.md?raw';
import skSkConvZhTw from './sk/sk-conv/docs.zh-TW.md?raw';
import skSkConvFigure from './sk/sk-conv/figure.svg?raw';
import skSkSelectEn from './sk/sk-select/docs.en.md?raw';
import skSkSelectZhTw from './sk/sk-select/docs.zh-TW.md?raw';
import skSkSelectFigure from './sk/sk-select/figure.svg?raw';
import skSkUnitEn from './sk/sk-unit/docs.en.md?raw';
import skSkUnitZhTw from './sk/sk-unit/docs.zh-TW.md?raw';
import skSkUnitFigure from './sk/sk-unit/figure.svg?raw';

/** Learn pages and figures, by block folder. */
export const documentsByFolder: Readonly<Record<string, BlockDocuments>> = {
  'conv/conv': { en: convConvEn, 'zh-TW': convConvZhTw, figure: convConvFigure },
  'conv/conv-1x1': { en: convConv1x1En, 'zh-TW': convConv1x1ZhTw, figure: convConv1x1Figure },
  'conv/depthwise-conv': {
    en: convDepthwiseConvEn,
    'zh-TW': convDepthwiseConvZhTw,
    figure: convDepthwiseConvFigure,
  },
  'head/dense': { en: headDenseEn, 'zh-TW': headDenseZhTw, figure: headDenseFigure },
  'head/fc-head': { en: headFcHeadEn, 'zh-TW': headFcHeadZhTw, figure: headFcHeadFigure },
  'head/flatten': { en: headFlattenEn, 'zh-TW': headFlattenZhTw, figure: headFlattenFigure },
  'head/gap-head': { en: headGapHeadEn, 'zh-TW': headGapHeadZhTw, figure: headGapHeadFigure },
  'head/output': { en: headOutputEn, 'zh-TW': headOutputZhTw, figure: headOutputFigure },
  'input/input': { en: inputInputEn, 'zh-TW': inputInputZhTw, figure: inputInputFigure },
  'merge/add': { en: mergeAddEn, 'zh-TW': mergeAddZhTw, figure: mergeAddFigure },
  'merge/channel-pad': { en: mergeChannelPadEn, 'zh-TW': mergeChannelPadZhTw, figure: mergeChannelPadFigure },
  'merge/concat': { en: mergeConcatEn, 'zh-TW': mergeConcatZhTw, figure: mergeConcatFigure },
  'merge/crop': { en: mergeCropEn, 'zh-TW': mergeCropZhTw, figure: mergeCropFigure },
  'merge/multiply': { en: mergeMultiplyEn, 'zh-TW': mergeMultiplyZhTw, figure: mergeMultiplyFigure },
  'merge/reshape': { en: mergeReshapeEn, 'zh-TW': mergeReshapeZhTw, figure: mergeReshapeFigure },
  'merge/zero-pad': { en: mergeZeroPadEn, 'zh-TW': mergeZeroPadZhTw, figure: mergeZeroPadFigure },
  'mlpconv/mlpconv': { en: mlpconvMlpconvEn, 'zh-TW': mlpconvMlpconvZhTw, figure: mlpconvMlpconvFigure },
  'module/inception': { en: moduleInceptionEn, 'zh-TW': moduleInceptionZhTw, figure: moduleInceptionFigure },
  'module/residual-unit': {
    en: moduleResidualUnitEn,
    'zh-TW': moduleResidualUnitZhTw,
    figure: moduleResidualUnitFigure,
  },
  'norm/activation': { en: normActivationEn, 'zh-TW': normActivationZhTw, figure: normActivationFigure },
  'norm/batch-norm': { en: normBatchNormEn, 'zh-TW': normBatchNormZhTw, figure: normBatchNormFigure },
  'norm/lrn': { en: normLrnEn, 'zh-TW': normLrnZhTw, figure: normLrnFigure },
  'norm/prelu': { en: normPreluEn, 'zh-TW': normPreluZhTw, figure: normPreluFigure },
  'pool/average-pool': { en: poolAveragePoolEn, 'zh-TW': poolAveragePoolZhTw, figure: poolAveragePoolFigure },
  'pool/global-average-pool': {
    en: poolGlobalAveragePoolEn,
    'zh-TW': poolGlobalAveragePoolZhTw,
    figure: poolGlobalAveragePoolFigure,
  },
  'pool/global-max-pool': {
    en: poolGlobalMaxPoolEn,
    'zh-TW': poolGlobalMaxPoolZhTw,
    figure: poolGlobalMaxPoolFigure,
  },
  'pool/max-pool': { en: poolMaxPoolEn, 'zh-TW': poolMaxPoolZhTw, figure: poolMaxPoolFigure },
  'pool/subsample': { en: poolSubsampleEn, 'zh-TW': poolSubsampleZhTw, figure: poolSubsampleFigure },
  'pool/upsample': { en: poolUpsampleEn, 'zh-TW': poolUpsampleZhTw, figure: poolUpsampleFigure },
  'regularise/dropconnect': {
    en: regulariseDropconnectEn,
    'zh-TW': regulariseDropconnectZhTw,
    figure: regulariseDropconnectFigure,
  },
  'regularise/dropout': {
    en: regulariseDropoutEn,
    'zh-TW': regulariseDropoutZhTw,
    figure: regulariseDropoutFigure,
  },
  'regularise/spatial-dropout': {
    en: regulariseSpatialDropoutEn,
    'zh-TW': regulariseSpatialDropoutZhTw,
    figure: regulariseSpatialDropoutFigure,
  },
  'regularise/stochastic-depth': {
    en: regulariseStochasticDepthEn,
    'zh-TW': regulariseStochasticDepthZhTw,
    figure: regulariseStochasticDepthFigure,
  },
  'se/se': { en: seSeEn, 'zh-TW': seSeZhTw, figure: seSeFigure },
  'se/se-inception': { en: seSeInceptionEn, 'zh-TW': seSeInceptionZhTw, figure: seSeInceptionFigure },
  'se/se-residual-unit': {
    en: seSeResidualUnitEn,
    'zh-TW': seSeResidualUnitZhTw,
    figure: seSeResidualUnitFigure,
  },
  'sk/sk-conv': { en: skSkConvEn, 'zh-TW': skSkConvZhTw, figure: skSkConvFigure },
  'sk/sk-select': { en: skSkSelectEn, 'zh-TW': skSkSelectZhTw, figure: skSkSelectFigure },
  'sk/sk-unit': { en: skSkUnitEn, 'zh-TW': skSkUnitZhTw, figure: skSkUnitFigure },
};
