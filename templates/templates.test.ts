import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../shared/document/parse';
import { printDocument } from '../shared/document/print';
import type { InlayDocument } from '../shared/document/types';
import { analyse } from '../shared/ir/analyse';
import { weightsOf, type IrGraph, type IrWeight } from '../shared/ir/ir';
import { toIr } from '../shared/ir/to-ir';
import type { Recipe } from '../shared/recipe/types';
import { templates, type TemplateId } from './index';
import { summaries } from './summaries';

function open(id: TemplateId): InlayDocument {
  const read = readDocument(templates[id]);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

function lowered(document: InlayDocument): IrGraph {
  const ir = toIr(document, { labelSmoothing: 0, classWeights: null });
  if (!ir.ok) throw new Error(JSON.stringify(ir.problems));
  return ir.value;
}

/**
 * Trainable values and MACs. MNIST's MACs by hand: 784 (2400 + 6144 + 3072) + 196 (153600 + 12288 + 4608)
 * + 49 (153600 + 12288 + 960).
 */
const COUNTS: Readonly<Record<TemplateId, readonly [parameters: number, macs: number]>> = {
  'nin-mnist': [349_674, 50_699_712],
  'nin-cifar10': [966_986, 222_486_528],
  'nin-cifar10-fc': [973_396, 222_492_928],
  'nin-cifar10-no-dropout': [966_986, 222_486_528],
};

const CIFAR = [14_592, 30_880, 15_456, 460_992, 37_056, 37_056, 331_968, 37_056, 1_930];
const LAYERS: Readonly<Record<TemplateId, readonly number[]>> = {
  'nin-mnist': [2_496, 6_208, 3_120, 153_728, 12_384, 4_656, 153_728, 12_384, 970],
  'nin-cifar10': CIFAR,
  'nin-cifar10-fc': [...CIFAR, 6_410],
  'nin-cifar10-no-dropout': CIFAR,
};

/** Rules that match multiply. */
function multipliers(
  { name, role }: IrWeight,
  recipe: Recipe,
): { readonly lr: number; readonly decay: number } {
  return recipe.parameters
    .filter(
      (rule) => (rule.role ?? role) === role && (rule.path === null || name.startsWith(`${rule.path}/`)),
    )
    .reduce(({ lr, decay }, rule) => ({ lr: lr * rule.lrMult, decay: decay * rule.decayMult }), {
      lr: 1,
      decay: 1,
    });
}

describe('the templates', () => {
  it('are all the files of this folder', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.inlay.json'));
    expect(files.sort()).toEqual(
      Object.keys(templates)
        .map((id) => `${id}.inlay.json`)
        .sort(),
    );
  });
});

describe.each(Object.keys(templates) as TemplateId[])('%s', (id) => {
  const document = open(id);
  const analysis = analyse(document);

  it('is canonical', () => {
    expect(printDocument(document)).toBe(templates[id]);
  });

  it('has no problem, and the paper’s counts', () => {
    expect(analysis.problems).toEqual([]);
    const { parameters, inferenceParameters, macs } = analysis.totals;
    expect([parameters, macs]).toEqual(COUNTS[id]);
    expect(inferenceParameters).toBe(parameters);
  });

  it('has the paper’s count layer by layer', () => {
    const counts = lowered(document).nodes.map(({ weights }) =>
      weights.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0),
    );
    expect(counts.filter((count) => count > 0)).toEqual(LAYERS[id]);
  });

  it('activates every convolution, the last one included', () => {
    const { nodes } = lowered(document);
    const convolutions = nodes.filter(({ op }) => op === 'conv2d');
    expect(convolutions).toHaveLength(9);
    for (const { path } of convolutions) {
      const [reader] = nodes.filter(({ inputs }) => inputs.some(({ node }) => node === path));
      expect(reader?.op === 'activation' && reader.attrs.fn).toBe('relu');
    }
  });

  it('carries the authors’ recipe: rates of biases and of the last convolution, decay on weights only', () => {
    const { paper } = document.recipe.recipes;
    expect(paper).toMatchObject({
      batch: 128,
      learningRate: 0.1,
      optimizer: { kind: 'momentum', momentum: 0.9 },
      weightDecay: { kind: 'l2', lambda: 1e-4 },
      init: { scheme: 'normal', std: 0.05 },
      epochs: 260,
    });
    const effective = new Map(
      weightsOf(lowered(document)).map((weight) => {
        const { lr, decay } = multipliers(weight, paper!);
        return [weight.name, [Number((0.1 * lr).toFixed(6)), decay]] as const;
      }),
    );
    expect(effective.get('mlp1/conv1/kernel')).toEqual([0.1, 1]);
    expect(effective.get('mlp1/conv1/bias')).toEqual([0.2, 0]);
    expect(effective.get('mlp3/conv3/kernel')).toEqual([0.01, 1]);
    expect(effective.get('mlp3/conv3/bias')).toEqual([0.02, 0]);
  });

  it('opens on the recipe for a CPU', () => {
    expect(document.recipe.active).toBe('cpu');
    expect(document.recipe.recipes['cpu']?.init).toEqual({ scheme: 'he-normal' });
  });

  it('is summed up for the gallery as it is', () => {
    const { totals } = analyse(document);
    const { name, parameters, macs, kinds, preview } = summaries[id];
    expect({ name, parameters, macs }).toEqual({
      name: document.name,
      parameters: totals.parameters,
      macs: totals.macs,
    });
    expect([...kinds].sort()).toEqual([...new Set(document.nodes.map(({ kind }) => kind))].sort());
    expect(preview[0]?.shape, 'the image').toEqual(analyse(document).nodes.get('input')?.shape);
  });

  it('reads like a page, row by row from left to right, on the canvas grid', () => {
    const places = document.nodes.map((node) => document.layout[node.id]!);
    expect(places).toEqual([...places].sort((a, b) => a[1] - b[1] || a[0] - b[0]));
    expect(Math.max(...places.map(([x]) => x)), 'a row fits the window').toBeLessThan(1000);
    for (const [x, y] of Object.values(document.layout)) expect([x % 22, y % 22]).toEqual([0, 0]);
  });
});

describe('receptive fields of nin-cifar10, by hand', () => {
  const { nodes } = analyse(open('nin-cifar10'));
  // 5; 5+2=7 (jump 2); 7+4·2=15; 15+2·2=19 (jump 4); 19+2·4=27; the average sees the image.
  it.each([
    ['input', 1, 1, 1],
    ['mlp1', 5, 1, 1],
    ['pool1', 7, 2, 2],
    ['drop1', 7, 2, 1],
    ['mlp2', 15, 2, 1],
    ['pool2', 19, 4, 2],
    ['mlp3', 27, 4, 1],
    ['head', 32, 32, 8],
    ['out', 32, 32, 1],
  ])('%s sees %i, jump %i, own stride %i', (id, size, jump, stride) => {
    const node = nodes.get(id)!;
    expect(node.receptiveField).toEqual([size, size]);
    expect(node.jump).toEqual([jump, jump]);
    expect(node.effectiveStride).toEqual([stride, stride]);
  });
});
