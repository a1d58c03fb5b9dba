/** Words that several blocks share for parameters that mean the same everywhere. */
export const words = {
  en: {
    filters: { label: 'Filters', help: 'How many filters, which is how many maps come out.' },
    groups: {
      label: 'Groups',
      help: 'Splits the channels into this many parts that do not see each other; must divide both channel counts.',
    },
    units: { label: 'Units', help: 'How many values come out.' },
    ratio: {
      label: 'Reduction ratio',
      help: 'The hidden layer has the channels over this many units, rounded down, at least one.',
    },
    seBias: {
      label: 'SE biases',
      help: 'Biases in both dense layers of SE. The published models have them; the paper’s ablations do not.',
    },
    squeeze: { label: 'Squeeze', help: 'How a map becomes one number.' },
    excitation: {
      label: 'Excitation',
      help: 'The function that makes the scales; sigmoid keeps them in 0 to 1.',
    },
    kernel: { label: 'Kernel', help: 'Height and width of the window, in positions of the input.' },
    stride: { label: 'Stride', help: 'Steps of the window down and across; 2 halves the map.' },
    dilation: {
      label: 'Dilation',
      help: 'Distance between neighbouring taps of the kernel; 2 makes a 3×3 kernel look at 5×5 positions.',
    },
    convPadding: {
      label: 'Padding',
      help: 'same keeps the size at stride 1, valid adds nothing, or give zeros for top, bottom, left and right.',
    },
    poolPadding: {
      label: 'Padding',
      help: 'same gives the input size over the stride, rounded up; valid drops a last, incomplete window; ceil keeps it; or give four sides.',
    },
    bias: { label: 'Bias', help: 'Adds one learned number to every output channel.' },
    activation: { label: 'Activation', help: 'The nonlinear function after each layer inside.' },
    slope: {
      label: 'Slope',
      help: 'Negative slope of leaky ReLU, or alpha of ELU. The other functions do not read it.',
    },
    classes: { label: 'Classes', help: 'How many classes there are to tell apart.' },
    rate: {
      label: 'Rate',
      help: 'The fraction that is dropped in training, from 0 up to but not including 1.',
    },
  },
  'zh-TW': {
    filters: { label: '濾鏡數', help: '有幾個濾鏡，就輸出幾張特徵圖。' },
    groups: { label: '分組數', help: '把通道分成幾組，各組互不相見；輸入與輸出的通道數都要能整除。' },
    units: { label: '單元數', help: '輸出幾個數。' },
    ratio: { label: '縮減比', help: '隱藏層的單元數是通道數除以這個數，捨去小數，最少 1 個。' },
    seBias: { label: 'SE 的偏置', help: 'SE 的兩層全連接都加偏置。官方模型有加，論文的消融實驗沒有。' },
    squeeze: { label: '擠壓方式', help: '一張圖怎麼變成一個數。' },
    excitation: { label: '激發函數', help: '產生倍數的函數；sigmoid 讓倍數落在 0 到 1 之間。' },
    kernel: { label: '卷積核大小', help: '視窗的高與寬，以輸入的格數計。' },
    stride: { label: '步幅', help: '視窗每次往下、往右移動幾格；設成 2，特徵圖的邊長就減半。' },
    dilation: { label: '擴張率', help: '卷積核相鄰取樣點的距離；設成 2 時，3×3 的核會看到 5×5 的範圍。' },
    convPadding: {
      label: '補邊',
      help: 'same 在步幅為 1 時維持大小，valid 完全不補，也可以分別指定上、下、左、右各補幾格零。',
    },
    poolPadding: {
      label: '補邊',
      help: 'same 得到「輸入除以步幅、無條件進位」的大小；valid 捨去最後不完整的視窗；ceil 保留它；也可以指定四邊。',
    },
    bias: { label: '偏置', help: '替每個輸出通道加上一個學來的數。' },
    activation: { label: '激活函數', help: '內部每一層之後的非線性函數。' },
    slope: { label: '斜率', help: 'leaky ReLU 的負半邊斜率，或 ELU 的 alpha；其他函數用不到。' },
    classes: { label: '類別數', help: '總共要分辨幾個類別。' },
    rate: { label: '丟棄率', help: '訓練時丟掉的比例，從 0 到小於 1。' },
  },
} as const;

/** How each activation function is written in the field; the same in every language. */
export const activationNames: Readonly<Record<string, string>> = {
  relu: 'ReLU',
  relu6: 'ReLU6',
  'leaky-relu': 'Leaky ReLU',
  elu: 'ELU',
  gelu: 'GELU',
  silu: 'SiLU',
  sigmoid: 'Sigmoid',
  'hard-sigmoid': 'Hard sigmoid',
  'hard-swish': 'Hard swish',
  tanh: 'tanh',
  softplus: 'Softplus',
};
