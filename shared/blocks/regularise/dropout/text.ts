import { words } from '../../words';

export const text = {
  en: {
    name: 'Dropout',
    summary: 'Sets a random part of the values to zero in training; does nothing at inference.',
    params: {
      rate: words.en.rate,
      spatial: { label: 'Whole maps', help: 'Drops whole maps instead of single values (spatial dropout).' },
    },
  },
  'zh-TW': {
    name: 'Dropout',
    summary: '訓練時隨機把一部分數值歸零；推論時什麼都不做。',
    params: {
      rate: words['zh-TW'].rate,
      spatial: { label: '整張丟棄', help: '一次丟掉整張特徵圖，而不是單一數值（spatial dropout）。' },
    },
  },
};
