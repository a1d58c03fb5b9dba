export const text = {
  en: {
    name: 'Batch norm',
    summary: 'Brings every channel to mean 0 and deviation 1 over the batch, then lets it learn its own.',
    params: {
      scale: { label: 'Scale (γ)', help: 'Learns one factor per channel.' },
      centre: { label: 'Shift (β)', help: 'Learns one offset per channel.' },
      epsilon: {
        label: 'Epsilon',
        help: 'Added to the variance, so that a flat channel is not divided by zero.',
      },
      momentum: {
        label: 'Momentum',
        help: 'Share of the running mean and variance that is kept at each step. PyTorch writes one minus this.',
      },
    },
  },
  'zh-TW': {
    name: '批次正規化',
    summary: '在一個批次裡把每個通道調成平均 0、標準差 1，再讓它自己學回適合的範圍。',
    params: {
      scale: { label: '縮放（γ）', help: '每個通道學一個倍數。' },
      centre: { label: '平移（β）', help: '每個通道學一個位移。' },
      epsilon: { label: 'Epsilon', help: '加在變異數上的小數，避免整個通道都一樣時除以零。' },
      momentum: {
        label: '動量',
        help: '移動平均與移動變異數在每一步保留舊值的比例；PyTorch 寫的是 1 減去這個數。',
      },
    },
  },
};
