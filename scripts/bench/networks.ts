import type { layers as tfjsLayers, sequential, LayersModel } from '@tensorflow/tfjs-node-gpu';
import ninCifar10 from '../../templates/nin-cifar10.inlay.json?raw';

/** What building a stock model needs of tfjs; the library itself is loaded in one child process only. */
export interface Tfjs {
  readonly layers: typeof tfjsLayers;
  readonly sequential: typeof sequential;
}

/** A network that the benchmark can train three times over. */
export interface BenchNetwork {
  /** The document that ours is compiled from. */
  readonly template: string;
  readonly shape: readonly [number, number, number];
  readonly classes: number;
  /** Trainable parameters: all three must have as many. */
  readonly parameters: number;
  /** The same network as somebody who knows tfjs would write it. */
  readonly stock: (tf: Tfjs) => LayersModel;
}

/** NIN on CIFAR-10: filters and kernel of each convolution; a new row after each max pool and dropout. */
const NIN = [
  [
    [192, 5],
    [160, 1],
    [96, 1],
  ],
  [
    [192, 5],
    [192, 1],
    [192, 1],
  ],
  [
    [192, 3],
    [192, 1],
    [10, 1],
  ],
] as const;

function stockNin({ layers, sequential: make }: Tfjs): LayersModel {
  const model = make();
  NIN.forEach((row, index) => {
    row.forEach(([filters, kernelSize]) => {
      const first = model.layers.length === 0 ? { inputShape: [32, 32, 3] } : {};
      const attrs = { filters, kernelSize, padding: 'same', activation: 'relu', ...first } as const;
      model.add(layers.conv2d({ ...attrs, kernelInitializer: 'heNormal' }));
    });
    if (index === NIN.length - 1) return;
    model.add(layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }));
    model.add(layers.dropout({ rate: 0.5 }));
  });
  model.add(layers.globalAveragePooling2d({}));
  model.add(layers.activation({ activation: 'softmax' }));
  return model;
}

/** By the name that `--network` takes; `keras_step.py` has the same names. */
export const networks: Readonly<Record<string, BenchNetwork>> = {
  'nin-cifar10': {
    template: ninCifar10,
    shape: [32, 32, 3],
    classes: 10,
    parameters: 966_986,
    stock: stockNin,
  },
};
