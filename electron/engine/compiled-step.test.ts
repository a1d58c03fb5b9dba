import { beforeAll, describe, expect, it } from 'vitest';
import { PLAIN_WEIGHT, Sketch } from '../proofs/sketch';
import type { WeightSettings } from '../../shared/ir/builder';
import type { IrGraph } from '../../shared/ir/ir';
import { elements, type Shape } from '../../shared/ir/shape';
import { defaultRecipe } from '../../shared/recipe/defaults';
import { randomStream } from '../../shared/recipe/random';
import type { OptimizerSpec, Recipe } from '../../shared/recipe/types';
import { compile } from '../../shared/targets/tensorflow/compile';
import type { HostTensor } from '../../shared/weights/tensor';
import { loadTf } from './load-tf';
import type { TfModel, TfRuntime } from './tf-runtime';

/**
 * One training step against arithmetic written out here, in double precision. The gradients themselves are proven in
 * `electron/proofs`; here they are taken from the `gradients` signature and what is made of them is on trial.
 */
let tf: TfRuntime;
beforeAll(() => {
  tf = loadTf();
});

const plain: Recipe = { ...defaultRecipe(), weightDecay: { kind: 'l2', lambda: 0 }, parameters: [] };

function load(graph: IrGraph, change: Partial<Recipe> = {}): TfModel {
  const result = compile(graph, { ...plain, ...change }, { gradients: true });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return tf.load(result.value);
}

function normal(shape: Shape, name: string, std = 1): HostTensor {
  const random = randomStream(3, name);
  const data = Float32Array.from({ length: elements(shape) }, () => std * random.nextNormal());
  return { dtype: 'float32', shape, data };
}

function filled(shape: Shape, value: number): HostTensor {
  return { dtype: 'float32', shape, data: new Float32Array(elements(shape)).fill(value) };
}

function labels(count: number, classes: number): HostTensor {
  return {
    dtype: 'int32',
    shape: [count],
    data: Int32Array.from({ length: count }, (_, at) => at % classes),
  };
}

function scalars(step: number, seed = 1): Record<'step' | 'seed', HostTensor> {
  const int = (value: number): HostTensor => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) });
  return { step: int(step), seed: int(seed) };
}

/** Runs a step at a learning rate. */
function train(model: TfModel, feeds: Record<string, HostTensor>, lr: number, step: number) {
  return model.run('train', { ...feeds, ...scalars(step), lr: filled([], lr) });
}

function dataOf(model: TfModel, name: string): number[] {
  return Array.from(model.run('weights', {}, [name]).get(name)!.data);
}

describe('decay where the data say nothing (w = 1, rate .1, lambda .1, three steps)', () => {
  const momentum = { kind: 'momentum', momentum: 0.9, nesterov: false } as const;
  it.each([
    { optimizer: { kind: 'sgd' }, kind: 'l2', expected: 0.970299 },
    { optimizer: { kind: 'sgd' }, kind: 'decoupled', expected: 0.970299 },
    { optimizer: momentum, kind: 'l2', expected: 0.944379 },
    { optimizer: momentum, kind: 'decoupled', expected: 0.970299 },
  ] as const)('$optimizer.kind, $kind', ({ optimizer, kind, expected }) => {
    const net = new Sketch();
    net.loss('loss', net.one('dense', 'd', { units: 2, bias: false }, [net.input([3])]));
    const model = load(net.graph(), { optimizer, weightDecay: { kind, lambda: 0.1 } });
    model.run('init', { 'd/kernel': filled([3, 2], 1) });
    const feeds = { images: filled([4, 3], 0), labels: labels(4, 2) };
    for (const step of [0, 1, 2]) train(model, feeds, 0.1, step);
    for (const value of dataOf(model, 'd/kernel')) expect(value).toBeCloseTo(expected, 6);
    model.dispose();
  });
});

/** Moves one number by PyTorch's rules; `slots` is its memory. */
type Rule = (w: number, g: number, lr: number, t: number, slots: number[]) => number;

