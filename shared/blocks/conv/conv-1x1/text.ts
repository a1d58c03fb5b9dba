import { words } from '../../words';

export const text = {
  en: {
    name: 'Convolution 1×1',
    summary: 'Mixes the channels of every position, and makes more maps or fewer; sees no neighbour.',
    params: {
      filters: words.en.filters,
      stride: words.en.stride,
      groups: words.en.groups,
      bias: words.en.bias,
    },
  },
  'zh-TW': {
    name: '1×1 卷積',
    summary: '在每個位置上混合各通道，可以增加或減少特徵圖的張數；看不到鄰居。',
    params: {
      filters: words['zh-TW'].filters,
      stride: words['zh-TW'].stride,
      groups: words['zh-TW'].groups,
      bias: words['zh-TW'].bias,
    },
  },
};
