import { describe, expect, it } from 'vitest';
import { analyse } from '../shared/ir/analyse';
import { insideOf } from '../shared/ir/inside';
import { weightsOf } from '../shared/ir/ir';
import { multipliersOf } from '../shared/recipe/weight-settings';
import { lowered, openedTemplate } from './open.test-support';

/** Units of conv2_x to conv5_x: the first, which projects its shortcut, and the others. */
const UNITS = [
  [80_704, 88_384],
  [392_768, 326_208],
  [1_514_560, 1_250_368],
  [6_043_776, 4_991_104],
] as const;

describe.each([
  ['sknet26', [2, 2, 2, 2]],
  ['sknet50', [3, 4, 6, 3]],
  ['sknet101', [3, 4, 23, 3]],
] as const)('%s', (id, units) => {
  const document = openedTemplate(id);
  const analysis = analyse(document);

  it('has the reference’s units', () => {
    const found = units.map((_, index) =>
      insideOf(analysis, `stage${index + 2}/unit`)!.nodes.map((node) => node.analysis.parameters),
    );
    const expected = UNITS.map(([first, other], index) =>
      Array.from({ length: units[index]! }, (_, place) => (place === 0 ? first : other)),
    );
    expect(found).toEqual(expected);
  });

  it('has the stages of the paper’s table', () => {
    const shapes = [2, 3, 4, 5].map((stage) => analysis.nodes.get(`stage${stage}`)!.shape);
    expect(shapes).toEqual([
      [56, 56, 256],
      [28, 28, 512],
      [14, 14, 1024],
      [7, 7, 2048],
    ]);
  });

  it('strides in both branches of the SK convolution and in the shortcut', () => {
    const strided = lowered(document).nodes.flatMap((node) =>
      node.op === 'conv2d' && node.attrs.stride[0] === 2 ? [node.path] : [],
    );
    const parts = ['sk/conv1', 'sk/conv2', 'shortcut'];
    expect(strided).toEqual([
      'conv1',
      ...[3, 4, 5].flatMap((stage) => parts.map((part) => `stage${stage}/unit/0/${part}`)),
    ]);
  });

  it('reaches no narrower than 32 in its attention, a sixteenth where that is more', () => {
    const widths = [2, 3, 4, 5].map((stage) => {
      const path = `stage${stage}/unit/0/sk/fc/kernel`;
      return weightsOf(lowered(document)).find(({ name }) => name === path)?.shape;
    });
    expect(widths).toEqual([
      [128, 32],
      [256, 32],
      [512, 32],
      [1024, 64],
    ]);
  });

  it('carries the authors’ recipe: decay on kernels, label smoothing', () => {
    const paper = document.recipe.recipes['paper']!;
    expect(document.recipe.active).toBe('paper');
    expect(paper).toMatchObject({
      batch: 256,
      learningRate: 0.1,
      epochs: 100,
      labelSmoothing: 0.1,
      weightDecay: { kind: 'l2', lambda: 1e-4 },
      schedule: { kind: 'step', at: [30, 60, 90].map((epoch) => ({ epoch, factor: 0.1 })) },
    });
    for (const weight of weightsOf(lowered(document))) {
      const expected = { lr: weight.name === 'fc/bias' ? 2 : 1, decay: weight.role === 'kernel' ? 1 : 0 };
      if (weight.trainable) expect(multipliersOf(paper, weight), weight.name).toMatchObject(expected);
    }
  });
});

describe('sknet50', () => {
  it('costs 4.46271 GMACs', () => {
    expect((analyse(openedTemplate('sknet50')).totals.macs / 1e9).toFixed(5)).toBe('4.46271');
  });
});

describe('sk-resnet20-cifar', () => {
  const document = openedTemplate('sk-resnet20-cifar');
  const analysis = analyse(document);

  /** M (9 C C' / G + 2 C') + C' d + 2 d + M d C', with M 2, G 8, d = max(C' / 16, 32). */
  const selective = (from: number, to: number) => {
    const [paths, groups, attention] = [2, 8, Math.max(to / 16, 32)];
    const split = paths * ((9 * from * to) / groups + 2 * to);
    return split + to * attention + 2 * attention + paths * attention * to;
  };
  const unit = (from: number, to: number) => selective(from, to) + 9 * to * to + 2 * to;
  const stage = (from: number, to: number) => unit(from, to) + 2 * unit(to, to);

  it('is the closed form: stem, three stages of three units, a dense layer', () => {
    const expected = [stage(16, 16), stage(16, 32), stage(32, 64)];
    const found = ['stage1', 'stage2', 'stage3'].map((id) => analysis.nodes.get(id)!.parameters);
    expect(found).toEqual(expected);
    const stem = 9 * 3 * 16 + 2 * 16;
    const dense = 64 * 10 + 10;
    const total = stem + expected.reduce((sum, count) => sum + count, 0) + dense;
    expect(total).toBe(211_642);
    expect(analysis.totals.parameters).toBe(total);
  });

  it('is ResNet-20 but for the first 3x3 of each unit', () => {
    const plain = openedTemplate('resnet20-cifar');
    const shapes = (of: typeof document) => [...analyse(of).nodes.values()].map(({ shape }) => shape);
    expect(shapes(document)).toEqual(shapes(plain));
    const second = (of: typeof document) =>
      weightsOf(lowered(of))
        .filter(({ name }) => /^stage\d\/unit\/\d\/conv2\/kernel$/.test(name))
        .map(({ name, shape }) => [name, shape]);
    expect(second(document)).toHaveLength(9);
    expect(second(document)).toEqual(second(plain));
    expect(document.recipe.recipes['cpu']).toEqual(plain.recipe.recipes['cpu']);
  });

  it('splits into 3x3 and 3x3 dilated by 2, in 8 groups', () => {
    const branches = lowered(document).nodes.flatMap((node) =>
      node.op === 'conv2d' && node.path.startsWith('stage2/unit/0/sk/')
        ? [[node.attrs.dilation[0], node.attrs.groups, node.attrs.stride[0]]]
        : [],
    );
    expect(branches).toEqual([
      [1, 8, 2],
      [2, 8, 2],
    ]);
  });
});
