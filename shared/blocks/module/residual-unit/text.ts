import { residualWords } from '../residual-words';

export const text = {
  en: {
    name: 'Residual unit',
    summary: 'Learns what to add to its input: a branch of convolutions, and a way around it.',
    ...residualWords.en,
  },
  'zh-TW': {
    name: '殘差單元',
    summary: '只學「要在輸入上加什麼」：一條卷積分支，加上一條繞過它的捷徑。',
    ...residualWords['zh-TW'],
  },
};
