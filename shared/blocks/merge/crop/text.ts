export const text = {
  en: {
    name: 'Crop',
    summary: 'Takes rows and columns away at the edges of every map.',
    params: {
      top: { label: 'Top', help: 'Rows taken away above.' },
      bottom: { label: 'Bottom', help: 'Rows taken away below.' },
      left: { label: 'Left', help: 'Columns taken away on the left.' },
      right: { label: 'Right', help: 'Columns taken away on the right.' },
    },
  },
  'zh-TW': {
    name: '裁切',
    summary: '切掉每張特徵圖邊緣的列與行。',
    params: {
      top: { label: '上', help: '上方切掉幾列。' },
      bottom: { label: '下', help: '下方切掉幾列。' },
      left: { label: '左', help: '左邊切掉幾行。' },
      right: { label: '右', help: '右邊切掉幾行。' },
    },
  },
};
