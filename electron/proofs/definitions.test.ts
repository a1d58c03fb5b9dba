import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IrValue } from '../../shared/ir/ir';
import type { Recipe } from '../../shared/recipe/types';
import type { HostTensor } from '../../shared/weights/tensor';
import { loadTf } from '../engine/load-tf';
import type { TfModel, TfRuntime } from '../engine/tf-runtime';
import { compiled, PLAIN } from './compiling';
import { filled, normal, randomOf, scalar } from './random';
import { Sketch } from './sketch';

/*
 * What words mean here, where libraries mean different things by them. L2 and decoupled decay at constant rates stand
 * in `engine/compiled-step.test.ts`, every optimizer's steps in `optimizers.test.ts`.
 */
let tf: TfRuntime;
beforeAll(() => {
  tf = loadTf();
});

const open: TfModel[] = [];
afterEach(() => {
  for (const model of open.splice(0)) model.dispose();
});

function load(net: Sketch, recipe?: Partial<Recipe>): TfModel {
  const model = tf.load(compiled(net.graph(), { ...PLAIN, ...recipe }));
  open.push(model);
  return model;
}

const zeroLabels = (count: number): HostTensor => ({
  dtype: 'int32',
  shape: [count],
  data: new Int32Array(count),
});

describe('momentum when the learning rate drops (w = 1, no data, L2 0.1)', () => {
  const RATES = [0.1, 0.1, 0.1, 0.01, 0.01, 0.01];
  /** torch.optim.SGD(momentum=.9, weight_decay=.1) in float64, PyTorch 1.13. */
  const TORCH = [0.99, 0.9711, 0.944379, 0.941029731, 0.937074359169, 0.9325774501619309];
  const TORCH_NESTEROV = [
    0.981, 0.954261, 0.920893941, 0.9170000421021, 0.912582037560896, 0.9076972276403386,
  ];
  /** v = .9 v - lr g, w += v, as Keras: the old rate lives on in v, and the weight runs on. */
  const KERAS = [0.99, 0.9711, 0.944379, 0.919385721, 0.895972384179, 0.8740044086559209];

  function steps(nesterov: boolean): readonly number[] {
    const net = new Sketch();
    net.loss('loss', net.one('dense', 'd', { units: 2, bias: false }, [net.input([3])]));
    const model = load(net, {
      optimizer: { kind: 'momentum', momentum: 0.9, nesterov },
      weightDecay: { kind: 'l2', lambda: 0.1 },
    });
    model.run('init', { 'd/kernel': filled([3, 2], () => 1) });
    return RATES.map((rate, step) => {
      const feeds = { images: filled([4, 3], () => 0), labels: zeroLabels(4), seed: scalar(1, 'int32') };
      model.run('train', { ...feeds, lr: scalar(rate, 'float32'), step: scalar(step, 'int32') });
      return model.run('weights', {}, ['d/kernel']).get('d/kernel')!.data[0]!;
    });
  }

  it.each([
    { nesterov: false, expected: TORCH },
    { nesterov: true, expected: TORCH_NESTEROV },
  ])('goes on as PyTorch does (Nesterov: $nesterov)', ({ nesterov, expected }) => {
    steps(nesterov).forEach((weight, step) => expect(weight).toBeCloseTo(expected[step]!, 6));
  });

  it('is not what Keras does, though the same before the drop', () => {
    const found = steps(false);
    [0, 1, 2].forEach((step) => expect(found[step]).toBeCloseTo(KERAS[step]!, 6));
    [3, 4, 5].forEach((step) => expect(Math.abs(found[step]! - KERAS[step]!)).toBeGreaterThan(0.01));
  });
});

const BATCH = 4000;
const FEATURES = 6;
const DRAWN = { seed: scalar(5, 'int32'), step: scalar(3, 'int32') };

/** A network in which something is dropped: what it gives in inference, and on average over a batch in training. */
interface Both {
  readonly inference: readonly number[];
  readonly training: readonly number[];
}

/**
 * Both means of a vector that `body` makes of one image, repeated for every example. Training's cannot be fetched, but
 * under a dense layer of zeros with two classes every example's gradient towards the first logit is -1/2, so that the
 * kernel's gradient is -1/2 of the mean of what reached it.
 */
