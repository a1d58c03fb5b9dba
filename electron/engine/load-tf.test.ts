import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sketch } from '../proofs/sketch';
import type { IrGraph } from '../../shared/ir/ir';
import { ProblemSignal } from '../../shared/problems/problem';
import { defaultRecipe } from '../../shared/recipe/defaults';
import { initialValue } from '../../shared/recipe/initial-values';
import { randomStream } from '../../shared/recipe/random';
import type { Recipe } from '../../shared/recipe/types';
import { compile } from '../../shared/targets/tensorflow/compile';
import type { CompiledGraph } from '../../shared/targets/tensorflow/compiled';
import { GraphBuilder, tensorName } from '../../shared/targets/tensorflow/graph-builder';
import * as ops from '../../shared/targets/tensorflow/ops';
import { encodeSavedModel } from '../../shared/targets/tensorflow/saved-model';
import type { HostTensor, NamedTensors } from '../../shared/weights/tensor';
import { loadTensorFlow, loadTf, missingFile } from './load-tf';
import type { TfModel, TfRuntime } from './tf-runtime';

let tf: TfRuntime;
beforeAll(() => {
  tf = loadTf();
});

const recipe: Recipe = { ...defaultRecipe(), weightDecay: { kind: 'l2', lambda: 1e-3 } };

function compiled(graph: IrGraph, change: Partial<Recipe> = {}): CompiledGraph {
  const result = compile(graph, { ...recipe, ...change }, { gradients: true });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function float(data: readonly number[] | Float32Array, shape: readonly number[] = [data.length]): HostTensor {
  return { dtype: 'float32', shape, data: Float32Array.from(data) };
}

function int(data: readonly number[], shape: readonly number[] = [data.length]): HostTensor {
  return { dtype: 'int32', shape, data: Int32Array.from(data) };
}

/** Bright bars at a place that tells the class: learned in a few steps. */
function bars(count: number, seed: number): { images: HostTensor; labels: HostTensor } {
  const random = randomStream(seed, 'bars');
  const labels = Array.from({ length: count }, () => random.nextBelow(4));
  const images = labels.flatMap((label) =>
    Array.from({ length: 64 }, (_, at) => ((at % 8) >> 1 === label ? 1 : 0) + 0.3 * random.nextNormal()),
  );
  return { images: float(images, [count, 8, 8, 1]), labels: int(labels) };
}

/** Convolution, batch norm, ReLU, pooling, dropout, dense. */
function barNet(): IrGraph {
  const net = new Sketch();
  let x = net.conv('conv', net.input([8, 8, 1]), 6, [3, 3], { padding: [1, 1, 1, 1] });
  x = net.one('batch-norm', 'norm', { scale: true, centre: true, epsilon: 1e-5, momentum: 0.9 }, [x]);
  x = net.one('activation', 'bend', { fn: 'relu', slope: 0 }, [x]);
  const window = { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], ceil: false } as const;
  x = net.one('max-pool', 'pool', window, [x]);
  x = net.one('dropout', 'drop', { rate: 0.25, spatial: false }, [x]);
  net.loss('loss', net.logits('logits', x, 4));
  return net.graph();
}

function start(graph: CompiledGraph, seed = 1): TfModel {
  const model = tf.load(graph);
  const weights = graph.variables.filter(({ kind }) => kind === 'weight');
  model.run(
    'init',
    Object.fromEntries(
      weights.map(({ name, init, shape, fanIn, fanOut }) => [
        name,
        float(initialValue(init, shape, fanIn, fanOut, seed, name), shape),
      ]),
    ),
  );
  return model;
}

function step(model: TfModel, at: number, batch = 16, lr = 0.05): number {
  const feeds = { ...bars(batch, at), lr: float([lr], []), step: int([at], []), seed: int([7], []) };
  return model.run('train', feeds).get('loss')!.data[0]!;
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function bytes(tensors: NamedTensors): Record<string, string> {
  return Object.fromEntries(
    [...tensors].map(([name, { data }]) => [
      name,
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
    ]),
  );
}

function problemOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof ProblemSignal ? error.problem : error;
  }
  return 'no problem';
}

