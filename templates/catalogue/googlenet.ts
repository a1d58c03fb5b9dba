import type { Shape } from '../../shared/ir/shape';
import type { googlenet as files } from '../files/googlenet';
import type { ParityRow, TemplateEntry, TemplatePaper } from './types';

export const paper: TemplatePaper = {
  id: 'googlenet',
  short: 'GoogLeNet',
  title: 'Going Deeper with Convolutions',
  authors: 'Szegedy et al.',
  year: 2014,
};

/** Table 1 of the paper: its rows, our nodes, and what each gives. */
const TABLE: readonly (readonly [label: string, node: string, output: Shape])[] = [
  ['convolution', 'conv1', [112, 112, 64]],
  ['max pool', 'pool1', [56, 56, 64]],
  ['convolution', 'conv2', [56, 56, 192]],
  ['max pool', 'pool2', [28, 28, 192]],
  ['inception (3a)', 'inc3a', [28, 28, 256]],
  ['inception (3b)', 'inc3b', [28, 28, 480]],
  ['max pool', 'pool3', [14, 14, 480]],
  ['inception (4a)', 'inc4a', [14, 14, 512]],
  ['inception (4b)', 'inc4b', [14, 14, 512]],
  ['inception (4c)', 'inc4c', [14, 14, 512]],
  ['inception (4d)', 'inc4d', [14, 14, 528]],
  ['inception (4e)', 'inc4e', [14, 14, 832]],
  ['max pool', 'pool4', [7, 7, 832]],
  ['inception (5a)', 'inc5a', [7, 7, 832]],
  ['inception (5b)', 'inc5b', [7, 7, 1024]],
  ['avg pool', 'gap', [1024]],
  ['linear', 'fc', [1000]],
];

/** Counted by a reference network with biases; no row of ours adds the auxiliary heads. */
const BIASED: Readonly<Record<string, number>> = {
  conv1: 9_472,
  conv2: 114_944,
  inc3a: 163_696,
  inc3b: 388_736,
  inc4a: 376_176,
  inc4b: 449_160,
  inc4c: 510_104,
  inc4d: 605_376,
  inc4e: 868_352,
  inc5a: 1_043_456,
  inc5b: 1_444_080,
  fc: 1_025_000,
};

/** Rows of the paper's table 1, without counts: networks that share its stages. */
export const GOOGLENET_ROWS: readonly ParityRow[] = TABLE.map(([label, node, output]) => ({
  label,
  node,
  output,
  parameters: null,
}));

/** The paper counts the reduction in front of its second convolution as a part of it. */
const BIASED_ROWS: readonly ParityRow[] = GOOGLENET_ROWS.map((row) => ({
  ...row,
  parameters: BIASED[row.node] ?? null,
  ...(row.node === 'conv2' && { nodes: ['reduce2', 'conv2'] }),
}));

export const entries: Readonly<Record<keyof typeof files, TemplateEntry>> = {
  googlenet: {
    line: {
      en: 'nine Inception modules, two auxiliary heads in training',
      'zh-TW': '九個 Inception 模組，訓練時另有兩個輔助分類器',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Widths from Table 1; pools, LRN and the auxiliary heads as BVLC’s Caffe model has them. A reference network counts 13,378,280 in training and 6,998,552 without the auxiliary heads, as we do; the table rounds, and its first row does not fit a 7×7. The paper prints 0.9 momentum and 4 % off the rate every 8 epochs; batch, rate, decay and biases are those of BVLC’s file, its uniform start a normal one of the same variance. Its sampling of image patches is left out.',
        'zh-TW':
          '各層寬度取自表 1；池化、LRN 與輔助分類器依照 BVLC 的 Caffe 模型。參考網路在訓練時有 13,378,280 個參數，去掉輔助分類器後為 6,998,552，與我們相同；論文的表只列概數，而且第一列的數字與 7×7 卷積不符。論文寫明的是動量 0.9，以及每 8 個週期把學習率降 4 %；批次大小、學習率、權重衰減與偏置的設定取自 BVLC 的檔案，初始值則由均勻分布改成變異數相同的常態分布。論文對影像區塊的取樣方式未納入。',
      },
      source: {
        en: 'Stages: Table 1 of the paper. Counts: a reference network with biases.',
        'zh-TW': '各階段取自論文的表 1；參數量由含偏置的參考網路計算。',
      },
      rows: BIASED_ROWS,
      parameters: 13_378_280,
      macs: null,
      printed: '1.5 G multiply-adds',
    },
  },
  'googlenet-bn': {
    line: {
      en: 'batch norm after every convolution, no auxiliary heads',
      'zh-TW': '每個卷積之後都有批次正規化，沒有輔助分類器',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Not in the paper: its stages with batch norm in place of biases and LRN, as later implementations do, but with true 5×5 windows. A reference network counts 7,005,832, as we do. The recipe is that of GoogLeNet, its kernels started for ReLU.',
        'zh-TW':
          '論文中沒有這個版本：各階段相同，但如後來的實作一般，以批次正規化取代偏置與 LRN，而 5×5 卷積核確實是 5×5。參考網路同樣為 7,005,832 個參數。訓練設定沿用 GoogLeNet 的，權重初始值則改成適合 ReLU 的。',
      },
      source: {
        en: 'Stages: Table 1 of the paper.',
        'zh-TW': '各階段取自論文的表 1。',
      },
      rows: GOOGLENET_ROWS,
      parameters: 7_005_832,
      macs: null,
      printed: null,
    },
  },
};
