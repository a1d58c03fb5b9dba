export const text = {
  en: {
    name: 'Global average pool',
    summary: 'Averages every map to one number, without a single parameter.',
    params: {},
  },
  'zh-TW': {
    name: '全域平均池化',
    summary: '把每張特徵圖平均成一個數，不需要任何參數。',
    params: {},
  },
};
