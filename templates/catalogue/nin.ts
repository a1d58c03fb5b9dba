import type { Shape } from '../../shared/ir/shape';
import type { nin as files } from '../files/nin';
import type { ParityRow, TemplateEntry, TemplatePaper } from './types';

export const paper: TemplatePaper = {
  id: 'nin',
  short: 'NIN',
  title: 'Network in Network',
  authors: 'Lin, Chen, Yan',
  year: 2013,
};

const CIFAR_BODY: readonly ParityRow[] = [
  { label: 'conv1', node: 'mlp1/conv1', output: [32, 32, 192], parameters: 14_592 },
  { label: 'cccp1', node: 'mlp1/conv2', output: [32, 32, 160], parameters: 30_880 },
  { label: 'cccp2', node: 'mlp1/conv3', output: [32, 32, 96], parameters: 15_456 },
  { label: 'pool1', node: 'pool1', output: [16, 16, 96], parameters: null },
  { label: 'conv2', node: 'mlp2/conv1', output: [16, 16, 192], parameters: 460_992 },
  { label: 'cccp3', node: 'mlp2/conv2', output: [16, 16, 192], parameters: 37_056 },
  { label: 'cccp4', node: 'mlp2/conv3', output: [16, 16, 192], parameters: 37_056 },
  { label: 'pool2', node: 'pool2', output: [8, 8, 192], parameters: null },
  { label: 'conv3', node: 'mlp3/conv1', output: [8, 8, 192], parameters: 331_968 },
  { label: 'cccp5', node: 'mlp3/conv2', output: [8, 8, 192], parameters: 37_056 },
  { label: 'cccp6', node: 'mlp3/conv3', output: [8, 8, 10], parameters: 1_930 },
];

const CIFAR_ROWS: readonly ParityRow[] = [
  ...CIFAR_BODY,
  { label: 'pool3', node: 'head', output: [10], parameters: 0 },
];

const MNIST_ROWS: readonly ParityRow[] = [
  { label: 'conv1', node: 'mlp1/conv1', output: [28, 28, 96], parameters: 2_496 },
  { label: 'cccp1', node: 'mlp1/conv2', output: [28, 28, 64], parameters: 6_208 },
  { label: 'cccp2', node: 'mlp1/conv3', output: [28, 28, 48], parameters: 3_120 },
  { label: 'pool1', node: 'pool1', output: [14, 14, 48], parameters: null },
  { label: 'conv2', node: 'mlp2/conv1', output: [14, 14, 128], parameters: 153_728 },
  { label: 'cccp3', node: 'mlp2/conv2', output: [14, 14, 96], parameters: 12_384 },
  { label: 'cccp4', node: 'mlp2/conv3', output: [14, 14, 48], parameters: 4_656 },
  { label: 'pool2', node: 'pool2', output: [7, 7, 48], parameters: null },
  { label: 'conv3', node: 'mlp3/conv1', output: [7, 7, 128], parameters: 153_728 },
  { label: 'cccp5', node: 'mlp3/conv2', output: [7, 7, 96], parameters: 12_384 },
  { label: 'cccp6', node: 'mlp3/conv3', output: [7, 7, 10], parameters: 970 },
  { label: 'pool3', node: 'head', output: [10], parameters: 0 },
];

/** Label of the paper's table, our node, output, trainable values. */
type Layer = readonly [label: string, node: string, output: Shape, parameters: number | null];

const rows = (layers: readonly Layer[]): readonly ParityRow[] =>
  layers.map(([label, node, output, parameters]) => ({ label, node, output, parameters }));

const CIFAR_100_ROWS: readonly ParityRow[] = [
  ...CIFAR_BODY.slice(0, -1),
  ...rows([
    ['cccp6', 'mlp3/conv3', [8, 8, 100], 19_300],
    ['pool3', 'head', [100], 0],
  ]),
];

