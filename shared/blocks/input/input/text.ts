export const text = {
  en: {
    name: 'Input',
    summary: 'Where the images enter: their height, width and channels.',
    params: {
      height: { label: 'Height', help: 'Rows of an image.' },
      width: { label: 'Width', help: 'Columns of an image.' },
      channels: { label: 'Channels', help: '1 for grey images, 3 for colour.' },
    },
  },
  'zh-TW': {
    name: '輸入',
    summary: '影像從這裡進入網路：高、寬與通道數。',
    params: {
      height: { label: '高', help: '影像有幾列像素。' },
      width: { label: '寬', help: '影像有幾行像素。' },
      channels: { label: '通道數', help: '灰階影像是 1，彩色影像是 3。' },
    },
  },
};
