/** The words of an Inception module's widths. */
export const inceptionWords = {
  en: {
    path1x1: { label: '1×1', help: 'Maps of the 1×1 branch.' },
    reduce3x3: { label: '3×3 reduce', help: 'Maps of the 1×1 in front of the 3×3.' },
    path3x3: { label: '3×3', help: 'Maps of the 3×3 branch.' },
    reduce5x5: { label: '5×5 reduce', help: 'Maps of the 1×1 in front of the 5×5.' },
    path5x5: { label: '5×5', help: 'Maps of the 5×5 branch.' },
    poolProjection: { label: 'Pool projection', help: 'Maps of the 1×1 behind the pooling.' },
    batchNorm: { label: 'Batch norm', help: 'Batch norm behind each convolution, which then has no bias.' },
  },
  'zh-TW': {
    path1x1: { label: '1×1', help: '1×1 分支的特徵圖數。' },
    reduce3x3: { label: '3×3 之前', help: '3×3 之前那層 1×1 的特徵圖數。' },
    path3x3: { label: '3×3', help: '3×3 分支的特徵圖數。' },
    reduce5x5: { label: '5×5 之前', help: '5×5 之前那層 1×1 的特徵圖數。' },
    path5x5: { label: '5×5', help: '5×5 分支的特徵圖數。' },
    poolProjection: { label: '池化投影', help: '池化之後那層 1×1 的特徵圖數。' },
    batchNorm: { label: '批次正規化', help: '每層卷積之後加批次正規化，卷積就不再有偏置。' },
  },
} as const;
