import type { LanguageCode } from '../shared/language/languages';
import type { TemplateId } from './index';

/** A paper whose networks are templates. */
export interface TemplatePaper {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
  readonly year: number;
}

/**
 * Where our count of a template's parameters stands beside others'. `paper`: the paper or its authors state this very
 * figure. `ours`: nobody states it; we counted it, over layers that the source names.
 */
export interface Parity {
  readonly kind: 'paper' | 'ours';
  /** What is known, and from where, after the facts that our tests assert on. */
  readonly fact: Readonly<Record<LanguageCode, string>>;
}

/** What the gallery says of a template beside what its file says itself. */
export interface TemplateEntry {
  readonly paper: string;
  readonly line: Readonly<Record<LanguageCode, string>>;
  readonly parity: Parity;
}

export const papers: readonly TemplatePaper[] = [
  { id: 'nin', title: 'Network in Network', authors: 'Lin, Chen, Yan', year: 2013 },
];

/** By id, in the order of the gallery. */
export const catalogue: Readonly<Record<TemplateId, TemplateEntry>> = {
  'nin-cifar10': {
    paper: 'nin',
    line: { en: 'three mlpconv layers, global average pooling', 'zh-TW': '三層 mlpconv，全域平均池化' },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Layers from the authors’ cuda-convnet file NIN/cifar-10_def; a reference network built from it counts 966,986, as we do. The paper gives no count.',
        'zh-TW':
          '各層取自作者的 cuda-convnet 檔案 NIN/cifar-10_def；依此建立的參考網路同樣為 966,986 個參數。論文未列出參數量。',
      },
    },
  },
  'nin-mnist': {
    paper: 'nin',
    line: { en: 'the same idea for 28×28 images in grey', 'zh-TW': '相同的架構，用於 28×28 灰階影像' },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Layers from the authors’ cuda-convnet file; a reference network built from it counts 349,674, as we do. The paper gives no count.',
        'zh-TW':
          '各層取自作者的 cuda-convnet 檔案；依此建立的參考網路同樣為 349,674 個參數。論文未列出參數量。',
      },
    },
  },
  'nin-cifar10-fc': {
    paper: 'nin',
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
    },
  },
  'nin-cifar10-no-dropout': {
    paper: 'nin',
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
    },
  },
};