const rules: readonly (readonly [string, OptimizerSpec, Rule])[] = [
  ['sgd', { kind: 'sgd' }, (w, g, lr) => w - lr * g],
  ...[false, true].map((nesterov) => {
    const rule: Rule = (w, g, lr, _, slots) => {
      slots[0] = 0.9 * (slots[0] ?? 0) + g;
      return w - lr * (nesterov ? g + 0.9 * slots[0] : slots[0]);
    };
    return [`momentum, nesterov ${nesterov}`, { kind: 'momentum', momentum: 0.9, nesterov }, rule] as const;
  }),
  ...[0, 0.8].map((momentum) => {
    const rule: Rule = (w, g, lr, _, slots) => {
      slots[0] = 0.95 * (slots[0] ?? 0) + 0.05 * g * g;
      slots[1] = momentum * (slots[1] ?? 0) + g / (Math.sqrt(slots[0]) + 1e-3);
      return w - lr * slots[1];
    };
    const spec = { kind: 'rmsprop', decay: 0.95, momentum, epsilon: 1e-3 } as const;
    return [`rmsprop, momentum ${momentum}`, spec, rule] as const;
  }),
  ...(['adam', 'adamw'] as const).map((kind) => {
    const rule: Rule = (w, g, lr, t, slots) => {
      slots[0] = 0.9 * (slots[0] ?? 0) + 0.1 * g;
      slots[1] = 0.999 * (slots[1] ?? 0) + 0.001 * g * g;
      const [m, v] = [slots[0] / (1 - 0.9 ** t), slots[1] / (1 - 0.999 ** t)];
      return w - (lr * m) / (Math.sqrt(v) + 1e-4);
    };
    return [kind, { kind, beta1: 0.9, beta2: 0.999, epsilon: 1e-4 }, rule] as const;
  }),
];

describe('optimizers', () => {
  const rates = [0.03, 0.01, 0.05, 0.02];
  const own: Readonly<Record<string, Partial<WeightSettings>>> = {
    'a/kernel': { lrMult: 2, decayMult: 0.5, init: null },
    'a/bias': { decayMult: 0 },
    'b/bias': { frozen: true },
  };

  function network(): IrGraph {
    const net = new Sketch((path, role) => ({ ...PLAIN_WEIGHT, ...own[`${path}/${role}`] }));
    let x = net.one('dense', 'a', { units: 5, bias: true }, [net.input([4])]);
    x = net.one('activation', 'bend', { fn: 'tanh', slope: 0 }, [x]);
    net.loss('loss', net.one('dense', 'b', { units: 3, bias: true }, [x]));
    return net.graph();
  }

  const start = {
    'a/kernel': normal([4, 5], 'a'),
    'a/bias': normal([5], 'ab'),
    'b/kernel': normal([5, 3], 'b'),
    'b/bias': normal([3], 'bb'),
  };
  const feeds = { images: normal([6, 4], 'images'), labels: labels(6, 3) };

  describe.each(rules)('%s', (_, optimizer, rule) => {
    it.each([
      { decay: 'l2', lambda: 0, clipNorm: null },
      { decay: 'l2', lambda: 0.1, clipNorm: null },
      { decay: 'decoupled', lambda: 0.1, clipNorm: null },
      { decay: 'l2', lambda: 0.1, clipNorm: 0.2 },
    ] as const)('$decay $lambda, clipped at $clipNorm', ({ decay, lambda, clipNorm }) => {
      const model = load(network(), {
        optimizer,
        weightDecay: { kind: decay, lambda },
        clipNorm,
        parameters: [{ role: 'kernel', path: 'b', lrMult: 0.5, decayMult: 3, init: null }],
      });
      const factors: Record<string, readonly [number, number]> = {
        'a/kernel': [2, 0.5],
        'a/bias': [1, 0],
        'b/kernel': [0.5, 3],
      };
      model.run('init', start);
      const slots = new Map<string, number[]>();
      const decoupled = decay === 'decoupled' || optimizer.kind === 'adamw';
      rates.forEach((lr, step) => {
        const gradients = model.run('gradients', { ...feeds, ...scalars(step) });
        const before = model.run('weights', {});
        const learning = Object.keys(factors);
        const squares = learning.flatMap((name) => Array.from(gradients.get(name)!.data, (g) => g * g));
        const norm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
        const scale = clipNorm === null ? 1 : Math.min(1, clipNorm / (norm + 1e-6));
        train(model, feeds, lr, step);
        for (const name of learning) {
          const [rate, factor] = factors[name]!;
          const expected = Array.from(before.get(name)!.data, (w, at) => {
            const g = gradients.get(name)!.data[at]! * scale + (decoupled ? 0 : lambda * factor * w);
            const shrunk = decoupled ? w * (1 - lr * rate * lambda * factor) : w;
            const memory = slots.get(`${name} ${at}`) ?? [];
            slots.set(`${name} ${at}`, memory);
            return rule(shrunk, g, lr * rate, step + 1, memory);
          });
          dataOf(model, name).forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 5));
        }
        expect(dataOf(model, 'b/bias')).toEqual(Array.from(start['b/bias'].data));
      });
      model.dispose();
    });
  });
});

