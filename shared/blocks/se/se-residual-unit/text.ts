import { residualWords } from '../../module/residual-words';
import { gateWords } from '../gate';

export const text = {
  en: {
    name: 'SE residual unit',
    summary: 'A residual unit with squeeze and excitation, at any of the paper’s five places.',
    params: {
      ...residualWords.en.params,
      placement: {
        label: 'Placement',
        help: 'Where SE sits: behind the branch, before it, behind the addition, on the shortcut, or right behind the 3×3.',
      },
      ...gateWords.en.params,
    },
    options: {
      ...residualWords.en.options,
      standard: 'Standard',
      pre: 'PRE',
      post: 'POST',
      identity: 'Identity',
      ...gateWords.en.options,
    },
  },
  'zh-TW': {
    name: 'SE 殘差單元',
    summary: '加了擠壓與激發的殘差單元，可放在論文比較過的五個位置。',
    params: {
      ...residualWords['zh-TW'].params,
      placement: {
        label: '位置',
        help: 'SE 放在哪裡：分支之後、分支之前、相加之後、捷徑上，或緊接在 3×3 之後。',
      },
      ...gateWords['zh-TW'].params,
    },
    options: {
      ...residualWords['zh-TW'].options,
      standard: '標準',
      pre: 'PRE（之前）',
      post: 'POST（之後）',
      identity: 'Identity（捷徑上）',
      ...gateWords['zh-TW'].options,
    },
  },
};
