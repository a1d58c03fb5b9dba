import { activationNames, words } from '../../words';

export const text = {
  en: {
    name: 'Activation',
    summary: 'A nonlinear function of every single value.',
    params: { fn: { label: 'Function', help: 'Which function is applied.' }, slope: words.en.slope },
    options: activationNames,
  },
  'zh-TW': {
    name: '激活函數',
    summary: '對每一個數值各自套用的非線性函數。',
    params: { fn: { label: '函數', help: '要套用哪一個函數。' }, slope: words['zh-TW'].slope },
    options: activationNames,
  },
};
