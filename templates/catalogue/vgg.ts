import type { vgg as files } from '../files/vgg';
import type { ParityRow, TemplateEntry, TemplatePaper, Texts } from './types';

export const paper: TemplatePaper = {
  id: 'vgg',
  short: 'VGG',
  title: 'Very Deep Convolutional Networks for Large-Scale Image Recognition',
  authors: 'Simonyan, Zisserman',
  year: 2014,
};

/** Column D of table 1: how often a convolution stands in a row, and its maps. */
const STACKS = [
  [2, 64],
  [2, 128],
  [3, 256],
  [3, 512],
  [3, 512],
] as const;

/** No reference counts them layer by layer. */
const ROWS: readonly ParityRow[] = [
  ...STACKS.flatMap(([layers, filters], index): ParityRow[] => {
    const side = 224 / 2 ** index;
    const named = { conv: `conv${index + 1}`, pool: `pool${index + 1}` };
    return [
      {
        label: `${layers} × conv3-${filters}`,
        node: named.conv,
        output: [side, side, filters],
        parameters: null,
      },
      { label: 'maxpool', node: named.pool, output: [side / 2, side / 2, filters], parameters: null },
    ];
  }),
  { label: 'FC-4096', node: 'fc6', output: [4096], parameters: null },
  { label: 'FC-4096', node: 'fc7', output: [4096], parameters: null },
  { label: 'FC-1000', node: 'fc8', output: [1000], parameters: null },
];

const SOURCE: Texts = {
  en: 'Layers: Table 1 of the paper, column D.',
  'zh-TW': '各層取自論文的表 1，D 欄。',
};

const RECIPE: Texts = {
  en: 'The authors divide the rate by 10 three times in 74 epochs, when the validation accuracy stops rising; the recipe says epochs 25, 45 and 65, which are ours. Crops, scales and colour shifts are left out.',
  'zh-TW':
    '作者在 74 個週期中，每當驗證準確率不再上升就把學習率除以 10，前後共三次；這裡取第 25、45、65 週期，由我們選定。裁切、縮放與色彩偏移未納入。',
};

export const entries: Readonly<Record<keyof typeof files, TemplateEntry>> = {
  vgg16: {
    line: {
      en: 'thirteen 3×3 convolutions in five stacks, three dense layers',
      'zh-TW': '十三層 3×3 卷積分成五組，再接三層全連接',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network counts 138,357,544, as we do; Table 2 rounds to 138 million. Kernels start as Glorot and Bengio’s: the paper says that this does without the smaller network that its authors had trained first. ${RECIPE.en}`,
        'zh-TW': `參考網路同樣為 138,357,544 個參數；論文的表 2 取概數 1.38 億。初始值採用 Glorot 與 Bengio 的方法：論文指出，這樣就不必像作者原先那樣，先訓練一個較淺的網路。${RECIPE['zh-TW']}`,
      },
      source: SOURCE,
      rows: ROWS,
      parameters: 138_357_544,
      macs: 15_470_264_320,
      printed: '138 M',
    },
  },
  'vgg16-bn': {
    line: { en: 'batch norm after every convolution', 'zh-TW': '每個卷積之後都有批次正規化' },
    parity: {
      kind: 'ours',
      fact: {
        en: `Not in the paper, which is older than batch norm; as later implementations have it, biases kept. A reference network counts 138,365,992, as we do. Kernels start for ReLU (He et al.). ${RECIPE.en}`,
        'zh-TW': `論文早於批次正規化，並沒有這個版本；此處依照後來的實作，並保留偏置。參考網路同樣為 138,365,992 個參數。初始值採用適合 ReLU 的方法（He 等人）。${RECIPE['zh-TW']}`,
      },
      source: SOURCE,
      rows: ROWS,
      parameters: 138_365_992,
      macs: 15_470_264_320,
      printed: null,
    },
  },
};
