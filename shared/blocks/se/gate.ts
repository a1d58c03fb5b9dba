import type { ParamSpecs } from '../params';
import { activationNames, words } from '../words';

/** How SE scales, wherever it sits. */
export const GATE_PARAMS = {
  ratio: { type: 'int', default: 16, min: 1, max: 4096 },
  seBias: { type: 'boolean', default: true },
  squeeze: { type: 'choice', default: 'average', options: ['average', 'max'] },
  excitation: { type: 'choice', default: 'sigmoid', options: ['sigmoid', 'hard-sigmoid', 'tanh', 'relu'] },
} as const satisfies ParamSpecs;

function gateParams<W extends (typeof words)['en'] | (typeof words)['zh-TW']>(language: W) {
  const { ratio, seBias, squeeze, excitation } = language;
  return { ratio, seBias, squeeze, excitation };
}

/** The words of these parameters and of their options. */
export const gateWords = {
  en: {
    params: gateParams(words.en),
    options: { ...activationNames, average: 'Mean', max: 'Maximum' },
  },
  'zh-TW': {
    params: gateParams(words['zh-TW']),
    options: { ...activationNames, average: '平均', max: '最大值' },
  },
};
