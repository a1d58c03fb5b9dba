import { words } from '../../words';

export const text = {
  en: {
    name: 'GAP head',
    summary: 'Averages one map per class to that class’s logit: no weights to overfit.',
    params: {
      classes: words.en.classes,
      projection: {
        label: '1×1 convolution first',
        help: 'Makes the maps of the classes here. Without it the input must already have one map per class, as in the paper.',
      },
    },
  },
  'zh-TW': {
    name: 'GAP 分類頭',
    summary: '每個類別一張圖，平均後就是該類別的 logit：沒有可以過擬合的權重。',
    params: {
      classes: words['zh-TW'].classes,
      projection: {
        label: '先做 1×1 卷積',
        help: '在這裡產生各類別的圖。不勾選的話，輸入必須已經是每類一張圖，論文就是如此。',
      },
    },
  },
};
