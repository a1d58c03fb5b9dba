export const text = {
  en: {
    name: 'Output',
    summary: 'Marks the logits: what the loss reads in training and what a prediction returns.',
    params: {},
  },
  'zh-TW': {
    name: '輸出',
    summary: '標出 logits 的位置：訓練時損失函數讀它，預測時也回傳它。',
    params: {},
  },
};