const SVHN_ROWS = rows([
  ['conv1', 'mlp1/conv1', [32, 32, 128], 9_728],
  ['cccp1', 'mlp1/conv2', [32, 32, 96], 12_384],
  ['cccp2', 'mlp1/conv3', [32, 32, 64], 6_208],
  ['pool1', 'pool1', [16, 16, 64], null],
  ['conv2', 'mlp2/conv1', [16, 16, 320], 512_320],
  ['cccp3', 'mlp2/conv2', [16, 16, 256], 82_176],
  ['cccp4', 'mlp2/conv3', [16, 16, 128], 32_896],
  ['pool2', 'pool2', [8, 8, 128], null],
  ['conv3', 'mlp3/conv1', [8, 8, 384], 1_229_184],
  ['cccp5', 'mlp3/conv2', [8, 8, 256], 98_560],
  ['cccp6', 'mlp3/conv3', [8, 8, 10], 2_570],
  ['poolg', 'head', [10], 0],
]);

const IMAGENET_ROWS = rows([
  ['conv1', 'mlp1/conv1', [54, 54, 96], 34_944],
  ['cccp1', 'mlp1/conv2', [54, 54, 96], 9_312],
  ['cccp2', 'mlp1/conv3', [54, 54, 96], 9_312],
  ['pool0', 'pool1', [27, 27, 96], null],
  ['conv2', 'mlp2/conv1', [27, 27, 256], 614_656],
  ['cccp3', 'mlp2/conv2', [27, 27, 256], 65_792],
  ['cccp4', 'mlp2/conv3', [27, 27, 256], 65_792],
  ['pool2', 'pool2', [13, 13, 256], null],
  ['conv3', 'mlp3/conv1', [13, 13, 384], 885_120],
  ['cccp5', 'mlp3/conv2', [13, 13, 384], 147_840],
  ['cccp6', 'mlp3/conv3', [13, 13, 384], 147_840],
  ['pool3', 'pool3', [6, 6, 384], null],
  ['conv4-1024', 'mlp4/conv1', [6, 6, 1024], 3_539_968],
  ['cccp7-1024', 'mlp4/conv2', [6, 6, 1024], 1_049_600],
  ['cccp8-1024', 'mlp4/conv3', [6, 6, 1000], 1_025_000],
  ['pool4', 'head', [1000], 0],
]);

const SOURCE = {
  en: 'Layers and sizes: the authors’ cuda-convnet file. Counts: a reference network built from it.',
  'zh-TW': '各層與尺寸取自作者的 cuda-convnet 檔案；參數量由依此建立的參考網路計算。',
};

