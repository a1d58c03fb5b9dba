import { words } from '../../words';

export const text = {
  en: {
    name: 'SK unit',
    summary: 'A residual unit whose 3×3 is an SK convolution.',
    params: {
      type: { label: 'Type', help: 'Basic: two 3×3. Bottleneck: 1×1 down, 3×3, 1×1 up.' },
      channels: { label: 'Channels', help: 'How many maps the unit gives.' },
      width: {
        label: 'Width',
        help: 'Maps inside: of the bottleneck’s 1×1 and 3×3, or of a basic unit’s first 3×3.',
      },
      stride: words.en.stride,
      shortcut: {
        label: 'Shortcut',
        help: 'Where the shape changes: A pads with zero maps, B projects by a 1×1 convolution.',
      },
      kernels: { label: 'Kernels', help: 'The kernel size of each branch; odd.' },
      dilations: {
        label: 'Dilations',
        help: 'The dilation of each branch, one for each kernel. A 3×3 dilated by 2 stands for a 5×5.',
      },
      groups: words.en.groups,
      ratio: { label: 'Reduction ratio', help: 'The fused vector z has the filters over this many values.' },
      minimum: { label: 'Least length (L)', help: 'z never has fewer values than this.' },
    },
    options: { basic: 'Basic', bottleneck: 'Bottleneck', A: 'A: zero maps', B: 'B: projection' },
  },
  'zh-TW': {
    name: 'SK 單元',
    summary: '把 3×3 換成 SK 卷積的殘差單元。',
    params: {
      type: { label: '類型', help: '基本：兩個 3×3。瓶頸：1×1 縮小、3×3、1×1 放大。' },
      channels: { label: '輸出通道', help: '這個單元輸出幾張特徵圖。' },
      width: { label: '內部寬度', help: '內部的通道數：瓶頸的 1×1 與 3×3，或基本單元的第一個 3×3。' },
      stride: words['zh-TW'].stride,
      shortcut: { label: '捷徑', help: '形狀改變時：A 補全零的特徵圖，B 用 1×1 卷積投影。' },
      kernels: { label: '卷積核', help: '每個分支的卷積核大小；須為奇數。' },
      dilations: { label: '擴張率', help: '每個分支的擴張率，與卷積核一一對應。3×3 擴張 2 代替 5×5。' },
      groups: words['zh-TW'].groups,
      ratio: { label: '縮減比', help: '融合向量 z 的長度是濾鏡數除以這個數。' },
      minimum: { label: '最短長度（L）', help: 'z 的長度至少是這麼多。' },
    },
    options: { basic: '基本', bottleneck: '瓶頸', A: 'A：補零', B: 'B：投影' },
  },
};
