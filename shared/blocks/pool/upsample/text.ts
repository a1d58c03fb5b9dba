export const text = {
  en: {
    name: 'Upsample',
    summary: 'Makes maps larger by whole factors, by repeating or by blending.',
    params: {
      factor: { label: 'Factor', help: 'How many times as high and as wide.' },
      mode: { label: 'Mode', help: 'Nearest repeats values; bilinear blends neighbours.' },
    },
    options: { nearest: 'Nearest', bilinear: 'Bilinear' },
  },
  'zh-TW': {
    name: '放大',
    summary: '以整數倍放大特徵圖：直接重複，或內插。',
    params: {
      factor: { label: '倍數', help: '高與寬各放大幾倍。' },
      mode: { label: '方式', help: '最近鄰直接重複數值；雙線性混合相鄰數值。' },
    },
    options: { nearest: '最近鄰', bilinear: '雙線性' },
  },
};