describe('running statistics', () => {
  const frozen = (path: string) => ({ ...PLAIN_WEIGHT, frozen: path === 'norm' });

  function network(momentum: number, vector: boolean, settings?: (path: string) => WeightSettings): IrGraph {
    const net = new Sketch(settings);
    let x = net.conv('conv', net.input([5, 5, 2]), 3, [2, 2]);
    if (vector) x = net.one('global-max', 'max', { keepDims: false }, [x]);
    x = net.one('batch-norm', 'norm', { scale: true, centre: true, epsilon: 1e-3, momentum }, [x]);
    net.loss('loss', net.logits('logits', x, 3));
    return net.graph();
  }

  const start = (graph: IrGraph) =>
    Object.fromEntries(
      graph.nodes
        .flatMap(({ weights }) => weights)
        .map(({ name, shape, role }) => {
          const drawn = normal(shape, name);
          const positive = Float32Array.from(drawn.data, (value) => 0.5 + value * value);
          return [name, role === 'variance' ? ({ ...drawn, data: positive } as HostTensor) : drawn];
        }),
    );

  const feeds = { images: normal([6, 5, 5, 2], 'maps'), labels: labels(6, 3) };

  it.each([
    { momentum: 0.9, vector: false },
    { momentum: 0.5, vector: true },
    { momentum: 0, vector: false },
    { momentum: 1, vector: false },
  ])(
    'keep $momentum of themselves and take the unbiased variance (vector: $vector)',
    ({ momentum, vector }) => {
      const graph = network(momentum, vector);
      const model = load(graph);
      const weights = start(graph);
      model.run('init', weights);
      const source = vector ? 'max' : 'conv';
      const values = model.run('activations', { images: feeds.images }, [source]).get(source)!.data;
      train(model, feeds, 0, 0);
      for (const channel of [0, 1, 2]) {
        const mine = Array.from(values).filter((_, at) => at % 3 === channel);
        const mean = mine.reduce((sum, value) => sum + value, 0) / mine.length;
        const variance = mine.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (mine.length - 1);
        const moved = (name: string, fresh: number) => {
          const before = weights[name]!.data[channel]!;
          expect(dataOf(model, name)[channel]).toBeCloseTo(momentum * before + (1 - momentum) * fresh, 4);
        };
        moved('norm/mean', mean);
        moved('norm/variance', variance);
      }
      model.dispose();
    },
  );

  it('stand still when frozen, and are what training normalises by', () => {
    const graph = network(0.9, false, frozen);
    const model = load(graph);
    const weights = start(graph);
    model.run('init', weights);
    const evaluated = model.run('evaluate', feeds).get('loss')!.data[0]! / 6;
    expect(train(model, feeds, 0.1, 0).get('loss')!.data[0]).toBeCloseTo(evaluated, 5);
    for (const role of ['mean', 'variance', 'gamma', 'beta']) {
      expect(dataOf(model, `norm/${role}`)).toEqual(Array.from(weights[`norm/${role}`]!.data));
    }
    expect(dataOf(model, 'conv/kernel')).not.toEqual(Array.from(weights['conv/kernel']!.data));
    model.dispose();
  });
});

describe('masks', () => {
  /** Gradient by the images of a network that only drops: zero where dropped. */
  function kept(
    rate: number,
    batch: number,
    step: number,
    seed = 1,
    path = 'drop',
    shape: Shape = [5, 5, 3],
  ) {
    const net = new Sketch();
    const x = net.one('dropout', path, { rate, spatial: false }, [net.input(shape)]);
    net.loss('loss', net.flat('flat', x));
    const model = load(net.graph());
    const feeds = { images: filled([batch, ...shape], 0), labels: labels(batch, 1), ...scalars(step, seed) };
    const gradient = model.run('gradients', feeds, ['images']).get('images')!;
    model.dispose();
    return Array.from(gradient.data, (value) => (value === 0 ? 0 : 1) as number);
  }
  const share = (mask: readonly number[]) => mask.reduce((sum, value) => sum + value, 0) / mask.length;

  // Rates that bytes say exactly, and others; one close to each end of what 16 bits can say.
  it.each([0.5, 0.25, 0.1, 0.4, 0.9, 1 / 65_536])('drop a share of %d', (rate) => {
    const mask = kept(rate, 200, 0);
    const spread = Math.sqrt((rate * (1 - rate)) / mask.length);
    expect(Math.abs(share(mask) - (1 - rate))).toBeLessThan(5 * spread + 1e-5);
  });

  it('are the same for an example whatever the batch it is first of', () => {
    for (const rate of [0.5, 0.3]) {
      expect(kept(rate, 4, 9)).toEqual(kept(rate, 32, 9).slice(0, 4 * 75));
    }
  });

  it('repeat by seed, step and path, and change with each', () => {
    const first = kept(0.5, 8, 2);
    expect(kept(0.5, 8, 2)).toEqual(first);
    const others = [kept(0.5, 8, 3), kept(0.5, 8, 2, 2), kept(0.5, 8, 2, 1, 'drop2'), kept(0.5, 8, 1, 2)];
    for (const other of others) {
      const agreement = first.filter((value, at) => value === other[at]).length / first.length;
      expect(Math.abs(agreement - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / first.length));
    }
  });

  it('differ between examples, also where words are cut off at an example', () => {
    const [size, batch] = [3, 4000];
    const mask = kept(0.5, batch, 0, 1, 'drop', [1, 1, size]);
    const pairs = Array.from({ length: batch - 1 }, (_, at) => {
      const [a, b] = [
        mask.slice(size * at, size * at + size),
        mask.slice(size * at + size, size * at + 2 * size),
      ];
      return a.filter((value, index) => value === b[index]).length / size;
    });
    expect(Math.abs(share(pairs) - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / (size * batch)));
  });
});

