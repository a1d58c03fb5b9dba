import { fromBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { ninCifar10 } from '../../../electron/engine/nin.test-support';
import { PLAIN_WEIGHT, Sketch } from '../../../electron/proofs/sketch';
import { defaultRecipe } from '../../recipe/defaults';
import type { OptimizerSpec, Recipe } from '../../recipe/types';
import type { IrGraph } from '../../ir/ir';
import type { WeightSettingsOf } from '../../ir/builder';
import { compile, type CompileOptions } from './compile';
import type { CompiledGraph } from './compiled';
import { SavedModelSchema, type NodeDef } from './proto/tensorflow_pb';

const recipe: Recipe = { ...defaultRecipe(), weightDecay: { kind: 'l2', lambda: 0 } };

function compiled(graph: IrGraph, change: Partial<Recipe> = {}, options?: CompileOptions): CompiledGraph {
  const result = compile(graph, { ...recipe, ...change }, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function nodesOf({ savedModel }: CompiledGraph): readonly NodeDef[] {
  return fromBinary(SavedModelSchema, savedModel).metaGraphs[0]!.graphDef!.node;
}

function countOf(graph: CompiledGraph, op: string): number {
  return nodesOf(graph).filter((node) => node.op === op).length;
}

/** Two convolutions, a batch norm between them, a dense head. */
function small(settings?: WeightSettingsOf): IrGraph {
  const net = new Sketch(settings);
  let x = net.conv('first', net.input([8, 8, 3]), 4, [3, 3]);
  x = net.one('batch-norm', 'norm', { scale: true, centre: true, epsilon: 1e-5, momentum: 0.9 }, [x]);
  x = net.conv('second', x, 5, [3, 3]);
  net.loss('loss', net.logits('logits', x));
  return net.graph();
}

describe('the NIN-CIFAR10 step', () => {
  const graph = compiled(ninCifar10());

  it('trains 966,986 parameters', () => {
    const trained = graph.variables.filter(({ trainable }) => trainable);
    const count = trained.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    expect(count).toBe(966_986);
  });

  // Constants, variables, reads and feeds are half of these. TensorFlow fuses the rest to 9 convolutions with bias and
  // ReLU, 8 gradients by inputs (none by the images), 3 by filters with the bias, 6 matrix products for the filters of
  // the 1x1 convolutions, 9 ReLU gradients, 2 + 2 pools, 2 draws, 18 updates and small change. More nodes here mean
  // slower steps: find out what came in before changing the number.
  it('runs 242 nodes', () => {
    expect(graph.trainOps).toBe(242);
  });

  it.each([
    ['Conv2D', 18],
    ['Conv2DBackpropInput', 8],
    ['Conv2DBackpropFilter', 3],
    ['MatMul', 6],
    ['ReluGrad', 9],
    ['MaxPoolGrad', 2],
    ['BiasAddGrad', 9],
    ['StatelessRandomUniformFullIntV2', 2],
    ['ResourceApplyMomentum', 18],
    ['Pad', 0],
  ])('has %s %d times', (op, count) => {
    expect(countOf(graph, op)).toBe(count);
  });
});

describe('signatures', () => {
  it('feed and fetch what their contract says', () => {
    const { signatures } = compiled(small(), {}, { gradients: true });
    const names = Object.fromEntries(
      Object.entries(signatures).map(([name, { inputs, outputs }]) => [
        name,
        [Object.keys(inputs), Object.keys(outputs)],
      ]),
    );
    const weights = ['first/kernel', 'first/bias', 'norm/gamma', 'norm/beta', 'norm/mean', 'norm/variance'];
    weights.push('second/kernel', 'second/bias', 'logits/kernel', 'logits/bias');
    const learning = weights.filter((name) => !/mean|variance/.test(name));
    const all = [...weights, ...learning.map((name) => `slot:${name}:momentum`)];
    expect(names).toEqual({
      init: [weights, ['done']],
      train: [
        ['images', 'labels', 'step', 'seed', 'lr'],
        ['loss', 'correct'],
      ],
      evaluate: [
        ['images', 'labels'],
        ['loss', 'correct'],
      ],
      predict: [['images'], ['logits', 'probabilities']],
      activations: [['images'], ['images', 'first', 'norm', 'second', 'logits/flat', 'logits']],
      weights: [[], all],
      restore: [all, ['done']],
      gradients: [
        ['images', 'labels', 'step', 'seed'],
        [...learning, 'images'],
      ],
    });
  });

  it('name the values of a node with several outputs by index', () => {
    const net = new Sketch();
    const [a, b] = net.all('split', 'halves', { sizes: [1, 2] }, [net.input([2, 2, 3])]);
    net.loss('loss', net.logits('logits', net.one('concat', 'joined', {}, [b!, a!])));
    const { outputs } = compiled(net.graph()).signatures.activations!;
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(['halves:0', 'halves:1', 'joined']));
    expect(outputs['halves:1']?.shape).toEqual([-1, 2, 2, 2]);
  });

  it('leave the gradients out unless they are asked for', () => {
    expect(compiled(small()).signatures.gradients).toBeUndefined();
  });
});

describe('variables', () => {
  const slots = (optimizer: OptimizerSpec) =>
    compiled(small(), { optimizer })
      .variables.filter(({ kind, weight }) => kind === 'slot' && weight === 'first/kernel')
      .map(({ name, shape }) => [name, shape]);

  it('have the slots of their optimizer', () => {
    const shape = [3, 3, 3, 4];
    const rmsprop = { kind: 'rmsprop', decay: 0.9, epsilon: 1e-7 } as const;
    expect(slots({ kind: 'sgd' })).toEqual([]);
    expect(slots({ kind: 'momentum', momentum: 0.9, nesterov: true })).toEqual([
      ['slot:first/kernel:momentum', shape],
    ]);
    expect(slots({ ...rmsprop, momentum: 0 })).toEqual([['slot:first/kernel:square', shape]]);
    expect(slots({ ...rmsprop, momentum: 0.5 })).toEqual([
      ['slot:first/kernel:square', shape],
      ['slot:first/kernel:momentum', shape],
    ]);
    expect(slots({ kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })).toEqual([
      ['slot:first/kernel:m', shape],
      ['slot:first/kernel:v', shape],
    ]);
  });

  it('start as the node says, else as the recipe says of kernels, else as their role does', () => {
    const own = { scheme: 'normal', std: 0.05 } as const;
    const graph = small((path, role) => ({
      ...PLAIN_WEIGHT,
      init: path === 'second' && role === 'kernel' ? own : null,
    }));
    const init = { scheme: 'glorot-uniform' } as const;
    const starts = new Map(compiled(graph, { init }).variables.map((one) => [one.name, one.init]));
    expect(starts.get('second/kernel')).toEqual(own);
    expect(starts.get('first/kernel')).toEqual(init);
    expect(starts.get('first/bias')).toEqual({ scheme: 'zeros' });
    expect(starts.get('norm/gamma')).toEqual({ scheme: 'ones' });
    expect(starts.get('slot:first/kernel:momentum')).toEqual({ scheme: 'zeros' });
  });
});

describe('what is frozen', () => {
  const frozen = (...paths: readonly string[]): WeightSettingsOf => {
    return (path) => ({ ...PLAIN_WEIGHT, frozen: paths.includes(path) });
  };

  it('gets no gradient ops, and none go further up than something that learns', () => {
    const graph = compiled(small(frozen('first', 'norm')));
    expect(countOf(graph, 'Conv2DBackpropFilter')).toBe(1);
    expect(countOf(graph, 'Conv2DBackpropInput')).toBe(0);
    expect(countOf(graph, 'FusedBatchNormGradV3')).toBe(0);
    expect(nodesOf(graph).filter(({ name }) => name.startsWith('train/norm/gradient'))).toEqual([]);
    expect(graph.variables.map(({ name }) => name)).not.toContain('slot:first/kernel:momentum');
  });

  it('lets gradients through to what learns below it', () => {
    const graph = compiled(small(frozen('second')));
    expect(countOf(graph, 'Conv2DBackpropFilter')).toBe(1);
    expect(countOf(graph, 'Conv2DBackpropInput')).toBe(1);
  });

  it('keeps its running statistics', () => {
    const sets = (graph: CompiledGraph) =>
      nodesOf(graph).filter(({ name }) => /^train\/norm\/set-(mean|variance)$/.test(name)).length;
    expect(sets(compiled(small()))).toBe(2);
    expect(sets(compiled(small(frozen('norm'))))).toBe(0);
  });

  it('may be everything', () => {
    const graph = compiled(small(frozen('first', 'norm', 'second', 'logits')));
    expect(nodesOf(graph).filter(({ op }) => op.startsWith('ResourceApply'))).toEqual([]);
    expect(Object.keys(graph.signatures.train!.outputs)).toEqual(['loss', 'correct']);
  });
});

describe('what cannot be compiled', () => {
  const problemOf = (graph: IrGraph, change: Partial<Recipe> = {}) => {
    const result = compile(graph, { ...recipe, ...change });
    return result.ok ? null : result.problem;
  };

  it('is a network without an output, or without an input', () => {
    const net = new Sketch();
    net.input([2, 2, 1]);
    expect(problemOf(net.graph())?.code).toBe('graph/no-output');
    expect(problemOf({ ...small(), inputs: [] })?.code).toBe('graph/no-input');
  });

  it("is a DropConnect whose masks would not fit: AlexNet's fc6 at batch 128", () => {
    const net = new Sketch();
    const x = net.flat('flat', net.input([6, 6, 256]));
    const fc6 = net.one('dropconnect-dense', 'fc6', { units: 4096, bias: true, rate: 0.5 }, [x]);
    net.loss('loss', fc6);
    const problem = problemOf(net.graph(), { batch: 128 });
    const args = { batch: 128, gib: 72, limit: 8, most: 14 };
    expect(problem).toMatchObject({ code: 'shape/masks-too-large', args, where: { node: 'fc6' } });
    expect(problemOf(net.graph(), { batch: 14 })).toBeNull();
  });

  it('is a local response normalisation over an even number of maps', () => {
    const net = new Sketch();
    const x = net.one('lrn', 'norm', { size: 4, alpha: 1e-4, beta: 0.75, k: 2 }, [net.input([4, 4, 8])]);
    net.loss('loss', net.logits('logits', x));
    expect(problemOf(net.graph())).toMatchObject({ code: 'target/unsupported', where: { node: 'norm' } });
  });
});
