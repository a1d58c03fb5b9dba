import { describe, expect, it } from 'vitest';
import { analyse } from '../shared/ir/analyse';
import { weightsOf } from '../shared/ir/ir';
import { initOf, multipliersOf } from '../shared/recipe/weight-settings';
import type { alexnet } from './files/alexnet';
import { lowered, openedTemplate } from './open.test-support';

type AlexNetId = keyof typeof alexnet;

const DENSE = { fc6: 37_752_832, fc7: 16_781_312, fc8: 4_097_000 };
const GROUPS = { conv1: 34_944, conv2: 307_456, conv3: 885_120, conv4: 663_936, conv5: 442_624, ...DENSE };
/** What has weights, in order; without groups conv2, conv4 and conv5 read twice as many maps. */
const LAYERS: Readonly<Record<AlexNetId, Readonly<Record<string, number>>>> = {
  alexnet: GROUPS,
  'alexnet-conv1': { ...GROUPS, norm1: 96 * 96 + 96, norm2: 256 * 256 + 256 },
  'alexnet-one-tower': {
    ...GROUPS,
    conv2: 25 * 96 * 256 + 256,
    conv4: 9 * 384 * 384 + 384,
    conv5: 9 * 384 * 256 + 256,
  },
};

describe.each(Object.keys(LAYERS) as AlexNetId[])('%s', (id) => {
  const document = openedTemplate(id);
  const { nodes } = analyse(document);
  const recipe = document.recipe.recipes['paper']!;
  const weights = weightsOf(lowered(document));

  it('has the reference’s count layer by layer', () => {
    const counts = [...nodes].filter(([, { parameters }]) => parameters > 0);
    expect(Object.fromEntries(counts.map(([node, { parameters }]) => [node, parameters]))).toEqual(
      LAYERS[id],
    );
  });

  it('has maps of 55, 27, 13 and 6', () => {
    const sides = ['conv1', 'pool1', 'conv2', 'pool2', 'conv3', 'conv4', 'conv5', 'pool5'].map(
      (node) => nodes.get(node)?.shape,
    );
    expect(sides).toEqual([
      [55, 55, 96],
      [27, 27, 96],
      [27, 27, 256],
      [13, 13, 256],
      [13, 13, 384],
      [13, 13, 384],
      [13, 13, 256],
      [6, 6, 256],
    ]);
  });

  it('drops half of fc6 and fc7', () => {
    const drops = lowered(document).nodes.flatMap((node) =>
      node.op === 'dropout' ? [[node.inputs[0]?.node, node.attrs.rate]] : [],
    );
    expect(drops).toEqual([
      ['relu6', 0.5],
      ['relu7', 0.5],
    ]);
  });

  it('is trained as section 5 says', () => {
    expect(document.recipe.active).toBe('paper');
    expect(recipe).toMatchObject({
      batch: 128,
      learningRate: 0.01,
      epochs: 90,
      optimizer: { kind: 'momentum', momentum: 0.9 },
      weightDecay: { kind: 'l2', lambda: 5e-4 },
      init: { scheme: 'normal', std: 0.01 },
    });
    expect(recipe.schedule).toMatchObject({
      kind: 'step',
      at: [{ factor: 0.1 }, { factor: 0.1 }, { factor: 0.1 }],
    });
  });

  it('starts the biases of the second, fourth and fifth convolution and of both hidden layers at 1', () => {
    const ones = weights.filter((weight) => {
      const init = initOf(recipe, weight);
      return weight.role === 'bias' && init.scheme === 'constant' && init.value === 1;
    });
    expect(ones.map(({ name }) => name)).toEqual(
      ['conv2', 'conv4', 'conv5', 'fc6', 'fc7'].map((node) => `${node}/bias`),
    );
  });

  it('is the authors’ network on bytes: conv1 in units of 58 bytes, no other layer', () => {
    const unit = 58;
    const named = new Map(weights.map((weight) => [weight.name, weight]));
    const conv1 = named.get('conv1/kernel')!;
    // w' = 58 w on x' = x / 58: gradients are 58 times smaller, so the step must be 58² times as large.
    expect(initOf(recipe, conv1)).toEqual({ scheme: 'normal', std: 0.01 * unit });
    const { lr, decay } = multipliersOf(recipe, conv1);
    expect(lr).toBe(unit ** 2);
    expect(lr * decay).toBeCloseTo(1, 12);
    for (const [name, weight] of named) {
      if (name === 'conv1/kernel' || name.startsWith('norm')) continue;
      expect(multipliersOf(recipe, weight), name).toMatchObject({
        lr: 1,
        decay: weight.role === 'bias' ? 0 : 1,
      });
      if (weight.role === 'kernel')
        expect(initOf(recipe, weight), name).toEqual({ scheme: 'normal', std: 0.01 });
    }
  });
});

describe('what follows the first two ReLUs', () => {
  const after = (id: AlexNetId, relu: string) => {
    const { nodes } = lowered(openedTemplate(id));
    const reader = (path: string) => nodes.find(({ inputs }) => inputs[0]?.node === path)!;
    const first = reader(relu);
    return [first, reader(first.path)] as const;
  };

  it.each(['alexnet', 'alexnet-one-tower'] as const)(
    'of %s is LRN with the paper’s constants, then the pool',
    (id) => {
      for (const [relu, pool] of [
        ['relu1', 'pool1'],
        ['relu2', 'pool2'],
      ] as const) {
        const [norm, next] = after(id, relu);
        expect(norm).toMatchObject({ op: 'lrn', attrs: { size: 5, alpha: 1e-4, beta: 0.75, k: 2 } });
        expect(next.path).toBe(pool);
      }
    },
  );

  it('of alexnet-conv1 is a 1x1 as wide as its input, and a ReLU', () => {
    for (const [relu, filters] of [
      ['relu1', 96],
      ['relu2', 256],
    ] as const) {
      const [norm, next] = after('alexnet-conv1', relu);
      expect(norm).toMatchObject({ op: 'conv2d', attrs: { kernel: [1, 1], filters, groups: 1, bias: true } });
      expect(next).toMatchObject({ op: 'activation', attrs: { fn: 'relu' } });
    }
    const { paper } = openedTemplate('alexnet-conv1').recipe.recipes;
    const norm1 = weightsOf(lowered(openedTemplate('alexnet-conv1'))).find(
      ({ name }) => name === 'norm1/kernel',
    )!;
    expect(initOf(paper!, norm1)).toEqual({ scheme: 'he-normal' });
  });
});

describe('MACs', () => {
  const macs = (id: AlexNetId) => analyse(openedTemplate(id)).totals.macs;

  it('of alexnet are .7244 G, a third less than without groups', () => {
    expect((macs('alexnet') / 1e9).toFixed(4)).toBe('0.7244');
    const halves = 27 * 27 * 25 * 96 * 256 + 13 * 13 * 9 * 384 * (384 + 256);
    expect(macs('alexnet-one-tower') - macs('alexnet')).toBe(halves / 2);
  });

  it('of alexnet-conv1 are those and two 1x1', () => {
    expect(macs('alexnet-conv1') - macs('alexnet')).toBe(55 * 55 * 96 * 96 + 27 * 27 * 256 * 256);
  });
});
