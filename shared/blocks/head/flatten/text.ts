export const text = {
  en: {
    name: 'Flatten',
    summary: 'Lays the values of all maps in one row, position by position, channels innermost.',
    params: {},
  },
  'zh-TW': {
    name: '攤平',
    summary: '把所有特徵圖的數值排成一列：依位置排，同一位置的各通道相鄰。',
    params: {},
  },
};
