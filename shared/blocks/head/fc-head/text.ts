import { words } from '../../words';

export const text = {
  en: {
    name: 'FC head',
    summary: 'Flattens the maps and classifies them with fully connected layers.',
    params: {
      classes: words.en.classes,
      hidden: { label: 'Hidden layers', help: 'Units of each hidden layer; empty for the classifier alone.' },
      dropout: {
        label: 'Dropout',
        help: 'Fraction dropped after every hidden layer, or before the classifier when there is none. 0 for none.',
      },
    },
  },
  'zh-TW': {
    name: '全連接分類頭',
    summary: '把特徵圖攤平，再用全連接層分類。',
    params: {
      classes: words['zh-TW'].classes,
      hidden: { label: '隱藏層', help: '每一層隱藏層的單元數；留空就只有分類層。' },
      dropout: {
        label: 'Dropout',
        help: '每層隱藏層之後丟棄的比例；沒有隱藏層時，放在分類層之前。0 表示不用。',
      },
    },
  },
};
