import { words } from '../../words';

export const text = {
  en: {
    name: 'Spatial dropout',
    summary: 'Sets whole maps to zero at random in training; does nothing at inference.',
    params: { rate: words.en.rate },
  },
  'zh-TW': {
    name: '空間 Dropout',
    summary: '訓練時隨機把整張特徵圖歸零；推論時什麼都不做。',
    params: { rate: words['zh-TW'].rate },
  },
};
