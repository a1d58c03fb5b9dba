import { afterAll, describe, expect, it } from 'vitest';
import { around, NO_PADS, PLAIN_WEIGHT, Sketch } from '../../proofs/sketch';
import { PLAIN } from '../../proofs/compiling';
import { randomImages, randomLabels, randomOf, randomWeights, scalar } from '../../proofs/random';
import type { IrGraph } from '../../../shared/ir/ir';
import type { Pads, Pair } from '../../../shared/ir/shape';
import { compile } from '../../../shared/targets/tensorflow/compile';
import {
  candidatesOf,
  choosableNodes,
  type ConvNode,
  type KernelChoice,
} from '../../../shared/targets/tensorflow/kernel-choice';
import { loadTf } from '../load-tf';
import { largestDifference } from './measure';
import { TrialRun } from './trial-run';

const BOUND = 1e-5;
const runtime = loadTf();
const tensors = runtime.tensorCount();
afterAll(() => expect(runtime.tensorCount()).toBe(tensors));

interface Case {
  readonly groups: number;
  readonly dilation: Pair;
  readonly stride: Pair;
  readonly padding: 'same' | 'valid' | 'explicit';
}

const cases: readonly Case[] = [1, 2, 4, 8].flatMap((groups) =>
  [1, 2, 3].flatMap((dilation) =>
    [1, 2].flatMap((stride) =>
      (['same', 'valid', 'explicit'] as const).map((padding): Case => {
        return { groups, dilation: [dilation, dilation], stride: [stride, stride], padding };
      }),
    ),
  ),
);
const uneven: readonly Case[] = [
  { groups: 4, dilation: [1, 3], stride: [1, 1], padding: 'same' },
  { groups: 1, dilation: [3, 1], stride: [1, 1], padding: 'explicit' },
  { groups: 2, dilation: [2, 3], stride: [2, 2], padding: 'valid' },
];

/** An odd map of 8 channels, 16 filters, and a window whose sides differ. */
const MAP: Pair = [11, 13];
const KERNEL: Pair = [3, 2];

function padsOf({ padding, dilation, stride }: Case): Pads {
  if (padding === 'valid') return NO_PADS;
  if (padding === 'explicit') return [2, 0, 1, 3];
  const total = ([0, 1] as const).map((axis) => {
    const reach = (KERNEL[axis] - 1) * dilation[axis] + 1;
    return Math.max((Math.ceil(MAP[axis] / stride[axis]) - 1) * stride[axis] + reach - MAP[axis], 0);
  });
  const [rows, columns] = total as [number, number];
  const [top, left] = [Math.floor(rows / 2), Math.floor(columns / 2)];
  return [top, rows - top, left, columns - left];
}

function convOf(one: Case): ConvNode {
  const net = new Sketch();
  const { groups, dilation, stride } = one;
  net.conv('conv', net.input([...MAP, 8]), 16, KERNEL, { groups, dilation, stride, padding: padsOf(one) });
  return net.graph().nodes[1] as ConvNode;
}

describe('the ways to compute a grouped or dilated convolution', () => {
  const many = [...cases, ...uneven].filter(({ groups, dilation: [d, e] }) => groups * d * e > 1);
  it.each(many)('agree: groups $groups, dilation $dilation, stride $stride, $padding', (one) => {
    const node = convOf(one);
    const expected = one.groups > 1 ? ['native', 'split', 'dense'] : ['native', 'dense'];
    expect(candidatesOf(node)).toEqual(expected);
    const trial = new TrialRun(runtime, node);
    try {
      const reference = trial.values('native', 3);
      expect([...reference.keys()]).toEqual(['y', 'dx', 'kernel', 'bias']);
      const worst = candidatesOf(node).map((choice) => largestDifference(trial.values(choice, 3), reference));
      expect(Math.max(...worst)).toBeLessThan(BOUND);
    } finally {
      trial.dispose();
    }
  });

  it('are none where there is nothing to choose, and not split where there is nothing to split by', () => {
    const plain = convOf({ groups: 1, dilation: [1, 1], stride: [2, 2], padding: 'same' });
    expect(candidatesOf(plain)).toEqual([]);
    const net = new Sketch();
    const wide = net.conv('wide', net.input([4, 4, 128]), 128, [3, 3], { groups: 128 });
    net.conv('huge', wide, 2 ** 16, [3, 3], { groups: 2, padding: [1, 1, 1, 1] });
    const [, many, huge] = net.graph().nodes;
    expect(candidatesOf(many!)).toEqual(['native', 'dense']);
    expect(candidatesOf(huge!)).toEqual(['native', 'split']);
  });
});

