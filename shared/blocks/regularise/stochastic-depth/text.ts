import { words } from '../../words';

export const text = {
  en: {
    name: 'Stochastic depth',
    summary: 'Leaves a whole branch out at random in training, example by example.',
    params: { rate: words.en.rate },
  },
  'zh-TW': {
    name: '隨機深度',
    summary: '訓練時逐一樣本、隨機跳過整條分支。',
    params: { rate: words['zh-TW'].rate },
  },
};
