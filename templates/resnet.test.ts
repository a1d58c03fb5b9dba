import { describe, expect, it } from 'vitest';
import { analyse } from '../shared/ir/analyse';
import { insideOf } from '../shared/ir/inside';
import { weightsOf } from '../shared/ir/ir';
import { learningRateAt, INITIAL_PLATEAU } from '../shared/recipe/schedule';
import type { resnet } from './files/resnet';
import { lowered, openedTemplate } from './open.test-support';

type ResnetId = keyof typeof resnet;

/** Strides of the convolutions of a stage's first unit, by their place in the unit. */
function strides(id: ResnetId, unit: string): Readonly<Record<string, number>> {
  const found = lowered(openedTemplate(id)).nodes.flatMap((node) =>
    node.op === 'conv2d' && node.path.startsWith(`${unit}/`)
      ? [[node.path.slice(unit.length + 1), node.attrs.stride[0]] as const]
      : [],
  );
  return Object.fromEntries(found);
}

describe.each([
  ['resnet20-cifar', 3],
  ['resnet56-cifar', 9],
  ['resnet110-cifar', 18],
] as const)('%s', (id, units) => {
  const document = openedTemplate(id);
  const analysis = analyse(document);

  it('has 6n + 2 layers with weights, its shortcuts none', () => {
    const kernels = weightsOf(lowered(document)).filter(({ role }) => role === 'kernel');
    expect(kernels).toHaveLength(6 * units + 2);
  });

  it('adds up: two 3x3 convolutions and two norms a unit, the first of a stage from half the maps', () => {
    const unit = (from: number, to: number) => 9 * from * to + 9 * to * to + 4 * to;
    const stages = [
      ['stage1', 16, 16, 32],
      ['stage2', 16, 32, 16],
      ['stage3', 32, 64, 8],
    ] as const;
    for (const [stage, from, to, side] of stages) {
      const { parameters, shape } = analysis.nodes.get(stage)!;
      expect(parameters, stage).toBe(unit(from, to) + (units - 1) * unit(to, to));
      expect(shape, stage).toEqual([side, side, to]);
    }
  });

  it('is written as one stage, used three times', () => {
    expect(Object.keys(document.composites)).toEqual(['stage']);
    const uses = document.nodes.filter(({ kind }) => kind === 'composite:stage');
    expect(uses.map(({ params }) => params)).toEqual([
      { channels: 16, stride: 1, units },
      { channels: 32, stride: 2, units },
      { channels: 64, stride: 2, units },
    ]);
    expect(insideOf(analysis, 'stage2/unit')?.nodes).toHaveLength(units);
  });

  it('shortcuts by every second position and zeros, where the maps change alone', () => {
    const { nodes } = lowered(document);
    const padded = nodes.filter(({ op }) => op === 'channel-pad').map(({ path }) => path);
    expect(padded).toEqual(['stage2/unit/0/pad', 'stage3/unit/0/pad']);
    expect(nodes.filter(({ op }) => op === 'subsample')).toHaveLength(2);
  });

  it('carries the authors’ recipe and opens on one for a CPU', () => {
    expect(document.recipe.recipes['paper']).toMatchObject({
      batch: 128,
      learningRate: 0.1,
      epochs: 164,
      optimizer: { kind: 'momentum', momentum: 0.9, nesterov: false },
      weightDecay: { kind: 'l2', lambda: 1e-4 },
      init: { scheme: 'he-normal' },
      parameters: [],
      augment: [{ kind: 'flip' }, { kind: 'pad-crop', pixels: 4 }],
    });
    expect(document.recipe.active).toBe('cpu');
  });

  it('lowers the rate at 32,000 and 48,000 steps; the deepest starts low for one epoch', () => {
    const paper = document.recipe.recipes['paper']!;
    const stepsPerEpoch = Math.ceil(50_000 / 128);
    const rate = (step: number) =>
      learningRateAt(paper, {
        step,
        stepsPerEpoch,
        epoch: Math.floor(step / stepsPerEpoch),
        plateau: INITIAL_PLATEAU,
      });
    const deep = id === 'resnet110-cifar';
    for (const [step, expected] of [
      [0, deep ? 0.01 : 0.1],
      [400, 0.1],
      [31_900, 0.1],
      [32_100, 0.01],
      [47_900, 0.01],
      [48_100, 0.001],
    ] as const) {
      expect(rate(step), `step ${step}`).toBeCloseTo(expected, 12);
    }
  });
});

