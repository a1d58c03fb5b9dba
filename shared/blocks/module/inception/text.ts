import { inceptionWords } from '../inception-words';

export const text = {
  en: {
    name: 'Inception module',
    summary: 'Looks at the same maps with 1×1, 3×3, 5×5 and a pooling at once, and stacks what they find.',
    params: inceptionWords.en,
  },
  'zh-TW': {
    name: 'Inception 模組',
    summary: '用 1×1、3×3、5×5 與池化同時看同一組特徵圖，再把結果疊在一起。',
    params: inceptionWords['zh-TW'],
  },
};
