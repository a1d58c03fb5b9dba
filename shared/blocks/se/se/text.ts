import { activationNames } from '../../words';

export const text = {
  en: {
    name: 'SE',
    summary: 'Squeeze and excitation: learns, image by image, a scale for every map.',
    params: {
      ratio: {
        label: 'Reduction ratio',
        help: 'The hidden layer has the channels over this many units, rounded down, at least one.',
      },
      bias: {
        label: 'Biases',
        help: 'Biases in both dense layers. The published models have them; the paper’s ablations do not.',
      },
      squeeze: { label: 'Squeeze', help: 'How a map becomes one number.' },
      excitation: {
        label: 'Excitation',
        help: 'The function that makes the scales; sigmoid keeps them in 0 to 1.',
      },
    },
    options: { ...activationNames, average: 'Mean', max: 'Maximum' },
  },
  'zh-TW': {
    name: 'SE（擠壓與激發）',
    summary: '針對每張影像，替每張特徵圖學一個縮放倍數。',
    params: {
      ratio: { label: '縮減比', help: '隱藏層的單元數是通道數除以這個數，捨去小數，最少 1 個。' },
      bias: { label: '偏置', help: '兩層全連接都加偏置。官方模型有加，論文的消融實驗沒有。' },
      squeeze: { label: '擠壓方式', help: '一張圖怎麼變成一個數。' },
      excitation: { label: '激發函數', help: '產生倍數的函數；sigmoid 讓倍數落在 0 到 1 之間。' },
    },
    options: { ...activationNames, average: '平均', max: '最大值' },
  },
};
