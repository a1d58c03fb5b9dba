import { words } from '../../words';
import { gateWords } from '../gate';

export const text = {
  en: {
    name: 'SE',
    summary: 'Squeeze and excitation: learns, image by image, a scale for every map.',
    params: {
      ratio: words.en.ratio,
      bias: {
        label: 'Biases',
        help: 'Biases in both dense layers. The published models have them; the paper’s ablations do not.',
      },
      squeeze: words.en.squeeze,
      excitation: words.en.excitation,
    },
    options: gateWords.en.options,
  },
  'zh-TW': {
    name: 'SE（擠壓與激發）',
    summary: '針對每張影像，替每張特徵圖學一個縮放倍數。',
    params: {
      ratio: words['zh-TW'].ratio,
      bias: { label: '偏置', help: '兩層全連接都加偏置。官方模型有加，論文的消融實驗沒有。' },
      squeeze: words['zh-TW'].squeeze,
      excitation: words['zh-TW'].excitation,
    },
    options: gateWords['zh-TW'].options,
  },
};
