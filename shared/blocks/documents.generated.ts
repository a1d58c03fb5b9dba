// Written by scripts/generate-registry.mjs from the folders beside it. Do not edit.
import type { BlockDocuments } from './documents';
import convConvEn from './conv/conv/docs.en.md?raw';
import convConvZhTw from './conv/conv/docs.zh-TW.md?raw';
import convConvFigure from './conv/conv/figure.svg?raw';
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
import mergeConcatEn from './merge/concat/docs.en.md?raw';
import mergeConcatZhTw from './merge/concat/docs.zh-TW.md?raw';
import mergeConcatFigure from './merge/concat/figure.svg?raw';
import mergeMultiplyEn from './merge/multiply/docs.en.md?raw';
import mergeMultiplyZhTw from './merge/multiply/docs.zh-TW.md?raw';
import mergeMultiplyFigure from './merge/multiply/figure.svg?raw';
import mlpconvMlpconvEn from './mlpconv/mlpconv/docs.en.md?raw';
import mlpconvMlpconvZhTw from './mlpconv/mlpconv/docs.zh-TW.md?raw';
import mlpconvMlpconvFigure from './mlpconv/mlpconv/figure.svg?raw';
import normActivationEn from './norm/activation/docs.en.md?raw';
import normActivationZhTw from './norm/activation/docs.zh-TW.md?raw';
import normActivationFigure from './norm/activation/figure.svg?raw';
import normBatchNormEn from './norm/batch-norm/docs.en.md?raw';
import normBatchNormZhTw from './norm/batch-norm/docs.zh-TW.md?raw';
import normBatchNormFigure from './norm/batch-norm/figure.svg?raw';
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
import regulariseDropoutEn from './regularise/dropout/docs.en.md?raw';
import regulariseDropoutZhTw from './regularise/dropout/docs.zh-TW.md?raw';
import regulariseDropoutFigure from './regularise/dropout/figure.svg?raw';
import seSeEn from './se/se/docs.en.md?raw';
import seSeZhTw from './se/se/docs.zh-TW.md?raw';
import seSeFigure from './se/se/figure.svg?raw';

/** Learn pages and figures, by block folder. */
export const documentsByFolder: Readonly<Record<string, BlockDocuments>> = {
  'conv/conv': { en: convConvEn, 'zh-TW': convConvZhTw, figure: convConvFigure },
  'head/dense': { en: headDenseEn, 'zh-TW': headDenseZhTw, figure: headDenseFigure },
  'head/fc-head': { en: headFcHeadEn, 'zh-TW': headFcHeadZhTw, figure: headFcHeadFigure },
  'head/flatten': { en: headFlattenEn, 'zh-TW': headFlattenZhTw, figure: headFlattenFigure },
  'head/gap-head': { en: headGapHeadEn, 'zh-TW': headGapHeadZhTw, figure: headGapHeadFigure },
  'head/output': { en: headOutputEn, 'zh-TW': headOutputZhTw, figure: headOutputFigure },
  'input/input': { en: inputInputEn, 'zh-TW': inputInputZhTw, figure: inputInputFigure },
  'merge/add': { en: mergeAddEn, 'zh-TW': mergeAddZhTw, figure: mergeAddFigure },
  'merge/concat': { en: mergeConcatEn, 'zh-TW': mergeConcatZhTw, figure: mergeConcatFigure },
  'merge/multiply': { en: mergeMultiplyEn, 'zh-TW': mergeMultiplyZhTw, figure: mergeMultiplyFigure },
  'mlpconv/mlpconv': { en: mlpconvMlpconvEn, 'zh-TW': mlpconvMlpconvZhTw, figure: mlpconvMlpconvFigure },
  'norm/activation': { en: normActivationEn, 'zh-TW': normActivationZhTw, figure: normActivationFigure },
  'norm/batch-norm': { en: normBatchNormEn, 'zh-TW': normBatchNormZhTw, figure: normBatchNormFigure },
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
  'regularise/dropout': {
    en: regulariseDropoutEn,
    'zh-TW': regulariseDropoutZhTw,
    figure: regulariseDropoutFigure,
  },
  'se/se': { en: seSeEn, 'zh-TW': seSeZhTw, figure: seSeFigure },
};
