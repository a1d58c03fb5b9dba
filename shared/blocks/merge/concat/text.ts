export const text = {
  en: {
    name: 'Concatenate',
    summary: 'Stacks the channels of its inputs, in the order of the edges.',
    params: {},
  },
  'zh-TW': { name: '串接', summary: '依照連線的順序，把各輸入的通道疊在一起。', params: {} },
};
