import type { PrimitiveAttrs } from '../../../shared/ir/primitive';
import type { Shape } from '../../../shared/ir/shape';
import { around, aroundVector, NO_PADS, Sketch } from '../sketch';
import type { Case, CasesOf } from './case';

type Conv = PrimitiveAttrs['conv2d'];
type Depthwise = PrimitiveAttrs['depthwise-conv2d'];

function conv(label: string, batch: number, map: Shape, attrs: Partial<Conv>): Case {
  const plain: Conv = {
    filters: 4,
    kernel: [3, 3],
    stride: [1, 1],
    padding: NO_PADS,
    dilation: [1, 1],
    groups: 1,
    bias: true,
  };
  return {
    label,
    batch,
    graph: () => around(map, (net, x) => net.one('conv2d', 'tried', { ...plain, ...attrs }, [x])),
  };
}

function depthwise(label: string, batch: number, map: Shape, attrs: Partial<Depthwise>): Case {
  const plain: Depthwise = {
    multiplier: 1,
    kernel: [3, 3],
    stride: [1, 1],
    padding: NO_PADS,
    dilation: [1, 1],
    bias: true,
  };
  return {
    label,
    batch,
    graph: () => around(map, (net, x) => net.one('depthwise-conv2d', 'tried', { ...plain, ...attrs }, [x])),
  };
}

function dense(label: string, batch: number, units: number, bias: boolean): Case {
  return {
    label,
    batch,
    graph: () => aroundVector(6, (net, x) => net.one('dense', 'tried', { units, bias }, [x])),
  };
}

/** The same convolution's output feeds two convolutions of different strides and a sum of it with itself. */
function consumedTwice(): Case['graph'] {
  return () =>
    around([7, 7, 4], (net, x) => {
      const left = net.conv('left', x, 3, [3, 3], { padding: [1, 1, 1, 1] });
      const right = net.conv('right', x, 3, [1, 1]);
      return net.one('add', 'sum', {}, [left, right, left]);
    });
}

/** Logits straight from a 1x1 convolution, as in a network that ends in global average pooling. */
function withoutDense(): Case['graph'] {
  return () => {
    const net = new Sketch();
    const x = net.conv('tried', net.input([4, 5, 3]), 2, [2, 2]);
    net.loss('loss', net.flat('logits', x));
    return net.graph();
  };
}

export const linear: CasesOf<'conv2d' | 'depthwise-conv2d' | 'dense'> = {
  conv2d: [
    conv('3x3 valid, batch 1', 1, [7, 7, 3], {}),
    conv('3x3 same', 3, [7, 6, 3], { padding: [1, 1, 1, 1] }),
    conv('1x1', 4, [5, 5, 6], { kernel: [1, 1] }),
    conv('1x1 stride 2', 2, [7, 7, 6], { kernel: [1, 1], stride: [2, 2] }),
    conv('1x1 padded', 2, [4, 4, 3], { kernel: [1, 1], padding: [1, 1, 1, 1] }),
    conv('2x2 same, asymmetric', 2, [5, 5, 3], { kernel: [2, 2], padding: [0, 1, 0, 1] }),
    conv('3x3 stride 2 same on even', 2, [8, 8, 3], { stride: [2, 2], padding: [0, 1, 0, 1] }),
    conv('3x3 stride 2 same on odd', 3, [7, 9, 3], { stride: [2, 2], padding: [1, 1, 1, 1] }),
    conv('3x3 stride 3, rows left over', 2, [9, 8, 3], { stride: [3, 3] }),
    conv('5x3 stride 2x1, four different pads', 2, [9, 7, 3], {
      kernel: [5, 3],
      stride: [2, 1],
      padding: [2, 1, 0, 3],
    }),
    conv('1x7, wide padding', 2, [5, 9, 2], { kernel: [1, 7], padding: [0, 0, 3, 3] }),
    conv('5x5 as big as the map', 3, [5, 5, 3], { kernel: [5, 5] }),
    conv('stride beyond the kernel', 2, [8, 8, 3], { kernel: [2, 2], stride: [3, 3] }),
    conv('no bias', 2, [6, 6, 3], { bias: false }),
    conv('dilated by 2, same', 2, [9, 9, 3], { dilation: [2, 2], padding: [2, 2, 2, 2] }),
    conv('dilated by 3 and 2, asymmetric', 2, [11, 9, 3], { dilation: [3, 2], padding: [3, 2, 1, 0] }),
    conv('dilated and strided', 2, [11, 11, 3], { dilation: [2, 2], stride: [2, 2], padding: [2, 1, 2, 1] }),
    conv('dilated and strided by 3, batch 1', 1, [12, 11, 3], { dilation: [2, 3], stride: [3, 2] }),
    conv('groups 2', 2, [6, 6, 4], { groups: 2, filters: 6 }),
    conv('groups 3, stride 2, asymmetric', 2, [7, 7, 6], {
      groups: 3,
      filters: 9,
      stride: [2, 2],
      padding: [1, 0, 0, 1],
    }),
    conv('groups 4, dilated by 2, same', 2, [7, 7, 8], {
      groups: 4,
      filters: 8,
      dilation: [2, 2],
      padding: [2, 2, 2, 2],
    }),
    conv('groups 2, dilated, strided, batch 1', 1, [9, 9, 4], {
      groups: 2,
      filters: 4,
      dilation: [2, 2],
      stride: [2, 2],
      padding: [2, 2, 1, 1],
    }),
    conv('a group per channel', 2, [6, 5, 4], { groups: 4, filters: 8, padding: [1, 1, 1, 1] }),
    conv('grouped 1x1', 2, [4, 4, 8], { groups: 4, filters: 12, kernel: [1, 1] }),
    { label: 'output used by three consumers', batch: 2, graph: consumedTwice() },
    { label: 'straight to the logits', batch: 2, graph: withoutDense() },
  ],
  'depthwise-conv2d': [
    depthwise('3x3 valid, batch 1', 1, [7, 7, 3], {}),
    depthwise('3x3 same', 3, [7, 6, 4], { padding: [1, 1, 1, 1] }),
    depthwise('multiplier 2', 2, [7, 7, 3], { multiplier: 2, padding: [1, 1, 1, 1] }),
    depthwise('multiplier 3, stride 2, asymmetric', 2, [8, 7, 3], {
      multiplier: 3,
      stride: [2, 2],
      padding: [0, 1, 1, 0],
    }),
    depthwise('stride 3', 2, [9, 9, 4], { stride: [3, 3], padding: [1, 1, 1, 1] }),
    depthwise('strides 1 and 2 differ', 2, [8, 9, 3], { stride: [1, 2], padding: [1, 1, 1, 1] }),
    depthwise('dilated by 2', 2, [9, 9, 3], { dilation: [2, 2], padding: [2, 2, 2, 2] }),
    depthwise('dilated by 2 and 3, asymmetric, multiplier 2', 2, [9, 11, 3], {
      multiplier: 2,
      dilation: [2, 3],
      padding: [2, 1, 0, 3],
    }),
    depthwise('dilated and strided', 2, [11, 11, 3], { dilation: [2, 2], stride: [2, 2] }),
    depthwise('1x5 without bias', 2, [5, 8, 4], { kernel: [1, 5], padding: [0, 0, 2, 2], bias: false }),
    depthwise('one channel', 3, [6, 6, 1], { multiplier: 2 }),
  ],
  dense: [
    dense('batch 1', 1, 5, true),
    dense('batch 4', 4, 5, true),
    dense('no bias', 3, 8, false),
    dense('one unit', 3, 1, true),
  ],
};
