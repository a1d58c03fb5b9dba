import type { senet as files } from '../files/senet';
import { GOOGLENET_ROWS } from './googlenet';
import { CIFAR_ROWS, CIFAR_SOURCE, imagenetRows } from './resnet';
import type { TemplateEntry, TemplatePaper, Texts } from './types';

export const paper: TemplatePaper = {
  id: 'senet',
  short: 'SENet',
  title: 'Squeeze-and-Excitation Networks',
  authors: 'Hu, Shen, Albanie, Sun, Wu',
  year: 2017,
};

const TABLE_1: Texts = {
  en: 'Stages: Table 1 of the paper.',
  'zh-TW': '各階段取自論文的表 1。',
};

/** What the recipe does not have from the paper's section 5.1. */
const RECIPE: Texts = {
  en: 'The paper does not print the weight decay; 1e-4 on kernels is what SKNet’s files, trained in the same way, have. Label smoothing is said of its ablations only, so it is off. Crops of random scale are left out.',
  'zh-TW':
    '論文沒有寫權重衰減；這裡依訓練方式相同的 SKNet 檔案，只對卷積核用 1e-4。標籤平滑只在消融實驗中提到，因此關閉。隨機縮放裁切未納入。',
};

export const entries: Readonly<Record<keyof typeof files, TemplateEntry>> = {
  'se-resnet20-cifar': {
    line: { en: 'ResNet-20 with SE in every unit', 'zh-TW': '每個單元都有 SE 的 ResNet-20' },
    parity: {
      kind: 'ours',
      fact: {
        en: 'Not in the paper, whose networks for CIFAR-10 are deeper. A reference network, shortcut A and SE with r = 16 and biases, counts 272,095, as we do: 2,373 more than ResNet-20. Recipe: that of ResNet-20, as the paper trains its own.',
        'zh-TW':
          '論文用在 CIFAR-10 的網路較深，沒有這一個。採用捷徑 A、SE 的 r = 16 且有偏置的參考網路同樣為 272,095 個參數，比 ResNet-20 多 2,373。訓練設定與 ResNet-20 相同，論文也是這樣做的。',
      },
      source: CIFAR_SOURCE,
      rows: CIFAR_ROWS,
      parameters: 272_095,
      macs: null,
      printed: null,
    },
  },
  'se-resnet50': {
    line: {
      en: 'SE after every bottleneck, the stride in its first 1×1',
      'zh-TW': '每個瓶頸分支之後都有 SE，步幅放在第一個 1×1',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `Layers as in the authors’ Caffe file, whose stride makes it 3.8605 GMACs. A reference network counts 28,088,024, as we do; Table 10 rounds to 28.1 M. ${RECIPE.en}`,
        'zh-TW': `各層依照作者的 Caffe 檔案，步幅的位置使它為 3.8605 GMACs。參考網路同樣為 28,088,024 個參數；論文的表 10 取概數 28.1 M。${RECIPE['zh-TW']}`,
      },
      source: TABLE_1,
      rows: imagenetRows(null),
      parameters: 28_088_024,
      macs: null,
      printed: '28.1 M, 3.87 GFLOPs',
    },
  },
  'se-resnet101': {
    line: { en: 'the same with 23 units in conv4_x', 'zh-TW': '相同的架構，conv4_x 有 23 個單元' },
    parity: {
      kind: 'ours',
      fact: {
        en: `Layers as in the authors’ Caffe file. A reference network counts 49,326,872, as we do. ${RECIPE.en}`,
        'zh-TW': `各層依照作者的 Caffe 檔案。參考網路同樣為 49,326,872 個參數。${RECIPE['zh-TW']}`,
      },
      source: {
        en: 'Stages: those of ResNet-101. Cost: Table 2 of the paper.',
        'zh-TW': '各階段與 ResNet-101 相同；運算量取自論文的表 2。',
      },
      rows: imagenetRows(null),
      parameters: 49_326_872,
      macs: null,
      printed: '7.60 GFLOPs',
    },
  },
  'se-resnext50': {
    line: {
      en: 'SE on ResNeXt: 32 groups, the stride in the 3×3',
      'zh-TW': '在 ResNeXt 上加 SE：32 組，步幅放在 3×3',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `Layers as in the authors’ Caffe file. A reference network counts 27,559,896, as we do. ${RECIPE.en}`,
        'zh-TW': `各層依照作者的 Caffe 檔案。參考網路同樣為 27,559,896 個參數。${RECIPE['zh-TW']}`,
      },
      source: TABLE_1,
      rows: imagenetRows(null),
      parameters: 27_559_896,
      macs: null,
      printed: '4.25 GFLOPs',
    },
  },
  'se-googlenet-bn': {
    line: {
      en: 'SE after each of GoogLeNet’s nine modules',
      'zh-TW': 'GoogLeNet 的九個模組之後都有 SE',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `Not in the paper, whose SE-Inception grows from another table of widths. Ours puts SE with r = 16 and biases after each module of GoogLeNet with batch norm: 7,005,832 and 480,103 make 7,485,935. ${RECIPE.en}`,
        'zh-TW': `論文的 SE-Inception 採用另一張寬度表，沒有這一個。這裡在 GoogLeNet（批次正規化版）的每個模組之後加上 r = 16、有偏置的 SE：7,005,832 加 480,103，共 7,485,935 個參數。${RECIPE['zh-TW']}`,
      },
      source: {
        en: 'Stages: Table 1 of Szegedy et al.',
        'zh-TW': '各階段取自 Szegedy 等人論文的表 1。',
      },
      rows: GOOGLENET_ROWS,
      parameters: 7_485_935,
      macs: null,
      printed: null,
    },
  },
};
