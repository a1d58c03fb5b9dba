import { words } from '../../words';

export const text = {
  en: {
    name: 'Convolution',
    summary: 'Slides learned filters over the map; each filter makes one output map.',
    params: {
      filters: { label: 'Filters', help: 'How many filters, which is how many maps come out.' },
      kernel: words.en.kernel,
      stride: words.en.stride,
      dilation: words.en.dilation,
      groups: {
        label: 'Groups',
        help: 'Splits the channels into this many parts that do not see each other; must divide both channel counts.',
      },
      padding: words.en.convPadding,
      bias: words.en.bias,
    },
  },
  'zh-TW': {
    name: '卷積',
    summary: '讓學來的濾鏡滑過特徵圖；每個濾鏡產生一張輸出圖。',
    params: {
      filters: { label: '濾鏡數', help: '有幾個濾鏡，就輸出幾張特徵圖。' },
      kernel: words['zh-TW'].kernel,
      stride: words['zh-TW'].stride,
      dilation: words['zh-TW'].dilation,
      groups: { label: '分組數', help: '把通道分成幾組，各組互不相見；輸入與輸出的通道數都要能整除。' },
      padding: words['zh-TW'].convPadding,
      bias: words['zh-TW'].bias,
    },
  },
};
