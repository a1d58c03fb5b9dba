import { describe, expect, it } from 'vitest';
import { analyse } from '../shared/ir/analyse';
import { insideOf } from '../shared/ir/inside';
import { weightsOf } from '../shared/ir/ir';
import { elements } from '../shared/ir/shape';
import { initOf, multipliersOf } from '../shared/recipe/weight-settings';
import { lowered, openedTemplate } from './open.test-support';

/** Column D of table 1: maps of the thirteen convolutions. */
const MAPS = [64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512];

describe.each([
  ['vgg16', false, 138_357_544],
  ['vgg16-bn', true, 138_365_992],
] as const)('%s', (id, norm, total) => {
  const document = openedTemplate(id);
  const analysis = analyse(document);
  const graph = lowered(document);
  const recipe = document.recipe.recipes['paper']!;

  it('has thirteen 3x3 convolutions and three dense layers', () => {
    const kernels = graph.nodes.flatMap(({ op, weights }) =>
      op === 'conv2d' || op === 'dense' ? [weights[0]!.shape] : [],
    );
    const convolutions = MAPS.map((maps, index) => [3, 3, index === 0 ? 3 : MAPS[index - 1]!, maps]);
    expect(kernels).toEqual([...convolutions, [7 * 7 * 512, 4096], [4096, 4096], [4096, 1000]]);
    const biases = MAPS.reduce((sum, maps) => sum + maps, 4096 + 4096 + 1000);
    const norms = norm ? 2 * MAPS.reduce((sum, maps) => sum + maps, 0) : 0;
    expect(kernels.reduce((sum, shape) => sum + elements(shape), 0) + biases + norms).toBe(total);
    expect(analysis.totals.parameters).toBe(total);
  });

  it('has the stages of the paper’s table', () => {
    const shapes = [1, 2, 3, 4, 5].map((stage) => [
      analysis.nodes.get(`conv${stage}`)?.shape?.[0],
      analysis.nodes.get(`pool${stage}`)?.shape?.[0],
    ]);
    expect(shapes).toEqual([
      [224, 112],
      [112, 56],
      [56, 28],
      [28, 14],
      [14, 7],
    ]);
  });

  it('repeats one layer in each stack', () => {
    const copies = [1, 2, 3, 4, 5].map((stage) => insideOf(analysis, `conv${stage}/layer`)?.nodes.length);
    expect(copies).toEqual([2, 2, 3, 3, 3]);
  });

  it(`follows every convolution with ${norm ? 'a batch norm and ' : ''}a ReLU`, () => {
    const reader = (path: string) => graph.nodes.find(({ inputs }) => inputs[0]?.node === path)!;
    for (const { path } of graph.nodes.filter(({ op }) => op === 'conv2d')) {
      const first = reader(path);
      const ops = norm ? [first.op, reader(first.path).op] : [first.op];
      expect(ops, path).toEqual(norm ? ['batch-norm', 'activation'] : ['activation']);
    }
  });

  it('costs 15.470 GMACs', () => {
    expect((analysis.totals.macs / 1e9).toFixed(3)).toBe('15.470');
  });

  it('is trained as section 3.1 says', () => {
    expect(document.recipe.active).toBe('paper');
    expect(recipe).toMatchObject({
      batch: 256,
      learningRate: 0.01,
      epochs: 74,
      optimizer: { kind: 'momentum', momentum: 0.9 },
      weightDecay: { kind: 'l2', lambda: 5e-4 },
    });
    expect(recipe.schedule).toMatchObject({
      kind: 'step',
      at: [{ factor: 0.1 }, { factor: 0.1 }, { factor: 0.1 }],
    });
    for (const weight of weightsOf(graph)) {
      if (!weight.trainable) continue;
      const kernel = weight.role === 'kernel';
      expect(multipliersOf(recipe, weight), weight.name).toMatchObject({ lr: 1, decay: kernel ? 1 : 0 });
      if (!kernel) continue;
      expect(initOf(recipe, weight)).toEqual({ scheme: norm ? 'he-normal' : 'glorot-normal' });
    }
  });
});
