import { describe, expect, it } from 'vitest';
import type { KerasLayer } from './layer';
import { kerasOrder, snakeCase, variableFolders } from './order';

function layer(className: string, name: string, inputs: readonly string[] = []): KerasLayer {
  return {
    name,
    module: className === 'Power' ? 'keras.src.ops.numpy' : 'keras.layers',
    className,
    config: {},
    inputs: inputs.map((input) => ({ layer: input, shape: [] })),
    list: inputs.length > 1,
    args: [],
    kwargs: {},
    variables: [],
    output: { layer: name, shape: [] },
  };
}

const names = (layers: readonly KerasLayer[]) => layers.map(({ name }) => name);

describe('snakeCase', () => {
  it.each([
    ['Conv2D', 'conv2d'],
    ['DepthwiseConv2D', 'depthwise_conv2d'],
    ['PReLU', 'p_re_lu'],
    ['ReLU', 're_lu'],
    ['LeakyReLU', 'leaky_re_lu'],
    ['BatchNormalization', 'batch_normalization'],
    ['GlobalAveragePooling2D', 'global_average_pooling2d'],
    ['InputLayer', 'input_layer'],
    ['ELU', 'elu'],
  ])('%s', (className, expected) => {
    expect(snakeCase(className)).toBe(expected);
  });
});

describe('kerasOrder', () => {
  it('puts what is farther from the output first, whatever the config says', () => {
    const layers = [
      layer('InputLayer', 'in'),
      layer('Conv2D', 'short', ['in']),
      layer('Conv2D', 'long1', ['in']),
      layer('Conv2D', 'long2', ['long1']),
      layer('Add', 'add', ['short', 'long2']),
    ];
    expect(names(kerasOrder(layers, ['add']))).toEqual(['in', 'long1', 'short', 'long2', 'add']);
  });

  it('orders a depth by the walk from the output through the inputs in their order', () => {
    const layers = [
      layer('InputLayer', 'in'),
      layer('Conv2D', 'a', ['in']),
      layer('Conv2D', 'b', ['in']),
      layer('Concatenate', 'cat', ['b', 'a']),
    ];
    expect(names(kerasOrder(layers, ['cat']))).toEqual(['in', 'b', 'a', 'cat']);
  });

  it('leaves out what leads nowhere, except inputs', () => {
    const layers = [
      layer('InputLayer', 'unused'),
      layer('InputLayer', 'in'),
      layer('Conv2D', 'dead', ['in']),
      layer('Dense', 'out', ['in']),
    ];
    expect(names(kerasOrder(layers, ['out']))).toEqual(['in', 'unused', 'out']);
  });

  it('walks networks deeper than the stack', () => {
    const layers = [layer('InputLayer', '0')];
    for (let index = 1; index <= 50_000; index++) layers.push(layer('ReLU', `${index}`, [`${index - 1}`]));
    expect(names(kerasOrder(layers, ['50000']))[50_000]).toBe('50000');
  });
});

describe('variableFolders', () => {
  it('numbers each class on its own and gives keras.ops no number', () => {
    const folders = variableFolders([
      layer('InputLayer', 'in'),
      layer('Conv2D', 'c1'),
      layer('Power', 'p'),
      layer('Conv2D', 'c2'),
      layer('Dense', 'd'),
      layer('Conv2D', 'c3'),
    ]);
    expect([...folders]).toEqual([
      ['in', 'layers/input_layer/vars'],
      ['c1', 'layers/conv2d/vars'],
      ['c2', 'layers/conv2d_1/vars'],
      ['d', 'layers/dense/vars'],
      ['c3', 'layers/conv2d_2/vars'],
    ]);
  });
});
