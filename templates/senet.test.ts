import { describe, expect, it } from 'vitest';
import { analyse } from '../shared/ir/analyse';
import { weightsOf } from '../shared/ir/ir';
import type { TemplateId } from './index';
import { lowered, openedTemplate } from './open.test-support';

/** Trainable values of SE with biases: W1 is C/r by C, W2 its transpose. */
const se = (channels: number) => {
  const hidden = Math.floor(channels / 16);
  return 2 * channels * hidden + hidden + channels;
};

/** Networks, what they are without SE, and how many units have which number of channels. */
const NETWORKS = [
  [
    'se-resnet20-cifar',
    'resnet20-cifar',
    [
      [3, 16],
      [3, 32],
      [3, 64],
    ],
  ],
  [
    'se-resnet50',
    'resnet50',
    [
      [3, 256],
      [4, 512],
      [6, 1024],
      [3, 2048],
    ],
  ],
  [
    'se-resnet101',
    'resnet101',
    [
      [3, 256],
      [4, 512],
      [23, 1024],
      [3, 2048],
    ],
  ],
  [
    'se-resnext50',
    'resnext50',
    [
      [3, 256],
      [4, 512],
      [6, 1024],
      [3, 2048],
    ],
  ],
  [
    'se-googlenet-bn',
    'googlenet-bn',
    [
      [1, 256],
      [1, 480],
      [3, 512],
      [1, 528],
      [2, 832],
      [1, 1024],
    ],
  ],
] as const satisfies readonly (readonly [TemplateId, TemplateId, readonly (readonly [number, number])[]])[];

const count = (id: TemplateId) => analyse(openedTemplate(id)).totals.parameters;

describe.each(NETWORKS)('%s', (id, plain, units) => {
  const document = openedTemplate(id);

  it(`is ${plain} and SE in every unit`, () => {
    const added = units.reduce((sum, [copies, channels]) => sum + copies * se(channels), 0);
    expect(count(id) - count(plain)).toBe(added);
  });

  it('squeezes each unit’s maps to a sixteenth', () => {
    const gates = weightsOf(lowered(document)).filter(({ name }) => name.endsWith('/fc1/kernel'));
    const widths = units.flatMap(([copies, channels]) =>
      Array.from({ length: copies }, () => `${channels} to ${Math.floor(channels / 16)}`),
    );
    expect(gates.map(({ shape }) => shape.join(' to ')).sort()).toEqual([...widths].sort());
  });
});

describe('se-resnet50', () => {
  const document = openedTemplate('se-resnet50');

  it('strides in the first 1x1: 3.8605 GMACs', () => {
    expect((analyse(document).totals.macs / 1e9).toFixed(4)).toBe('3.8605');
    const strided = lowered(document).nodes.flatMap((node) =>
      node.op === 'conv2d' && node.attrs.stride[0] === 2 ? [node.path] : [],
    );
    expect(strided).toEqual([
      'conv1',
      ...[3, 4, 5].flatMap((stage) => ['conv1', 'shortcut'].map((part) => `stage${stage}/unit/0/${part}`)),
    ]);
  });

  it('scales the branch after its last batch norm, before the sum', () => {
    const { nodes } = lowered(document);
    const scale = nodes.find(({ path }) => path === 'stage2/unit/1/se/scale')!;
    expect(scale.inputs.map(({ node }) => node)).toContain('stage2/unit/1/bn3');
    const reader = nodes.find(({ inputs }) => inputs.some(({ node }) => node === scale.path));
    expect(reader?.path).toBe('stage2/unit/1/add');
  });
});

describe('recipes', () => {
  it.each(['se-resnet50', 'se-resnet101', 'se-resnext50', 'se-googlenet-bn'] as const)(
    '%s is trained as section 5.1 says',
    (id) => {
      const { active, recipes } = openedTemplate(id).recipe;
      expect(active).toBe('paper');
      expect(recipes['paper']).toMatchObject({
        batch: 1024,
        learningRate: 0.6,
        epochs: 100,
        init: { scheme: 'he-normal' },
        optimizer: { kind: 'momentum', momentum: 0.9 },
        schedule: { kind: 'step', at: [30, 60, 90].map((epoch) => ({ epoch, factor: 0.1 })) },
      });
    },
  );

  it('of se-resnet20-cifar is that of resnet20-cifar', () => {
    const { label: _, ...se20 } = openedTemplate('se-resnet20-cifar').recipe.recipes['paper']!;
    expect(openedTemplate('resnet20-cifar').recipe.recipes['paper']).toMatchObject(se20);
  });
});
