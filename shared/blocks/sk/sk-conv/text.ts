import { words } from '../../words';

export const text = {
  en: {
    name: 'SK convolution',
    summary: 'Convolves with several kernels and lets every image choose between them, channel by channel.',
    params: {
      filters: words.en.filters,
      stride: words.en.stride,
      kernels: { label: 'Kernels', help: 'The kernel size of each branch; odd.' },
      dilations: {
        label: 'Dilations',
        help: 'The dilation of each branch, one for each kernel. A 3×3 dilated by 2 stands for a 5×5.',
      },
      groups: words.en.groups,
      ratio: { label: 'Reduction ratio', help: 'The fused vector z has the filters over this many values.' },
      minimum: { label: 'Least length (L)', help: 'z never has fewer values than this.' },
    },
  },
  'zh-TW': {
    name: 'SK 卷積（選擇性卷積核）',
    summary: '同時用幾種卷積核，由每張影像逐一通道決定各用多少。',
    params: {
      filters: words['zh-TW'].filters,
      stride: words['zh-TW'].stride,
      kernels: { label: '卷積核', help: '每個分支的卷積核大小；須為奇數。' },
      dilations: { label: '擴張率', help: '每個分支的擴張率，與卷積核一一對應。3×3 擴張 2 代替 5×5。' },
      groups: words['zh-TW'].groups,
      ratio: { label: '縮減比', help: '融合向量 z 的長度是濾鏡數除以這個數。' },
      minimum: { label: '最短長度（L）', help: 'z 的長度至少是這麼多。' },
    },
  },
};
