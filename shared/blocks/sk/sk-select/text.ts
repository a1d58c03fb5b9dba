export const text = {
  en: {
    name: 'SK select',
    summary: 'Weighs branches against each other, channel by channel, and adds them up.',
    params: {},
  },
  'zh-TW': { name: 'SK 選擇', summary: '逐一通道決定各分支的比重，再加總。', params: {} },
};
