import { words } from '../../words';
import { selectiveWords } from '../selective-words';

export const text = {
  en: {
    name: 'SK convolution',
    summary: 'Convolves with several kernels and lets every image choose between them, channel by channel.',
    params: { filters: words.en.filters, stride: words.en.stride, ...selectiveWords.en },
  },
  'zh-TW': {
    name: 'SK 卷積（選擇性卷積核）',
    summary: '同時用幾種卷積核，由每張影像逐一通道決定各用多少。',
    params: { filters: words['zh-TW'].filters, stride: words['zh-TW'].stride, ...selectiveWords['zh-TW'] },
  },
};