function bothOf(
  image: readonly number[],
  body: (net: Sketch, x: IrValue) => IrValue,
  weights: Readonly<Record<string, HostTensor>> = {},
): Both {
  const net = new Sketch();
  const images = net.input([1, 1, image.length]);
  const y = net.flat('given', body(net, images));
  const units = y.shape[0]!;
  net.loss('loss', net.one('dense', 'reader', { units: 2, bias: false }, [y]));
  const model = load(net);
  model.run('init', { ...weights, 'reader/kernel': filled([units, 2], () => 0) });
  const fed = filled([BATCH, 1, 1, image.length], (index) => image[index % image.length]!);
  const value = model.run('activations', { images: fed }, [y.node]).get(y.node)!.data;
  const feeds = { images: fed, labels: zeroLabels(BATCH), ...DRAWN };
  const gradient = model.run('gradients', feeds, ['reader/kernel']).get('reader/kernel')!.data;
  return {
    inference: Array.from(value.slice(0, units)),
    training: Array.from({ length: units }, (_, unit) => -2 * gradient[2 * unit]!),
  };
}

const random = randomOf(17);
const image = Array.from({ length: FEATURES }, () => 1 + random());
const kernel = filled([FEATURES, 5], () => normal(random));

function expectClose(found: readonly number[], expected: readonly number[], spread: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, at) => {
    expect(Math.abs(value - expected[at]!)).toBeLessThan(5 * spread[at]! + 1e-5);
  });
}

/** Standard deviation of a mean over the batch, where a value is dropped at a rate, else scaled to keep its mean. */
const inverted = (rate: number): readonly number[] =>
  image.map((value) => value * Math.sqrt(rate / (1 - rate) / BATCH));

describe.each([0.5, 0.2])('what is dropped at a rate of %d comes to the same on average', (rate) => {
  const dropped = (net: Sketch, x: IrValue): IrValue => net.block('dropout', 'drop', { rate }, x);
  /** Not scaled in training, times the share kept at test: the same masks behind a constant factor. */
  const original = (net: Sketch, x: IrValue): IrValue => {
    const keep = new Array<number>(FEATURES).fill(1 - rate);
    const shift = new Array<number>(FEATURES).fill(0);
    return net.one('affine', 'unscaled', { scale: keep, shift }, [dropped(net, x)]);
  };

  it('inverted dropout: training scales, inference changes nothing', () => {
    const { inference, training } = bothOf(image, dropped);
    inference.forEach((value, at) => expect(value).toBeCloseTo(image[at]!, 6));
    expectClose(training, image, inverted(rate));
  });

  it('original dropout, an affine behind ours: the same up to the share kept, in both', () => {
    const [ours, theirs] = [bothOf(image, dropped), bothOf(image, original)];
    theirs.inference.forEach((value, at) => expect(value).toBeCloseTo((1 - rate) * image[at]!, 6));
    theirs.training.forEach((value, at) => expect(value).toBeCloseTo((1 - rate) * ours.training[at]!, 4));
    expectClose(theirs.training, theirs.inference, inverted(rate));
  });

  it('a rate is the share dropped, not the share kept', () => {
    const { training } = bothOf(image, original);
    const kept = training.reduce((sum, value, at) => sum + value / image[at]!, 0) / FEATURES;
    expect(Math.abs(kept - (1 - rate))).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / (BATCH * FEATURES)));
  });

  it.each(['spatial-dropout', 'stochastic-depth'])('%s', (kind) => {
    const { inference, training } = bothOf(image, (net, x) => net.block(kind, 'drop', { rate }, x));
    inference.forEach((value, at) => expect(value).toBeCloseTo(image[at]!, 6));
    expectClose(training, image, inverted(rate));
  });

  it('DropConnect: training drops weights and does not scale, inference takes their mean', () => {
    const body = (net: Sketch, x: IrValue): IrValue =>
      net.block('dropconnect', 'tried', { rate, units: 5, bias: false }, net.flat('flat', x));
    const { inference, training } = bothOf(image, body, { 'tried/kernel': kernel });
    const columns = (of: (product: number) => number): readonly number[] =>
      Array.from({ length: 5 }, (_, unit) =>
        image.reduce((sum, value, at) => sum + of(value * kernel.data[5 * at + unit]!), 0),
      );
    const mean = columns((product) => (1 - rate) * product);
    inference.forEach((value, at) => expect(value).toBeCloseTo(mean[at]!, 5));
    const squares = columns((product) => product ** 2);
    expectClose(
      training,
      mean,
      squares.map((square) => Math.sqrt((square * rate * (1 - rate)) / BATCH)),
    );
  });
});
