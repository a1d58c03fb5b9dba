import type { resnet as files } from '../files/resnet';
import type { ParityRow, TemplateEntry, TemplatePaper, Texts } from './types';

export const paper: TemplatePaper = {
  id: 'resnet',
  short: 'ResNet',
  title: 'Deep Residual Learning for Image Recognition',
  authors: 'He, Zhang, Ren, Sun',
  year: 2015,
};

/** Trainable values of conv2_x to conv5_x, counted by a reference; null where there is no such figure. */
type StageCounts = readonly [number, number, number, number] | null;

/**
 * Rows of the table that the ImageNet networks of He et al., Hu et al. and Li et al. share: stem, four stages of
 * bottlenecks, dense layer.
 */
export function imagenetRows(counts: StageCounts): readonly ParityRow[] {
  const stages = [2, 3, 4, 5].map((stage, index) => {
    const side = 224 / 2 ** stage;
    const parameters = counts?.[index] ?? null;
    return {
      label: `conv${stage}_x`,
      node: `stage${stage}`,
      output: [side, side, 64 * 2 ** stage],
      parameters,
    };
  });
  return [
    { label: 'conv1', node: 'conv1', nodes: ['conv1', 'bn1'], output: [112, 112, 64], parameters: 9_536 },
    ...stages,
    { label: 'fc', node: 'fc', output: [1000], parameters: 2_049_000 },
  ];
}

/** Rows of the paper's table for CIFAR-10, section 4.2: three sizes of maps, then the dense layer. */
export const CIFAR_ROWS: readonly ParityRow[] = [
  { label: '32×32', node: 'stage1', output: [32, 32, 16], parameters: null },
  { label: '16×16', node: 'stage2', output: [16, 16, 32], parameters: null },
  { label: '8×8', node: 'stage3', output: [8, 8, 64], parameters: null },
  { label: 'fc', node: 'fc', output: [10], parameters: null },
];

const TABLE_1: Texts = {
  en: 'Stages: Table 1 of the paper. Counts: a reference network.',
  'zh-TW': '各階段取自論文的表 1；參數量由參考網路計算。',
};

export const CIFAR_SOURCE: Texts = {
  en: 'Stages: the table of section 4.2 of He et al.',
  'zh-TW': '各階段取自 He 等人論文第 4.2 節的表。',
};

const CIFAR_RECIPE: Texts = {
  en: 'The authors change the rate at 32,000 and 48,000 of 64,000 steps: epochs 82 and 123 of 164.',
  'zh-TW':
    '作者在總共 64,000 步中的第 32,000 與 48,000 步調整學習率，也就是 164 個週期中的第 82 與第 123 週期。',
};

const IMAGENET_RECIPE: Texts = {
  en: 'The authors divide the rate by 10 when the error stops falling; the recipe writes that as epochs 30, 60 and 90 of 120. Their scale and colour augmentation is left out.',
  'zh-TW':
    '作者在錯誤率不再下降時把學習率除以 10；這裡寫成 120 個週期中的第 30、60、90 週期。作者的縮放與色彩擴增未納入。',
};

