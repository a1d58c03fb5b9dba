export const text = {
  en: {
    name: 'PReLU',
    summary: 'ReLU whose negative side keeps a slope that every channel learns.',
    params: {},
  },
  'zh-TW': { name: 'PReLU', summary: '負半邊保留斜率的 ReLU，每個通道自己學斜率。', params: {} },
};
