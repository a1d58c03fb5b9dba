import type { sknet as files } from '../files/sknet';
import { CIFAR_ROWS, CIFAR_SOURCE, imagenetRows } from './resnet';
import type { TemplateEntry, TemplatePaper, Texts } from './types';

export const paper: TemplatePaper = {
  id: 'sknet',
  short: 'SKNet',
  title: 'Selective Kernel Networks',
  authors: 'Li, Wang, Hu, Yang',
  year: 2019,
};

const TABLE_1: Texts = {
  en: 'Stages: Table 1 of the paper. Counts: a reference network.',
  'zh-TW': '各階段取自論文的表 1；參數量由參考網路計算。',
};

/** What the recipe does not have from the paper, and what it leaves out. */
const RECIPE: Texts = {
  en: 'Decay on kernels alone, and twice the rate for the last bias, as in the authors’ files. Crops of random scale are left out.',
  'zh-TW': '依作者的檔案，權重衰減只用在卷積核上，最後一層偏置的學習率加倍。隨機縮放裁切未納入。',
};

export const entries: Readonly<Record<keyof typeof files, TemplateEntry>> = {
  'sk-resnet20-cifar': {
    line: {
      en: 'ours: ResNet-20 whose first 3×3 selects its kernel',
      'zh-TW': '我們的版本：ResNet-20，第一個 3×3 改成選擇性卷積核',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: 'In no paper: the first 3×3 of each unit of ResNet-20 becomes an SK convolution, 3×3 and 3×3 dilated by 2 in 8 groups, r = 16, L = 32. Our own count is 211,642, fewer than ResNet-20’s since the groups save more than selection adds. Recipe: that of ResNet-20.',
        'zh-TW':
          '沒有論文列出這個網路：把 ResNet-20 每個單元的第一個 3×3 換成 SK 卷積，兩條分支為 3×3 與擴張率 2 的 3×3，分成 8 組，r = 16、L = 32。我們自行計算為 211,642 個參數，比 ResNet-20 少，因為分組省下的比選擇機制增加的還多。訓練設定與 ResNet-20 相同。',
      },
      source: CIFAR_SOURCE,
      rows: CIFAR_ROWS,
      parameters: null,
      macs: null,
      printed: null,
    },
  },
  sknet26: {
    line: { en: 'two SK units a stage', 'zh-TW': '每個階段兩個 SK 單元' },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network, L = 32 in every stage, counts 16,746,408, as we do. ${RECIPE.en}`,
        'zh-TW': `各階段都用 L = 32 的參考網路同樣為 16,746,408 個參數。${RECIPE['zh-TW']}`,
      },
      source: {
        en: 'Stages: those of SKNet-50 with two units each. Counts: a reference network.',
        'zh-TW': '各階段與 SKNet-50 相同，但各只有兩個單元；參數量由參考網路計算。',
      },
      rows: imagenetRows([169_088, 718_976, 2_764_928, 11_034_880]),
      parameters: 16_746_408,
      macs: null,
      printed: null,
    },
  },
  sknet50: {
    line: {
      en: 'every 3×3 of ResNeXt-50 chooses between two windows',
      'zh-TW': 'ResNeXt-50 的每個 3×3 都在兩種卷積核之間選擇',
    },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network counts 27,479,784 and 4.46271 GMACs, as we do; Table 2 rounds to 27.5 M and 4.47. ${RECIPE.en}`,
        'zh-TW': `參考網路為 27,479,784 個參數、4.46271 GMACs，與我們相同；論文的表 2 取概數 27.5 M 與 4.47。${RECIPE['zh-TW']}`,
      },
      source: TABLE_1,
      rows: imagenetRows([257_472, 1_371_392, 7_766_400, 16_025_984]),
      parameters: 27_479_784,
      macs: null,
      printed: '27.5 M, 4.47 GFLOPs',
    },
  },
  sknet101: {
    line: { en: 'the same with 23 units in conv4_x', 'zh-TW': '相同的架構，conv4_x 有 23 個單元' },
    parity: {
      kind: 'ours',
      fact: {
        en: `A reference network with L = 32 counts 48,736,040, as we do; Table 2 prints 48.9 M. The authors’ released file narrows the attention in conv3_x to 16, which makes 48,686,760. ${RECIPE.en}`,
        'zh-TW': `L = 32 的參考網路同樣為 48,736,040 個參數；論文的表 2 寫 48.9 M。作者釋出的檔案把 conv3_x 的注意力寬度縮到 16，為 48,686,760。${RECIPE['zh-TW']}`,
      },
      source: {
        en: 'Stages: those of SKNet-50 with 23 units in conv4_x. Counts: a reference network.',
        'zh-TW': '各階段與 SKNet-50 相同，但 conv4_x 有 23 個單元；參數量由參考網路計算。',
      },
      rows: imagenetRows([257_472, 1_371_392, 29_022_656, 16_025_984]),
      parameters: 48_736_040,
      macs: null,
      printed: '48.9 M, 8.46 GFLOPs',
    },
  },
};