function results(graph: IrGraph, kernels: ReadonlyMap<string, KernelChoice>) {
  const compiled = compile(graph, PLAIN, { gradients: true, kernels });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  const random = randomOf(3);
  const model = runtime.load(compiled.value);
  try {
    model.run('init', randomWeights(graph, random, 1));
    const images = randomImages(3, graph.inputs[0]!.shape, random);
    const labels = randomLabels(3, 7, random);
    const fed = { images, labels, step: scalar(0, 'int32'), seed: scalar(1, 'int32') };
    const gradients = model.run('gradients', fed);
    const predicted = model.run('predict', { images });
    model.run('train', { ...fed, lr: scalar(1, 'float32') });
    const after = model.run('weights', {});
    return { gradients, predicted, after, variables: compiled.value.variables };
  } finally {
    model.dispose();
  }
}

function differences(found: ReturnType<typeof results>, reference: ReturnType<typeof results>): number[] {
  return (['gradients', 'predicted', 'after'] as const).map((part) =>
    largestDifference(found[part], reference[part]),
  );
}

describe('a network compiled with other kernels', () => {
  const attrs = { multiplier: 2, kernel: [3, 3], stride: [1, 1], dilation: [2, 2], bias: true } as const;
  const graph = around([9, 7, 6], (net, x) => {
    const first = net.conv('grouped', x, 8, [3, 3], { groups: 2, padding: [1, 1, 1, 1] });
    const second = net.conv('dilated', first, 4, [3, 3], { dilation: [2, 2], padding: [2, 2, 2, 2] });
    return net.one('depthwise-conv2d', 'depthwise', { ...attrs, padding: [2, 2, 2, 2] }, [second]);
  });
  const nodes = choosableNodes(graph);
  const reference = results(graph, new Map());

  it('has three nodes with a choice', () => {
    expect(nodes.map(({ path }) => path)).toEqual(['grouped', 'dilated', 'depthwise']);
  });

  it.each(['split', 'dense'] as const)('has the same variables, gradients and step: %s', (choice) => {
    const able = nodes.filter((node) => candidatesOf(node).includes(choice));
    const found = results(graph, new Map(able.map(({ path }) => [path, choice])));
    expect(found.variables).toEqual(reference.variables);
    expect(Math.max(...differences(found, reference))).toBeLessThan(BOUND);
  });

  it('leaves a frozen kernel alone', () => {
    const net = new Sketch((path) => ({ ...PLAIN_WEIGHT, frozen: path === 'conv' }));
    const x = net.conv('before', net.input([7, 7, 2]), 4, [3, 3]);
    net.loss('loss', net.logits('logits', net.conv('conv', x, 4, [3, 3], { groups: 2 })));
    const one = net.graph();
    const dense = results(one, new Map([['conv', 'dense']]));
    expect(dense.gradients.has('conv/kernel')).toBe(false);
    expect(Math.max(...differences(dense, results(one, new Map())))).toBeLessThan(BOUND);
  });

  it('refuses a way that its node does not have', () => {
    expect(() => results(graph, new Map([['dilated', 'split']]))).toThrow('dilated cannot be computed split');
  });
});
