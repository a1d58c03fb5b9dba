export const text = {
  en: {
    name: 'Global max pool',
    summary: 'Keeps the largest value of every map.',
    params: {},
  },
  'zh-TW': {
    name: '全域最大池化',
    summary: '每張特徵圖只留下最大的那個值。',
    params: {},
  },
};
