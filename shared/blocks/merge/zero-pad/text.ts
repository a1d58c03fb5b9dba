export const text = {
  en: {
    name: 'Zero padding',
    summary: 'Puts rows and columns of zeros around every map.',
    params: {
      top: { label: 'Top', help: 'Rows of zeros above.' },
      bottom: { label: 'Bottom', help: 'Rows of zeros below.' },
      left: { label: 'Left', help: 'Columns of zeros on the left.' },
      right: { label: 'Right', help: 'Columns of zeros on the right.' },
    },
  },
  'zh-TW': {
    name: '補零',
    summary: '在每張特徵圖四周補上零。',
    params: {
      top: { label: '上', help: '上方補幾列零。' },
      bottom: { label: '下', help: '下方補幾列零。' },
      left: { label: '左', help: '左邊補幾行零。' },
      right: { label: '右', help: '右邊補幾行零。' },
    },
  },
};
