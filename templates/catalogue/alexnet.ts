import type { Shape } from '../../shared/ir/shape';
import type { alexnet as files } from '../files/alexnet';
import type { ParityRow, TemplateEntry, TemplatePaper, Texts } from './types';

export const paper: TemplatePaper = {
  id: 'alexnet',
  short: 'AlexNet',
  title: 'ImageNet Classification with Deep Convolutional Neural Networks',
  authors: 'Krizhevsky, Sutskever, Hinton',
  year: 2012,
};

/** Layers of section 3.5 and what each gives. */
const LAYERS: readonly (readonly [node: string, output: Shape])[] = [
  ['conv1', [55, 55, 96]],
  ['pool1', [27, 27, 96]],
  ['conv2', [27, 27, 256]],
  ['pool2', [13, 13, 256]],
  ['conv3', [13, 13, 384]],
  ['conv4', [13, 13, 384]],
  ['conv5', [13, 13, 256]],
  ['pool5', [6, 6, 256]],
  ['fc6', [4096]],
  ['fc7', [4096]],
  ['fc8', [1000]],
];

const DENSE = { fc6: 37_752_832, fc7: 16_781_312, fc8: 4_097_000 };

/** Counted by a reference; conv2, conv4 and conv5 in two groups. */
const GROUPS: Readonly<Record<string, number>> = {
  conv1: 34_944,
  conv2: 307_456,
  conv3: 885_120,
  conv4: 663_936,
  conv5: 442_624,
  ...DENSE,
};

/** Without groups these three read all maps; no reference lists them one by one. */
const ONE_TOWER: Readonly<Record<string, number>> = { conv1: 34_944, conv3: 885_120, ...DENSE };

const rows = (counts: Readonly<Record<string, number>>): readonly ParityRow[] =>
  LAYERS.map(([node, output]) => ({ label: node, node, output, parameters: counts[node] ?? null }));

const SOURCE: Texts = {
  en: 'Layers: section 3.5 of the paper. Counts: a reference network.',
  'zh-TW': '各層取自論文第 3.5 節；參數量由參考網路計算。',
};

const RECIPE: Texts = {
  en: 'The authors divide the rate by 10 three times in about 90 epochs, when the validation error stops falling; they do not say when, the recipe says epochs 25, 50 and 75. They feed bytes less their mean; ours are also divided by their deviation, about 58, so conv1 starts 58 times wider and moves 58² times faster: the same network at every step. Random crops and the PCA of colours are left out.',
  'zh-TW':
    '作者在約 90 個週期中，每當驗證錯誤率不再下降就把學習率除以 10，前後共三次；論文沒有說明是哪些週期，這裡取第 25、50、75 週期。作者輸入的是減去平均值的像素值（0 到 255）；這裡還除以標準差（約 58），因此 conv1 的初始權重放大 58 倍、學習率放大 58² 倍，每一步的網路都與原本相同。隨機裁切與色彩的 PCA 擴增未納入。',
};

export const entries: Readonly<Record<keyof typeof files, TemplateEntry>> = {
  alexnet: {
    line: {
      en: 'five convolutions, two towers as groups, LRN, dropout',
      'zh-TW': '五層卷積，以分組表示雙塔，使用 LRN 與 dropout',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network counts 60,965,224, as we do; the paper rounds to 60 million. It says 224×224, but its first layer fits 227×227. ${RECIPE.en}`,
        'zh-TW': `參考網路同樣為 60,965,224 個參數；論文取概數六千萬。論文寫的是 224×224，但第一層的尺寸要 227×227 才符合。${RECIPE['zh-TW']}`,
      },
      source: SOURCE,
      rows: rows(GROUPS),
      parameters: 60_965_224,
      macs: 724_406_816,
      printed: '60 M',
    },
  },
  'alexnet-conv1': {
    line: {
      en: 'each LRN replaced by a 1×1 convolution: a learned weighing of maps',
      'zh-TW': '每個 LRN 換成 1×1 卷積：由學習決定各特徵圖的權重',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `Not in the paper. LRN lets maps at one position damp each other by a fixed formula; Network in Network’s 1×1 learns how maps act on each other. Each of the two 1×1 is as wide as what it reads, has a bias, and is followed by ReLU as there: what LRN passes on is never negative either. 9,312 and 65,792 parameters more than AlexNet: 61,040,328, by our own count. The 1×1 start for ReLU (He et al.), the rest as AlexNet. ${RECIPE.en}`,
        'zh-TW': `論文中沒有這個版本。LRN 用固定的公式讓同一位置上的特徵圖互相抑制；Network in Network 的 1×1 卷積則由學習決定特徵圖之間如何互相影響。兩個 1×1 卷積都與輸入等寬、含偏置，並如 Network in Network 一樣接上 ReLU；LRN 在此輸出的值也同樣不會是負數。比 AlexNet 多 9,312 與 65,792 個參數，共 61,040,328，為我們自行計算。1×1 卷積採用適合 ReLU 的初始值（He 等人），其餘與 AlexNet 相同。${RECIPE['zh-TW']}`,
      },
      source: SOURCE,
      rows: [
        ...rows(GROUPS).slice(0, 1),
        { label: '1×1', node: 'norm1', output: [55, 55, 96], parameters: 9_312 },
        ...rows(GROUPS).slice(1, 3),
        { label: '1×1', node: 'norm2', output: [27, 27, 256], parameters: 65_792 },
        ...rows(GROUPS).slice(3),
      ],
      parameters: 61_040_328,
      macs: null,
      printed: null,
    },
  },
  'alexnet-one-tower': {
    line: {
      en: 'the same widths without groups: every map reads every map',
      'zh-TW': '寬度相同但不分組：每張特徵圖都讀取前一層的全部特徵圖',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `Not in the paper: its widths without the split over two GPUs. A reference network counts 62,378,344, as we do. ${RECIPE.en}`,
        'zh-TW': `論文中沒有這個版本：寬度相同，但不分到兩張 GPU 上。參考網路同樣為 62,378,344 個參數。${RECIPE['zh-TW']}`,
      },
      source: SOURCE,
      rows: rows(ONE_TOWER),
      parameters: 62_378_344,
      macs: null,
      printed: null,
    },
  },
};
