export const text = {
  en: {
    name: 'LRN',
    summary:
      'Local response normalisation: every value is divided by what its neighbours in the next maps come to.',
    params: {
      size: {
        label: 'Size (n)',
        help: 'How many neighbouring maps count, the value’s own in the middle; odd.',
      },
      alpha: {
        label: 'Alpha (α)',
        help: 'Factor of the sum of squares. As AlexNet writes it: not divided by n.',
      },
      beta: { label: 'Beta (β)', help: 'Exponent of the divisor.' },
      k: { label: 'k', help: 'Added to the sum, so that quiet maps are not blown up.' },
    },
  },
  'zh-TW': {
    name: 'LRN（局部響應正規化）',
    summary: '每個數值除以它在相鄰特徵圖中同位置數值的大小。',
    params: {
      size: { label: '鄰域大小（n）', help: '把幾張相鄰的特徵圖算進去，自己那張在正中央；須為奇數。' },
      alpha: { label: 'Alpha（α）', help: '平方和的係數。照 AlexNet 的寫法，不除以 n。' },
      beta: { label: 'Beta（β）', help: '分母的次方。' },
      k: { label: 'k', help: '加在平方和上的常數，讓安靜的特徵圖不會被放得太大。' },
    },
  },
};
