import { words } from '../../words';

export const text = {
  en: {
    name: 'Depthwise convolution',
    summary: 'Filters every map by itself; no channel sees another.',
    params: {
      multiplier: {
        label: 'Multiplier',
        help: 'How many filters every map has, and so how many maps come of it.',
      },
      kernel: words.en.kernel,
      stride: words.en.stride,
      dilation: words.en.dilation,
      padding: words.en.convPadding,
      bias: words.en.bias,
    },
  },
  'zh-TW': {
    name: '深度卷積',
    summary: '每張特徵圖各用自己的濾鏡；通道之間互不相見。',
    params: {
      multiplier: { label: '倍數', help: '每張特徵圖有幾個濾鏡，就產生幾張輸出圖。' },
      kernel: words['zh-TW'].kernel,
      stride: words['zh-TW'].stride,
      dilation: words['zh-TW'].dilation,
      padding: words['zh-TW'].convPadding,
      bias: words['zh-TW'].bias,
    },
  },
};
