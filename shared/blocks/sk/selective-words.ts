import { words } from '../words';

/** The words of what a selective kernel convolution is told beside its filters and stride. */
export const selectiveWords = {
  en: {
    kernels: { label: 'Kernels', help: 'The kernel size of each branch; odd.' },
    dilations: {
      label: 'Dilations',
      help: 'The dilation of each branch, one for each kernel. A 3×3 dilated by 2 stands for a 5×5.',
    },
    groups: words.en.groups,
    ratio: { label: 'Reduction ratio', help: 'The fused vector z has the filters over this many values.' },
    minimum: { label: 'Least length (L)', help: 'z never has fewer values than this.' },
  },
  'zh-TW': {
    kernels: { label: '卷積核', help: '每個分支的卷積核大小；須為奇數。' },
    dilations: { label: '擴張率', help: '每個分支的擴張率，與卷積核一一對應。3×3 擴張 2 代替 5×5。' },
    groups: words['zh-TW'].groups,
    ratio: { label: '縮減比', help: '融合向量 z 的長度是濾鏡數除以這個數。' },
    minimum: { label: '最短長度（L）', help: 'z 的長度至少是這麼多。' },
  },
} as const;
