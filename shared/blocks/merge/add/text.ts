export const text = {
  en: { name: 'Add', summary: 'Adds inputs of one shape, value by value.', params: {} },
  'zh-TW': { name: '相加', summary: '把形狀相同的輸入逐點相加。', params: {} },
};
