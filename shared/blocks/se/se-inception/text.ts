import { inceptionWords } from '../../module/inception-words';
import { gateWords } from '../gate';

export const text = {
  en: {
    name: 'SE-Inception module',
    summary: 'An Inception module whose concatenated maps are rescaled by SE.',
    params: { ...inceptionWords.en, ...gateWords.en.params },
    options: gateWords.en.options,
  },
  'zh-TW': {
    name: 'SE-Inception 模組',
    summary: 'Inception 模組串接後的特徵圖，再由 SE 逐張縮放。',
    params: { ...inceptionWords['zh-TW'], ...gateWords['zh-TW'].params },
    options: gateWords['zh-TW'].options,
  },
};
