import { words } from '../../words';

export const text = {
  en: {
    name: 'Convolution',
    summary: 'Slides learned filters over the map; each filter makes one output map.',
    params: {
      filters: words.en.filters,
      kernel: words.en.kernel,
      stride: words.en.stride,
      dilation: words.en.dilation,
      groups: words.en.groups,
      padding: words.en.convPadding,
      bias: words.en.bias,
    },
  },
  'zh-TW': {
    name: '卷積',
    summary: '讓學來的濾鏡滑過特徵圖；每個濾鏡產生一張輸出圖。',
    params: {
      filters: words['zh-TW'].filters,
      kernel: words['zh-TW'].kernel,
      stride: words['zh-TW'].stride,
      dilation: words['zh-TW'].dilation,
      groups: words['zh-TW'].groups,
      padding: words['zh-TW'].convPadding,
      bias: words['zh-TW'].bias,
    },
  },
};
