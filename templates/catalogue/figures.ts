import type { figures as files } from '../files/figures';
import type { ParityRow, TemplateEntry, TemplatePaper, Texts } from './types';

export const paper: TemplatePaper = {
  id: 'figures',
  short: { en: 'Figures', 'zh-TW': '論文中的圖' },
  title: '',
  authors: '',
  year: null,
  heading: { en: 'Figures of the papers', 'zh-TW': '論文中的圖' },
};

/** A part of a figure: no figure says sizes. */
const part = (
  label: string,
  node: string,
  parameters: number | null,
  nodes: readonly string[] = [node],
): ParityRow => ({ label, node, output: null, parameters, nodes });

const INCEPTION = ['conv1x1', 'reduce3x3', 'conv3x3', 'reduce5x5', 'conv5x5', 'convPool'];

/** A figure of single blocks; nobody counts it but we. */
function figure(line: Texts, fact: Texts, source: Texts, rows: readonly ParityRow[]): TemplateEntry {
  const parity = { kind: 'ours', fact, source, rows, parameters: null, macs: null, printed: null } as const;
  return { line, parity };
}

export const entries: Readonly<Record<keyof typeof files, TemplateEntry>> = {
  'mlpconv-figure': figure(
    {
      en: 'a linear convolution, then a perceptron of 1×1 (Network in Network, figure 1)',
      'zh-TW': '線性卷積，再接由 1×1 卷積組成的感知器（Network in Network，圖 1）',
    },
    {
      en: 'The widths are those of the first mlpconv of the CIFAR-10 network; with an average and a classifier the graph has 61,898 parameters, by our own count.',
      'zh-TW':
        '寬度取自 CIFAR-10 網路的第一層 mlpconv；加上平均池化與分類器，共 61,898 個參數，為我們自行計算。',
    },
    {
      en: 'Parts: figure 1 of Network in Network. Counts: a reference network.',
      'zh-TW': '各部分取自 Network in Network 的圖 1；參數量由參考網路計算。',
    },
    [part('(a)', 'relu1', 14_592, ['conv']), part('(b)', 'relu3', 60_928, ['conv', 'mlp1', 'mlp2'])],
  ),
  'inception-block': figure(
    {
      en: 'four branches on the same maps, concatenated (GoogLeNet, figure 2b)',
      'zh-TW': '四條分支讀取相同的特徵圖，再串接起來（GoogLeNet，圖 2b）',
    },
    {
      en: 'The module has the widths of inception (3a) and its 163,696 parameters; with a first convolution and a classifier the graph has 171,642, by our own count.',
      'zh-TW':
        '模組的寬度與 163,696 個參數都與 inception (3a) 相同；加上第一層卷積與分類器，共 171,642 個，為我們自行計算。',
    },
    {
      en: 'Parts: figure 2(b) of Going Deeper with Convolutions. Count of the module: a reference network.',
      'zh-TW': '各部分取自 Going Deeper with Convolutions 的圖 2(b)；模組的參數量由參考網路計算。',
    },
    [part('inception (3a)', 'concat', 163_696, INCEPTION)],
  ),
  'se-inception-block': figure(
    {
      en: 'SE behind an Inception module (SENet, figure 2)',
      'zh-TW': '接在 Inception 模組之後的 SE（SENet，圖 2）',
    },
    {
      en: 'The module is inception (3a); SE on its 256 maps with r = 16 adds 8,464 parameters. With a first convolution and a classifier the graph has 180,106, by our own count.',
      'zh-TW':
        '模組為 inception (3a)；SE 作用在它的 256 張特徵圖上，r = 16，增加 8,464 個參數。加上第一層卷積與分類器，共 180,106 個，為我們自行計算。',
    },
    {
      en: 'Parts: figure 2 of Squeeze-and-Excitation Networks. Count of the module: a reference network.',
      'zh-TW': '各部分取自 Squeeze-and-Excitation Networks 的圖 2；模組的參數量由參考網路計算。',
    },
    [part('Inception', 'inception', 163_696), part('SE', 'scale', null, ['fc1', 'fc2'])],
  ),
  'se-residual-block': figure(
    {
      en: 'SE on the branch of a residual unit (SENet, figure 3)',
      'zh-TW': '殘差單元分支上的 SE（SENet，圖 3）',
    },
    {
      en: 'Two 3×3 on 64 maps are the residual; SE with r = 16 adds 580 parameters. With a first convolution and a classifier the graph has 77,070, by our own count.',
      'zh-TW':
        '殘差分支為兩個作用在 64 張特徵圖上的 3×3 卷積；SE 的 r = 16，增加 580 個參數。加上第一層卷積與分類器，共 77,070 個，為我們自行計算。',
    },
    {
      en: 'Parts: figure 3 of Squeeze-and-Excitation Networks.',
      'zh-TW': '各部分取自 Squeeze-and-Excitation Networks 的圖 3。',
    },
    [
      part('Residual', 'bn2', null, ['conv1', 'bn1', 'conv2', 'bn2']),
      part('SE', 'scale', null, ['fc1', 'fc2']),
    ],
  ),
  'sk-block': figure(
    {
      en: 'split, fuse, select with two branches (SKNet, figure 1)',
      'zh-TW': '兩條分支的分流（split）、融合（fuse）與選擇（select）（SKNet，圖 1）',
    },
    {
      en: 'On 128 maps with G = 32 and d = 32 the convolution has 22,080 parameters, as in the paper’s networks; with a first convolution and a classifier the graph has 27,082, by our own count.',
      'zh-TW':
        '作用在 128 張特徵圖上，G = 32、d = 32，與論文的網路相同，這個卷積有 22,080 個參數；加上第一層卷積與分類器，共 27,082 個，為我們自行計算。',
    },
    {
      en: 'Parts: figure 1 of Selective Kernel Networks. Count of the convolution: a reference network.',
      'zh-TW': '各部分取自 Selective Kernel Networks 的圖 1；卷積的參數量由參考網路計算。',
    },
    [part('SK', 'select', 22_080, ['conv1', 'bn1', 'conv2', 'bn2', 'fc', 'bnFc', 'a', 'b'])],
  ),
};
