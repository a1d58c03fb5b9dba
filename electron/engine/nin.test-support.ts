import { Sketch } from '../proofs/sketch';
import type { IrGraph, IrValue } from '../../shared/ir/ir';
import type { Pads } from '../../shared/ir/shape';

const NO_PADDING: Pads = [0, 0, 0, 0];

/** NIN for CIFAR-10 in primitives: three mlpconv layers, pooling and dropout between them, global averaging. */
export function ninCifar10(): IrGraph {
  const net = new Sketch();
  const mlpconv = (name: string, input: IrValue, kernel: number, widths: readonly number[]): IrValue =>
    widths.reduce((x, width, index) => {
      const side = index === 0 ? kernel : 1;
      const pad = (side - 1) / 2;
      const path = `${name}/conv${index + 1}`;
      const maps = net.conv(path, x, width, [side, side], { padding: [pad, pad, pad, pad] });
      return net.one('activation', `${path}/relu`, { fn: 'relu', slope: 0 }, [maps]);
    }, input);
  const pool = (name: string, x: IrValue): IrValue => {
    const attrs = { kernel: [3, 3], stride: [2, 2], padding: NO_PADDING, ceil: true } as const;
    const pooled = net.one('max-pool', name, attrs, [x]);
    return net.one('dropout', `${name}/drop`, { rate: 0.5, spatial: false }, [pooled]);
  };
  const first = pool('pool1', mlpconv('mlp1', net.input([32, 32, 3]), 5, [192, 160, 96]));
  const second = pool('pool2', mlpconv('mlp2', first, 5, [192, 192, 192]));
  const third = mlpconv('mlp3', second, 3, [192, 192, 10]);
  net.loss('loss', net.one('global-mean', 'gap', { keepDims: false }, [third]));
  return net.graph();
}
