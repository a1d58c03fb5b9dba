export const text = {
  en: {
    name: 'Reshape',
    summary: 'The same values in another shape.',
    params: {
      shape: {
        label: 'Shape',
        help: 'Height, width and channels, or one number for a vector; as many values as come in.',
      },
    },
  },
  'zh-TW': {
    name: '變形',
    summary: '同樣的數值，換一個形狀。',
    params: { shape: { label: '形狀', help: '高、寬、通道；只寫一個數就是向量。總數要與輸入相同。' } },
  },
};
