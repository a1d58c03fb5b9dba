export const text = {
  en: {
    name: 'Channel padding',
    summary: 'Adds maps of zeros, so that a shortcut fits wider maps without parameters.',
    params: {
      before: { label: 'In front', help: 'Maps of zeros in front.' },
      after: { label: 'Behind', help: 'Maps of zeros behind.' },
    },
  },
  'zh-TW': {
    name: '通道補零',
    summary: '加上全零的特徵圖，讓捷徑不用參數就能接上更多通道。',
    params: {
      before: { label: '前面', help: '在前面加幾張全零的特徵圖。' },
      after: { label: '後面', help: '在後面加幾張全零的特徵圖。' },
    },
  },
};