describe('the loss', () => {
  it('is the sum of the heads by their weights, without decay, of the batch before the update', () => {
    const net = new Sketch();
    const x = net.conv('conv', net.input([4, 4, 2]), 3, [3, 3]);
    net.loss('side', net.logits('side/logits', x, 3), { weight: 0.3 }, 'auxiliary');
    net.loss('main', net.logits('main/logits', x, 3));
    const graph = net.graph();
    const model = load(graph, { weightDecay: { kind: 'l2', lambda: 10 } });
    const weights = graph.nodes.flatMap((node) => node.weights);
    model.run('init', Object.fromEntries(weights.map(({ name, shape }) => [name, normal(shape, name)])));
    const feeds = { images: normal([5, 4, 4, 2], 'images'), labels: labels(5, 3) };
    const values = model.run('activations', { images: feeds.images }, ['side/logits', 'main/logits']);
    const mean = (name: string) => {
      const rows = Array.from({ length: 5 }, (_, at) =>
        Array.from(values.get(name)!.data.slice(3 * at, 3 * at + 3)),
      );
      const losses = rows.map((row, at) => {
        return Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0)) - row[at % 3]!;
      });
      return losses.reduce((sum, loss) => sum + loss, 0) / 5;
    };
    const expected = mean('main/logits') + 0.3 * mean('side/logits');
    expect(model.run('evaluate', feeds).get('loss')!.data[0]).toBeCloseTo(5 * expected, 4);
    expect(train(model, feeds, 0.01, 0).get('loss')!.data[0]).toBeCloseTo(expected, 5);
    // The main head's classes are what counts as correct.
    const best = Array.from({ length: 5 }, (_, at) => {
      const row = Array.from(values.get('main/logits')!.data.slice(3 * at, 3 * at + 3));
      return row.indexOf(Math.max(...row)) === at % 3 ? 1 : 0;
    });
    model.run('init', Object.fromEntries(weights.map(({ name, shape }) => [name, normal(shape, name)])));
    const correct = best.reduce((sum: number, one) => sum + one, 0);
    expect(model.run('evaluate', feeds).get('correct')!.data[0]).toBe(correct);
    model.dispose();
  });

  it('and the count each run the whole step when fetched alone', () => {
    const net = new Sketch();
    net.loss('loss', net.one('dense', 'd', { units: 2, bias: false }, [net.input([3])]));
    const model = load(net.graph(), { optimizer: { kind: 'sgd' } });
    const feeds = { images: filled([2, 3], 1), labels: labels(2, 1), ...scalars(0), lr: filled([], 0.1) };
    for (const fetch of ['loss', 'correct']) {
      model.run('init', { 'd/kernel': filled([3, 2], 0) });
      model.run('train', feeds, [fetch]);
      expect(dataOf(model, 'd/kernel')[0]).toBeCloseTo(0.05, 6);
    }
    model.dispose();
  });
});

describe('a network without weights', () => {
  it('takes a step, and has none to read', () => {
    const net = new Sketch();
    const x = net.input([4, 4, 3]);
    net.loss('loss', net.one('global-mean', 'mean', { keepDims: false }, [x]));
    const model = load(net.graph());
    const images = normal([2, 4, 4, 3], 'images');
    const step = train(model, { images, labels: labels(2, 3) }, 0.1, 0);
    expect(step.get('loss')!.data[0]).toBeGreaterThan(0);
    expect(model.run('weights', {}).size).toBe(0);
    model.dispose();
  });
});
