import { activationNames, words } from '../../words';

export const text = {
  en: {
    name: 'mlpconv',
    summary: 'A convolution followed by 1×1 convolutions: a small network slides over the map.',
    params: {
      widths: {
        label: 'Widths',
        help: 'Maps after each layer: the first for the convolution, every further one for a 1×1 convolution.',
      },
      kernel: { label: 'Kernel', help: 'Height and width of the first convolution; the others are 1×1.' },
      stride: { label: 'Stride', help: 'Steps of the first convolution; the others move by one.' },
      padding: words.en.convPadding,
      activation: words.en.activation,
      lastActivation: {
        label: 'Activate the last layer',
        help: 'Whether the activation also follows the last 1×1 convolution, as it does in the paper.',
      },
    },
    options: activationNames,
  },
  'zh-TW': {
    name: 'mlpconv',
    summary: '一層卷積後面接幾層 1×1 卷積：等於讓一個小網路滑過整張特徵圖。',
    params: {
      widths: {
        label: '各層寬度',
        help: '每一層輸出幾張圖：第一個數屬於卷積，之後每個數各是一層 1×1 卷積。',
      },
      kernel: { label: '卷積核大小', help: '第一層卷積的高與寬；其餘各層都是 1×1。' },
      stride: { label: '步幅', help: '第一層卷積的步幅；其餘各層都是 1。' },
      padding: words['zh-TW'].convPadding,
      activation: words['zh-TW'].activation,
      lastActivation: {
        label: '最後一層也激活',
        help: '最後一層 1×1 卷積之後是否也接激活函數；論文的做法是要接。',
      },
    },
    options: activationNames,
  },
};
