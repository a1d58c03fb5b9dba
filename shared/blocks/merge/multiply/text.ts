export const text = {
  en: {
    name: 'Multiply',
    summary: 'Multiplies two inputs value by value; a vector scales the maps of the other.',
    params: {},
  },
  'zh-TW': {
    name: '相乘',
    summary: '兩個輸入逐點相乘；其中一個若是向量，就逐張縮放另一個的特徵圖。',
    params: {},
  },
};
