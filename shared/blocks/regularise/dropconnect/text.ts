import { words } from '../../words';

export const text = {
  en: {
    name: 'DropConnect',
    summary: 'A dense layer that drops weights instead of values, anew for every example.',
    params: { units: words.en.units, rate: words.en.rate, bias: words.en.bias },
  },
  'zh-TW': {
    name: 'DropConnect',
    summary: '丟掉的是權重而不是數值的全連接層，每個樣本各丟各的。',
    params: { units: words['zh-TW'].units, rate: words['zh-TW'].rate, bias: words['zh-TW'].bias },
  },
};
