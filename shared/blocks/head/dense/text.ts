import { words } from '../../words';

export const text = {
  en: {
    name: 'Dense',
    summary: 'Fully connected: every output is a weighted sum of all inputs.',
    params: { units: { label: 'Units', help: 'Length of the output vector.' }, bias: words.en.bias },
  },
  'zh-TW': {
    name: '全連接',
    summary: '每個輸出都是全部輸入的加權總和。',
    params: { units: { label: '單元數', help: '輸出向量的長度。' }, bias: words['zh-TW'].bias },
  },
};