export const entries: Readonly<Record<keyof typeof files, TemplateEntry>> = {
  'resnet20-cifar': {
    line: {
      en: 'three stages of three units, zero-padded shortcuts',
      'zh-TW': '三個階段，各三個單元，捷徑以零補齊',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network with shortcut A counts 269,722, as we do; Table 6 rounds to 0.27 M. ${CIFAR_RECIPE.en}`,
        'zh-TW': `採用捷徑 A 的參考網路同樣為 269,722 個參數；論文的表 6 取概數 0.27 M。${CIFAR_RECIPE['zh-TW']}`,
      },
      source: CIFAR_SOURCE,
      rows: CIFAR_ROWS,
      parameters: 269_722,
      macs: 40_551_040,
      printed: '0.27 M',
    },
  },
  'resnet56-cifar': {
    line: { en: 'the same with nine units a stage', 'zh-TW': '相同的架構，每個階段九個單元' },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network with shortcut A counts 853,018, as we do; Table 6 rounds to 0.85 M. ${CIFAR_RECIPE.en}`,
        'zh-TW': `採用捷徑 A 的參考網路同樣為 853,018 個參數；論文的表 6 取概數 0.85 M。${CIFAR_RECIPE['zh-TW']}`,
      },
      source: CIFAR_SOURCE,
      rows: CIFAR_ROWS,
      parameters: 853_018,
      macs: 125_485_696,
      printed: '0.85 M',
    },
  },
  'resnet110-cifar': {
    line: {
      en: 'eighteen units a stage; a low learning rate at first',
      'zh-TW': '每個階段十八個單元；一開始使用較低的學習率',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network with shortcut A counts 1,727,962, as we do; Table 6 rounds to 1.7 M. ${CIFAR_RECIPE.en} Their start at a tenth of the rate until the training error is below 80 %, about 400 steps, is the first epoch here.`,
        'zh-TW': `採用捷徑 A 的參考網路同樣為 1,727,962 個參數；論文的表 6 取概數 1.7 M。${CIFAR_RECIPE['zh-TW']}作者先用十分之一的學習率，直到訓練錯誤率低於 80 %（約 400 步）；這裡寫成第一個週期。`,
      },
      source: CIFAR_SOURCE,
      rows: CIFAR_ROWS,
      parameters: 1_727_962,
      macs: 252_887_680,
      printed: '1.7 M',
    },
  },
  resnet50: {
    line: {
      en: 'four stages of bottlenecks, the stride in their first 1×1',
      'zh-TW': '四個階段的瓶頸單元，步幅放在第一個 1×1',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network counts 25,557,032, as we do; the authors’ released file alone adds a bias of 64 to conv1. The paper prints no count. ${IMAGENET_RECIPE.en}`,
        'zh-TW': `參考網路同樣為 25,557,032 個參數；只有作者釋出的檔案在 conv1 多了 64 個偏置。論文未列出參數量。${IMAGENET_RECIPE['zh-TW']}`,
      },
      source: TABLE_1,
      rows: imagenetRows([215_808, 1_219_584, 7_098_368, 14_964_736]),
      parameters: 25_557_032,
      macs: null,
      printed: '3.8 GFLOPs',
    },
  },
  resnet101: {
    line: { en: 'the same with 23 units in conv4_x', 'zh-TW': '相同的架構，conv4_x 有 23 個單元' },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network counts 44,549,160, as we do. The paper prints no count. ${IMAGENET_RECIPE.en}`,
        'zh-TW': `參考網路同樣為 44,549,160 個參數。論文未列出參數量。${IMAGENET_RECIPE['zh-TW']}`,
      },
      source: TABLE_1,
      rows: imagenetRows(null),
      parameters: 44_549_160,
      macs: null,
      printed: '7.6 GFLOPs',
    },
  },
  resnext50: {
    line: {
      en: 'Xie et al. 2017: 3×3 convolutions in 32 groups',
      'zh-TW': 'Xie 等人 2017：3×3 卷積分成 32 組',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: 'From “Aggregated Residual Transformations for Deep Neural Networks” (Xie, Girshick, Dollár, Tu, He 2017), with the stride in the 3×3 as in its authors’ Torch code. A reference network counts 25,028,904, as we do; the paper rounds to 25.0 M. Their code trains for 100 epochs, dividing the rate by 10 every 30; crops of random scale and colour augmentation are left out.',
        'zh-TW':
          '取自〈Aggregated Residual Transformations for Deep Neural Networks〉（Xie、Girshick、Dollár、Tu、He 2017），步幅依作者的 Torch 程式放在 3×3。參考網路同樣為 25,028,904 個參數；論文取概數 25.0 M。作者的程式訓練 100 個週期，每 30 個週期把學習率除以 10；隨機縮放裁切與色彩擴增未納入。',
      },
      source: {
        en: 'Stages: Table 1 of Xie et al.',
        'zh-TW': '各階段取自 Xie 等人論文的表 1。',
      },
      rows: imagenetRows(null),
      parameters: 25_028_904,
      macs: null,
      printed: '25.0 M, 4.2 GFLOPs',
    },
  },
};
