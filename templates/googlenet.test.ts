import { describe, expect, it } from 'vitest';
import { analyse } from '../shared/ir/analyse';
import { weightsOf } from '../shared/ir/ir';
import { learningRateAt, INITIAL_PLATEAU } from '../shared/recipe/schedule';
import { initOf, multipliersOf } from '../shared/recipe/weight-settings';
import { lowered, openedTemplate } from './open.test-support';

/** Node, height and channels after it, and trainable values with biases. */
const STAGES = [
  ['conv1', 112, 64, 9_472],
  ['conv2', 56, 192, 110_784],
  ['inc3a', 28, 256, 163_696],
  ['inc3b', 28, 480, 388_736],
  ['inc4a', 14, 512, 376_176],
  ['inc4b', 14, 512, 449_160],
  ['inc4c', 14, 512, 510_104],
  ['inc4d', 14, 528, 605_376],
  ['inc4e', 14, 832, 868_352],
  ['inc5a', 7, 832, 1_043_456],
  ['inc5b', 7, 1024, 1_444_080],
] as const;

describe('googlenet', () => {
  const document = openedTemplate('googlenet');
  const { nodes, totals } = analyse(document);
  const recipe = document.recipe.recipes['paper']!;

  it.each(STAGES)('%s: %i square, %i maps, %i parameters', (id, side, channels, parameters) => {
    expect(nodes.get(id)).toMatchObject({ shape: [side, side, channels], parameters });
  });

  it('needs its auxiliary heads in training only', () => {
    expect([totals.parameters, totals.inferenceParameters]).toEqual([13_378_280, 6_998_552]);
    // 1x1 of 128 on 512 and 528 maps, dense layers on 4x4x128 and 1024 values, a classifier.
    const head = (maps: number) => (maps + 1) * 128 + (2048 + 1) * 1024 + (1024 + 1) * 1000;
    expect(totals.parameters - totals.inferenceParameters).toBe(head(512) + head(528));
    expect(document.outputs.map(({ node, role, weight }) => [node, role, weight])).toEqual([
      ['out', 'class', 1],
      ['aux1out', 'auxiliary', 0.3],
      ['aux2out', 'auxiliary', 0.3],
    ]);
    const read = (node: string) => document.edges.find(({ to }) => to[0] === node)?.from[0];
    expect([read('aux1'), read('aux2')]).toEqual(['inc4a', 'inc4d']);
  });

  it('normalises as the Caffe model: alpha 1e-4 over a window of 5, k 1', () => {
    const norms = lowered(document).nodes.filter(({ op }) => op === 'lrn');
    expect(norms.map(({ attrs }) => attrs)).toEqual(
      Array.from({ length: 2 }, () => ({ size: 5, alpha: 2e-5, beta: 0.75, k: 1 })),
    );
  });

  it('drops 40 % before the classifier and 70 % in the auxiliary heads', () => {
    const rates = lowered(document).nodes.flatMap((node) =>
      node.op === 'dropout' ? [[node.path, node.attrs.rate]] : [],
    );
    expect(rates).toEqual([
      ['drop', 0.4],
      ['aux1/drop', 0.7],
      ['aux2/drop', 0.7],
    ]);
  });

  it('takes 4 % off the rate every 8 epochs', () => {
    const rate = (epoch: number) =>
      learningRateAt(recipe, { step: 0, stepsPerEpoch: 1, epoch, plateau: INITIAL_PLATEAU });
    expect([rate(0), rate(7)]).toEqual([0.01, 0.01]);
    expect(rate(8)).toBeCloseTo(0.0096, 12);
    expect(rate(249)).toBeCloseTo(0.01 * 0.96 ** 31, 12);
    expect(recipe.optimizer).toEqual({ kind: 'momentum', momentum: 0.9, nesterov: false });
  });

  it('moves biases twice as fast and without decay, from 0.2, but for classifiers from 0', () => {
    const biases = weightsOf(lowered(document)).filter(({ role }) => role === 'bias');
    expect(biases).toHaveLength(64);
    for (const bias of biases) {
      expect(multipliersOf(recipe, bias), bias.name).toEqual({ lr: 2, decay: 0, frozen: false });
      const classifier = ['fc/bias', 'aux1fc/bias', 'aux2fc/bias'].includes(bias.name);
      expect(initOf(recipe, bias), bias.name).toEqual(
        classifier ? { scheme: 'zeros' } : { scheme: 'constant', value: 0.2 },
      );
    }
  });
});

describe('googlenet-bn', () => {
  const document = openedTemplate('googlenet-bn');

  it('follows each of its 57 convolutions with a batch norm and a ReLU, and has no other bias', () => {
    const { nodes } = lowered(document);
    const readers = (path: string) => nodes.filter(({ inputs }) => inputs.some(({ node }) => node === path));
    const convolutions = nodes.filter(({ op }) => op === 'conv2d');
    expect(convolutions).toHaveLength(57);
    for (const { path } of convolutions) {
      const [norm, ...others] = readers(path);
      expect([norm?.op, others], path).toEqual(['batch-norm', []]);
      expect(readers(norm!.path)[0]?.op, path).toBe('activation');
    }
    const biases = weightsOf(lowered(document)).filter(({ role }) => role === 'bias');
    expect(biases.map(({ name }) => name)).toEqual(['fc/bias']);
  });

  it.each(STAGES)('gives %s the size of the paper’s table: %i square, %i maps', (id, side, channels) => {
    expect(analyse(document).nodes.get(id)?.shape).toEqual([side, side, channels]);
  });
});