describe.each([
  ['resnet50', [3, 4, 6, 3]],
  ['resnet101', [3, 4, 23, 3]],
  ['resnext50', [3, 4, 6, 3]],
] as const)('%s', (id, units) => {
  const document = openedTemplate(id);
  const analysis = analyse(document);

  it('has the stages of the paper’s table', () => {
    const found = [2, 3, 4, 5].map((stage) => {
      const { length } = insideOf(analysis, `stage${stage}/unit`)!.nodes;
      return [length, analysis.nodes.get(`stage${stage}`)!.shape] as const;
    });
    expect(found).toEqual([
      [units[0], [56, 56, 256]],
      [units[1], [28, 28, 512]],
      [units[2], [14, 14, 1024]],
      [units[3], [7, 7, 2048]],
    ]);
  });

  it('projects where the maps change, four times', () => {
    const projections = lowered(document).nodes.filter(({ path }) => path.endsWith('/shortcut'));
    expect(projections.map(({ path }) => path)).toEqual(
      [2, 3, 4, 5].map((stage) => `stage${stage}/unit/0/shortcut`),
    );
  });

  it('takes strides where its authors do, in the first unit of a stage', () => {
    const early = id !== 'resnext50';
    const first = { conv1: early ? 2 : 1, conv2: early ? 1 : 2, conv3: 1, shortcut: 2 };
    expect(strides(id, 'stage3/unit/0')).toEqual(first);
    expect(strides(id, 'stage3/unit/1')).toEqual({ conv1: 1, conv2: 1, conv3: 1 });
    expect(strides(id, 'stage2/unit/0')).toEqual({ conv1: 1, conv2: 1, conv3: 1, shortcut: 1 });
  });

  it('carries the authors’ recipe', () => {
    expect(document.recipe.active).toBe('paper');
    expect(document.recipe.recipes['paper']).toMatchObject({
      batch: 256,
      learningRate: 0.1,
      weightDecay: { kind: 'l2', lambda: 1e-4 },
      schedule: { kind: 'step', at: [30, 60, 90].map((epoch) => ({ epoch, factor: 0.1 })) },
    });
  });
});

describe('cost', () => {
  it('is what the papers round: 3.8, 7.6 and 4.2 GFLOPs', () => {
    const macs = (id: ResnetId) => analyse(openedTemplate(id)).totals.macs / 1e9;
    expect(macs('resnet50')).toBeCloseTo(3.858, 3);
    expect(macs('resnet101')).toBeCloseTo(7.57, 3);
    expect(macs('resnext50')).toBeCloseTo(4.23, 3);
  });

  it('of resnet50 by stage is the reference’s', () => {
    const { nodes } = analyse(openedTemplate('resnet50'));
    const counts = ['stage2', 'stage3', 'stage4', 'stage5', 'fc'].map((id) => nodes.get(id)!.parameters);
    expect(counts).toEqual([215_808, 1_219_584, 7_098_368, 14_964_736, 2_049_000]);
  });

  it('of resnext50 lies in 32 groups of 4 maps and more', () => {
    const groups = lowered(openedTemplate('resnext50')).nodes.flatMap((node) =>
      node.op === 'conv2d' && node.path.endsWith('/conv2') ? [[node.attrs.groups, node.attrs.filters]] : [],
    );
    expect(groups).toEqual(
      [3, 4, 6, 3].flatMap((count, stage) => Array.from({ length: count }, () => [32, 128 * 2 ** stage])),
    );
  });
});
