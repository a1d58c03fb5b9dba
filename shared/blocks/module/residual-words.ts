import { words } from '../words';

/** The words of what every residual unit is told. */
export const residualWords = {
  en: {
    params: {
      type: { label: 'Type', help: 'Basic: two 3×3. Bottleneck: 1×1 down, 3×3, 1×1 up.' },
      channels: { label: 'Channels', help: 'How many maps the unit gives.' },
      width: {
        label: 'Width',
        help: 'Maps inside: of the bottleneck’s 1×1 and 3×3, or of a basic unit’s first 3×3.',
      },
      stride: words.en.stride,
      strideIn: {
        label: 'Stride in',
        help: 'Which convolution of a bottleneck takes the stride: the first 1×1 (the paper), or the 3×3 (Torch’s later models).',
      },
      groups: {
        label: 'Groups',
        help: 'Groups of the 3×3 convolutions; more than one makes ResNeXt’s unit.',
      },
      preActivation: {
        label: 'Pre-activation',
        help: 'Batch norm and ReLU before each convolution, none after the addition.',
      },
      shortcut: {
        label: 'Shortcut',
        help: 'Where the shape changes: A pads with zero maps, B projects by a 1×1 convolution.',
      },
      dropRate: {
        label: 'Stochastic depth',
        help: 'How often the whole branch is left out in training; 0 never.',
      },
    },
    options: {
      basic: 'Basic',
      bottleneck: 'Bottleneck',
      '1x1': 'First 1×1',
      '3x3': '3×3',
      A: 'A: zero maps',
      B: 'B: projection',
    },
  },
  'zh-TW': {
    params: {
      type: { label: '類型', help: '基本：兩個 3×3。瓶頸：1×1 縮小、3×3、1×1 放大。' },
      channels: { label: '輸出通道', help: '這個單元輸出幾張特徵圖。' },
      width: { label: '內部寬度', help: '內部的通道數：瓶頸的 1×1 與 3×3，或基本單元的第一個 3×3。' },
      stride: words['zh-TW'].stride,
      strideIn: {
        label: '步幅放在',
        help: '瓶頸裡由哪一層負責步幅：第一個 1×1（論文），或 3×3（後來的 Torch 模型）。',
      },
      groups: { label: '分組數', help: '3×3 卷積的分組數；大於 1 就是 ResNeXt 的單元。' },
      preActivation: { label: '預先激活', help: '每層卷積之前先做批次正規化與 ReLU，相加之後不再激活。' },
      shortcut: { label: '捷徑', help: '形狀改變時：A 補全零的特徵圖，B 用 1×1 卷積投影。' },
      dropRate: { label: '隨機深度', help: '訓練時跳過整條分支的機率；0 表示從不。' },
    },
    options: {
      basic: '基本',
      bottleneck: '瓶頸',
      '1x1': '第一個 1×1',
      '3x3': '3×3',
      A: 'A：補零',
      B: 'B：投影',
    },
  },
} as const;