describe('loading', () => {
  it('happens once, and tells the version', () => {
    expect(loadTf()).toBe(tf);
    expect(loadTensorFlow()).toEqual({ ok: true, value: tf });
    expect(tf.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('leaves no folder behind', () => {
    const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('inlay-graph-'));
    const before = folders();
    const model = start(compiled(barNet()));
    expect(folders().filter((name) => !before.includes(name))).toEqual([]);
    model.dispose();
    model.dispose();
    expect(() => model.run('weights', {})).toThrow('disposed');
  });

  it('names the file that is missing', () => {
    const root = mkdtempSync(join(tmpdir(), 'inlay-test-'));
    const put = (...path: readonly string[]) => {
      mkdirSync(dirname(join(root, ...path)), { recursive: true });
      writeFileSync(join(root, ...path), '');
    };
    try {
      expect(missingFile(root)).toBe(join(root, 'lib', 'napi-v8', 'tfjs_binding.node'));
      put('lib', 'napi-v8', 'tfjs_binding.node');
      mkdirSync(join(root, 'deps', 'lib'), { recursive: true });
      symlinkSync('nowhere', join(root, 'deps', 'lib', 'libtensorflow_cc.so.2'));
      expect(missingFile(root)).toBe(join(root, 'deps', 'lib', 'libtensorflow_cc.so.2'));
      rmSync(join(root, 'deps', 'lib', 'libtensorflow_cc.so.2'));
      put('deps', 'lib', 'libtensorflow_cc.so.2');
      put('deps', 'lib', 'libtensorflow_framework.so.2');
      expect(missingFile(root)).toBeNull();
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe('training', () => {
  it('learns', () => {
    const model = start(compiled(barNet()));
    const losses = Array.from({ length: 60 }, (_, at) => step(model, at));
    expect(losses[0]).toBeGreaterThan(1);
    expect(losses.slice(-5).reduce((sum, loss) => sum + loss, 0) / 5).toBeLessThan(0.2);
    const fresh = bars(200, 1000);
    expect(model.run('evaluate', fresh).get('correct')!.data[0]).toBeGreaterThan(190);
    model.dispose();
  });

  it('repeats bit for bit, and differs by seed', () => {
    const graph = compiled(barNet());
    const [first, second, other] = [start(graph), start(graph), start(graph, 2)];
    const losses = [first, second, other].map((model) => [0, 1, 2, 3, 4].map((at) => step(model, at)));
    expect(losses[1]).toEqual(losses[0]);
    expect(losses[2]).not.toEqual(losses[0]);
    expect(bytes(second.run('weights', {}))).toEqual(bytes(first.run('weights', {})));
    [first, second, other].forEach((model) => model.dispose());
  });

  it('keeps no hold of the memory it was fed from', () => {
    const graph = compiled(barNet());
    const model = start(graph);
    // Whether an array lies where TensorFlow would take it as its own is chance: of enough of them some do.
    for (let round = 0; round < 40; round++) {
      const fed = graph.variables
        .filter(({ kind }) => kind === 'weight')
        .map(
          ({ name, shape }) => [name, float(new Float32Array(elements(shape)).fill(round), shape)] as const,
        );
      model.run('init', Object.fromEntries(fed));
      fed.forEach(([, { data }]) => data.fill(-1));
      const held = model.run('weights', {});
      for (const [name] of fed) expect(new Set(held.get(name)!.data)).toEqual(new Set([round]));
    }
    model.dispose();
  });

  it.each([
    ['momentum', recipe.optimizer],
    ['adam', { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }],
    ['rmsprop', { kind: 'rmsprop', decay: 0.9, momentum: 0.9, epsilon: 1e-8 }],
  ] as const)('goes on bit for bit from what was saved: %s', (_, optimizer) => {
    const graph = compiled(barNet(), { optimizer });
    const model = start(graph);
    [0, 1, 2].forEach((at) => step(model, at));
    const saved = model.run('weights', {});
    const feeds = Object.fromEntries(saved);
    expect([...saved.keys()].sort()).toEqual(graph.variables.map(({ name }) => name).sort());
    const going = [3, 4, 5].map((at) => step(model, at));
    const end = bytes(model.run('weights', {}));

    const resumed = tf.load(graph);
    resumed.run('restore', feeds);
    expect(bytes(resumed.run('weights', {}))).toEqual(bytes(saved));
    expect([3, 4, 5].map((at) => step(resumed, at))).toEqual(going);
    expect(bytes(resumed.run('weights', {}))).toEqual(end);

    // `init` sets the slots back to zero too.
    const zeroed = graph.variables
      .filter(({ kind }) => kind === 'weight')
      .map(({ name }) => [name, feeds[name]!]);
    resumed.run('init', Object.fromEntries(zeroed) as Record<string, HostTensor>);
    for (const [name, { data }] of resumed.run('weights', {})) {
      if (name.startsWith('slot:')) expect(data.every((value) => value === 0)).toBe(true);
    }
    model.dispose();
    resumed.dispose();
  });

  it('takes batches of any size in turn', () => {
    const model = start(compiled(barNet()));
    for (const [at, batch] of [16, 1, 7, 64, 3].entries()) expect(step(model, at, batch)).toBeGreaterThan(0);
    for (const batch of [1, 5]) {
      const { images } = bars(batch, 3);
      expect(model.run('predict', { images }).get('logits')!.shape).toEqual([batch, 4]);
    }
    model.dispose();
  });

  it('keeps no tensors', () => {
    const model = start(compiled(barNet()));
    step(model, 0, 2);
    const before = tf.tensorCount();
    for (let at = 1; at <= 500; at++) step(model, at, 2);
    for (let at = 0; at < 10; at++) {
      model.run('evaluate', bars(2, at));
      model.run('activations', { images: bars(2, at).images }, ['conv', 'images', 'bend']);
      model.run('weights', {});
    }
    expect(tf.tensorCount()).toBe(before);
    model.dispose();
    expect(tf.tensorCount()).toBe(before);
  });
});

describe('inference', () => {
  it('changes nothing and needs no seed', () => {
    const model = start(compiled(barNet()));
    step(model, 0);
    const before = bytes(model.run('weights', {}));
    const { images, labels } = bars(9, 5);
    const predicted = model.run('predict', { images });
    const evaluated = model.run('evaluate', { images, labels });
    expect(bytes(model.run('predict', { images }))).toEqual(bytes(predicted));
    model.run('gradients', { images, labels, step: int([1], []), seed: int([1], []) });
    expect(bytes(model.run('weights', {}))).toEqual(before);

    const logits = predicted.get('logits')!.data;
    let loss = 0;
    let correct = 0;
    labels.data.forEach((label, example) => {
      const row = Array.from(logits.slice(4 * example, 4 * example + 4));
      const norm = row.reduce((sum, value) => sum + Math.exp(value), 0);
      loss += Math.log(norm) - row[label]!;
      correct += row.indexOf(Math.max(...row)) === label ? 1 : 0;
      row.forEach((value, index) => {
        const probability = predicted.get('probabilities')!.data[4 * example + index]!;
        expect(probability).toBeCloseTo(Math.exp(value) / norm, 5);
      });
    });
    expect(evaluated.get('loss')!.data[0]).toBeCloseTo(loss, 4);
    expect(evaluated.get('correct')!.data[0]).toBe(correct);
    model.dispose();
  });

  it('gives every value, those that are fed and those that pass through included', () => {
    const model = start(compiled(barNet()));
    const { images } = bars(2, 1);
    const all = model.run('activations', { images });
    expect([...all.keys()]).toEqual([
      'images',
      'conv',
      'norm',
      'bend',
      'pool',
      'drop',
      'logits/flat',
      'logits',
    ]);
    expect(all.get('images')).toEqual(images);
    expect(all.get('drop')).toEqual(all.get('pool'));
    const bent = Float32Array.from(all.get('norm')!.data, (value) => Math.max(value, 0));
    expect(all.get('bend')!.data).toEqual(bent);
    model.dispose();
  });

  // Grappler fuses a convolution, its bias and a SiLU or leaky ReLU without asking whether one of them is fetched.
  it.each(['silu', 'leaky-relu'] as const)('gives what a fused %s reads', (fn) => {
    const net = new Sketch();
    const x = net.conv('conv', net.input([4, 4, 2]), 3, [3, 3]);
    net.loss('loss', net.logits('logits', net.one('activation', 'bend', { fn, slope: 0.1 }, [x])));
    const model = start(compiled(net.graph()));
    const images = float(new Array<number>(32).fill(0.5), [1, 4, 4, 2]);
    const found = model.run('activations', { images }, ['conv', 'bend']);
    expect(found.get('conv')!.shape).toEqual([1, 2, 2, 3]);
    model.dispose();
  });
});

describe('what TensorFlow refuses', () => {
  it('is told when it is memory', () => {
    const net = new Sketch();
    const factor = [2 ** 15, 2 ** 14] as const;
    const x = net.one('upsample', 'huge', { factor, mode: 'nearest' }, [net.input([1, 1, 1])]);
    net.loss('loss', net.one('global-mean', 'mean', { keepDims: false }, [x]));
    const model = tf.load(compiled(net.graph()));
    // 2 GiB for each of 4,096 examples: more than any address space gives.
    const images = float(new Float32Array(4096), [4096, 1, 1, 1]);
    expect(problemOf(() => model.run('predict', { images }))).toMatchObject({ code: 'run/out-of-memory' });
    model.dispose();
  });

  it('is a fault of ours when feeds do not fit, and leaves nothing behind', () => {
    const model = start(compiled(barNet()));
    const before = tf.tensorCount();
    const { images } = bars(2, 1);
    const wrong = float(new Float32Array(2 * 7 * 7), [2, 7, 7, 1]);
    expect(() => model.run('predict', { images: wrong })).toThrow();
    expect(() => model.run('predict', {})).toThrow('was not fed images');
    expect(() => model.run('evaluate', { images, labels: float([0, 1]) })).toThrow('takes labels as int32');
    expect(() => model.run('evaluate', { images, labels: int([0, 99]) })).toThrow(/valid range/);
    expect(() => model.run('predict', { images }, ['nothing'])).toThrow('no output nothing');
    expect(() => model.run('serving_default', { images })).toThrow('no signature serving_default');
    expect(tf.tensorCount()).toBe(before);
    expect(model.run('predict', { images }).size).toBe(2);
    model.dispose();
  });
});

describe('a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inlay-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs by its default signature', () => {
    const g = new GraphBuilder().scope('served');
    const x = ops.placeholder(g, 'x', 'float32', [-1, 3]);
    const y = ops.relu(g, x);
    const inputs = { images: { tensor: tensorName(x), dtype: 'float32', shape: [-1, 3] } } as const;
    const outputs = { bent: { tensor: tensorName(y), dtype: 'float32', shape: [-1, 3] } } as const;
    mkdirSync(join(folder, 'model', 'variables'), { recursive: true });
    const file = encodeSavedModel(g.graph.nodes, { serving_default: { inputs, outputs } });
    writeFileSync(join(folder, 'model', 'saved_model.pb'), file);
    const model = tf.loadFolder(join(folder, 'model'));
    const images = float([-1, 0, 2], [1, 3]);
    expect(model.run('serving_default', { images }).get('bent')).toEqual(float([0, 0, 2], [1, 3]));
    model.dispose();
  });

  it('that is not there is a problem', () => {
    expect(problemOf(() => tf.loadFolder(join(folder, 'none')))).toMatchObject({ code: 'file/not-found' });
  });
});
