import { words } from '../../words';

export const text = {
  en: {
    name: 'Max pool',
    summary: 'Keeps the largest value of every window: the map shrinks, what was found stays.',
    params: { kernel: words.en.kernel, stride: words.en.stride, padding: words.en.poolPadding },
  },
  'zh-TW': {
    name: '最大池化',
    summary: '每個視窗只留最大值：圖變小了，找到的特徵還在。',
    params: {
      kernel: { ...words['zh-TW'].kernel, label: '視窗大小' },
      stride: words['zh-TW'].stride,
      padding: words['zh-TW'].poolPadding,
    },
  },
};
