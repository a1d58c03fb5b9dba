import { words } from '../../words';

export const text = {
  en: {
    name: 'Average pool',
    summary: 'Replaces every window by its mean.',
    params: {
      kernel: words.en.kernel,
      stride: words.en.stride,
      padding: words.en.poolPadding,
      countPadding: {
        label: 'Count the padding',
        help: 'Whether padded zeros count in the divisor. PyTorch does so unless told not to; TensorFlow does not.',
      },
    },
  },
  'zh-TW': {
    name: '平均池化',
    summary: '把每個視窗換成它的平均值。',
    params: {
      kernel: { ...words['zh-TW'].kernel, label: '視窗大小' },
      stride: words['zh-TW'].stride,
      padding: words['zh-TW'].poolPadding,
      countPadding: {
        label: '分母計入補邊',
        help: '補上的零算不算在平均的分母裡。PyTorch 預設會算，TensorFlow 不算。',
      },
    },
  },
};