export const entries: Readonly<Record<keyof typeof files, TemplateEntry>> = {
  'nin-cifar10': {
    line: { en: 'three mlpconv layers, global average pooling', 'zh-TW': '三層 mlpconv，全域平均池化' },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Layers from the authors’ cuda-convnet file NIN/cifar-10_def; a reference network built from it counts 966,986, as we do. The paper gives no count.',
        'zh-TW':
          '各層取自作者的 cuda-convnet 檔案 NIN/cifar-10_def；依此建立的參考網路同樣為 966,986 個參數。論文未列出參數量。',
      },
      source: SOURCE,
      rows: CIFAR_ROWS,
      parameters: 966_986,
      macs: 222_486_528,
      printed: null,
    },
  },
  'nin-mnist': {
    line: { en: 'the same idea for 28×28 images in grey', 'zh-TW': '相同的架構，用於 28×28 灰階影像' },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Layers from the authors’ cuda-convnet file; a reference network built from it counts 349,674, as we do. The paper gives no count.',
        'zh-TW':
          '各層取自作者的 cuda-convnet 檔案；依此建立的參考網路同樣為 349,674 個參數。論文未列出參數量。',
      },
      source: SOURCE,
      rows: MNIST_ROWS,
      parameters: 349_674,
      macs: null,
      printed: null,
    },
  },
  'nin-cifar10-fc': {
    line: {
      en: 'a fully connected head, to compare with averaging (Table 5)',
      'zh-TW': '全連接輸出層，與全域平均池化比較（表 5）',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: 'The paper’s Table 5 compares such heads without saying their sizes. Ours, on ten 8×8 maps, adds 6,410: 973,396 in all, by our own count.',
        'zh-TW':
          '論文的表 5 比較了這類輸出層，但未說明大小。此處接在十張 8×8 特徵圖上，增加 6,410 個參數；總數 973,396 為我們自行計算。',
      },
      source: SOURCE,
      rows: [...CIFAR_BODY, { label: 'fc', node: 'head', output: [10], parameters: 6_410 }],
      parameters: 973_396,
      macs: null,
      printed: null,
    },
  },
  'nin-cifar10-no-dropout': {
    line: {
      en: 'without dropout between the mlpconv layers (Figure 3)',
      'zh-TW': 'mlpconv 層之間不使用 dropout（圖 3）',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Dropout has no parameters: the count is that of the CIFAR-10 network, 966,986. The paper gives no count.',
        'zh-TW': 'Dropout 沒有參數：參數量與 CIFAR-10 網路相同，為 966,986。論文未列出參數量。',
      },
      source: SOURCE,
      rows: CIFAR_ROWS,
      parameters: 966_986,
      macs: 222_486_528,
      printed: null,
    },
  },
  'nin-cifar100': {
    line: { en: 'the same layers, a hundred maps at the end', 'zh-TW': '各層相同，最後改為一百張特徵圖' },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Layers and settings from the authors’ cuda-convnet files NIN/cifar-100_def and cifar-100_params; a reference network built from them counts 984,356, as we do. The paper gives no count. The authors’ whitening of the images is left out.',
        'zh-TW':
          '各層與訓練設定取自作者的 cuda-convnet 檔案 NIN/cifar-100_def 與 cifar-100_params；依此建立的參考網路同樣為 984,356 個參數。論文未列出參數量。作者對影像做的白化（whitening）未納入。',
      },
      source: SOURCE,
      rows: CIFAR_100_ROWS,
      parameters: 984_356,
      macs: null,
      printed: null,
    },
  },
  'nin-svhn': {
    line: { en: 'wider, with 5×5 windows throughout', 'zh-TW': '更寬，三層都使用 5×5 卷積核' },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Layers and settings from the authors’ cuda-convnet files NIN/svhn_def and svhn_params; a reference network built from them counts 1,986,026, as we do. The paper gives no count. Its local contrast normalisation of the images is left out; the epochs are those of CIFAR-10.',
        'zh-TW':
          '各層與訓練設定取自作者的 cuda-convnet 檔案 NIN/svhn_def 與 svhn_params；依此建立的參考網路同樣為 1,986,026 個參數。論文未列出參數量。論文對影像做的局部對比正規化未納入；週期數沿用 CIFAR-10 的設定。',
      },
      source: SOURCE,
      rows: SVHN_ROWS,
      parameters: 1_986_026,
      macs: null,
      printed: null,
    },
  },
  'nin-imagenet': {
    line: {
      en: 'four mlpconv layers for a thousand classes, 7.6 M parameters',
      'zh-TW': '四層 mlpconv，一千個類別，760 萬個參數',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Not in the paper: the authors’ later Caffe model. A reference network built from its file counts 7,595,176, as we do. Their 450,000 steps of 64 images are 22 epochs. They feed bytes less their mean; ours are also divided by their deviation, about 58, so conv1 starts 58 times wider and moves 58² times faster: the same network at every step. Random crops are left out.',
        'zh-TW':
          '論文中沒有這個版本，取自作者後來釋出的 Caffe 模型；依其檔案建立的參考網路同樣為 7,595,176 個參數。作者訓練 450,000 步、每步 64 張影像，約為 22 個週期。作者輸入的是減去平均值的像素值（0 到 255）；這裡還除以標準差（約 58），因此 conv1 的初始權重放大 58 倍、學習率放大 58² 倍，每一步的網路都與原本相同。隨機裁切未納入。',
      },
      source: {
        en: 'Layers and sizes: the authors’ Caffe file. Counts: a reference network built from it.',
        'zh-TW': '各層與尺寸取自作者的 Caffe 檔案；參數量由依此建立的參考網路計算。',
      },
      rows: IMAGENET_ROWS,
      parameters: 7_595_176,
      macs: 1_100_188_800,
      printed: null,
    },
  },
};
