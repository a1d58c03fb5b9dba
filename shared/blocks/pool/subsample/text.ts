export const text = {
  en: {
    name: 'Subsample',
    summary: 'Keeps every second (third, …) row and column and drops the rest.',
    params: { stride: { label: 'Stride', help: 'Every how many rows and columns one is kept.' } },
  },
  'zh-TW': {
    name: '取樣',
    summary: '每隔幾列、幾行留一個，其餘捨去。',
    params: { stride: { label: '步幅', help: '每幾列、幾行留下一個。' } },
  },
};
