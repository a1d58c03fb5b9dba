import { beforeAll, describe, expect, it } from 'vitest';
import type { IrNode } from '../../shared/ir/ir';
import type { PrimitiveAttrs } from '../../shared/ir/primitive';
import { elements, type Shape } from '../../shared/ir/shape';
import { loadTf } from '../engine/load-tf';
import type { TfRuntime } from '../engine/tf-runtime';
import { isRandom, maskOf, type Draw } from './masks';
import { Sketch } from './sketch';

type RandomName = 'dropout' | 'dropconnect-dense' | 'drop-path';

const FIRST: Draw = { seed: 5, step: 3 };
let tf: TfRuntime;
beforeAll(() => {
  tf = loadTf();
});

function draw<K extends RandomName>(
  op: K,
  attrs: PrimitiveAttrs[K],
  shape: Shape,
  batch: number,
  key: Partial<Draw & { path: string }> = {},
): Float32Array {
  const net = new Sketch();
  net.one(op, key.path ?? 'tried', attrs, [net.input(shape)]);
  const node = net.graph().nodes.find((candidate: IrNode) => isRandom(candidate));
  if (!node || !isRandom(node)) throw new Error('no random node');
  return maskOf(tf, node, batch, { ...FIRST, ...key }).data as Float32Array;
}

function share(mask: ArrayLike<number>): number {
  let kept = 0;
  for (let index = 0; index < mask.length; index++) kept += mask[index]!;
  return kept / mask.length;
}

/** Pearson's correlation of two masks: next to zero for independent ones, 1 for equal ones. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [meanA, meanB] = [share(a), share(b)];
  let [product, squareA, squareB] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index]! - meanA, b[index]! - meanB];
    product += left * right;
    squareA += left * left;
    squareB += right * right;
  }
  return product / Math.sqrt(squareA * squareB);
}

/** Four standard deviations of the correlation of `count` independent pairs. */
function chance(count: number): number {
  return 4 / Math.sqrt(count);
}

/** Whether every run of `length` values is all ones or all zeros, told apart by `key(index)`. */
function constantWithin(mask: ArrayLike<number>, group: (index: number) => number): boolean {
  const seen = new Map<number, number>();
  return Array.from(mask).every((value, index) => {
    const key = group(index);
    const first = seen.get(key) ?? value;
    seen.set(key, first);
    return first === value;
  });
}

const MAP: Shape = [12, 10, 8];
const BATCH = 12;
const COUNT = BATCH * elements(MAP);
const HALF = { rate: 0.5, spatial: false };

describe('how much is dropped', () => {
  it.each([0.1, 0.5, 0.8])('dropout drops a share of %s', (rate) => {
    const kept = share(draw('dropout', { rate, spatial: false }, MAP, BATCH));
    expect(Math.abs(kept - (1 - rate))).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / COUNT));
  });

  it.each([0.25, 0.6])('spatial dropout drops a share of %s of the maps, whole', (rate) => {
    const [batch, channels] = [40, 32];
    const mask = draw('dropout', { rate, spatial: true }, [3, 2, channels], batch);
    expect(constantWithin(mask, (i) => Math.floor(i / (6 * channels)) * channels + (i % channels))).toBe(
      true,
    );
    expect(Math.abs(share(mask) - (1 - rate))).toBeLessThan(
      4 * Math.sqrt((rate * (1 - rate)) / (batch * channels)),
    );
  });

  it.each([0.2, 0.5])('drop-path drops a share of %s of the examples, whole', (rate) => {
    const batch = 1500;
    const mask = draw('drop-path', { rate }, [1, 2, 2], batch);
    expect(constantWithin(mask, (i) => Math.floor(i / 4))).toBe(true);
    expect(Math.abs(share(mask) - (1 - rate))).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / batch));
  });

  it.each([0.3, 0.5])('dropconnect drops a share of %s of the kernel', (rate) => {
    const [batch, features, units] = [4, 60, 30];
    const mask = draw('dropconnect-dense', { rate, units, bias: true }, [features], batch);
    const spread = 4 * Math.sqrt((rate * (1 - rate)) / (batch * features * units));
    expect(Math.abs(share(mask) - (1 - rate))).toBeLessThan(spread);
  });
});

const changed: readonly { what: string; first: Partial<Draw & { path: string }>; second: object }[] = [
  { what: 'steps in a row', first: {}, second: { step: FIRST.step + 1 } },
  { what: 'steps far apart', first: {}, second: { step: FIRST.step + 100_000 } },
  { what: 'seeds in a row', first: {}, second: { seed: FIRST.seed + 1 } },
  { what: 'seed and step changed for each other', first: {}, second: { seed: FIRST.step, step: FIRST.seed } },
  {
    what: 'a seed lower and a step higher',
    first: {},
    second: { seed: FIRST.seed - 1, step: FIRST.step + 1 },
  },
  { what: 'two nodes', first: { path: 'drop1' }, second: { path: 'drop2' } },
  { what: 'a node and one inside it', first: { path: 'unit' }, second: { path: 'unit/drop' } },
];

describe('independence', () => {
  it.each(changed)('dropout: $what', ({ first, second }) => {
    const masks = [first, second].map((key) => draw('dropout', HALF, MAP, BATCH, key));
    expect(Math.abs(correlation(masks[0]!, masks[1]!))).toBeLessThan(chance(COUNT));
  });

  it.each(changed)('drop-path: $what', ({ first, second }) => {
    const masks = [first, second].map((key) => draw('drop-path', { rate: 0.5 }, [1, 1, 2], 1000, key));
    expect(Math.abs(correlation(masks[0]!, masks[1]!))).toBeLessThan(chance(1000));
  });

  it('dropout: examples of one batch', () => {
    const mask = draw('dropout', HALF, MAP, BATCH);
    const size = elements(MAP);
    expect(Math.abs(correlation(mask.subarray(size), mask.subarray(0, COUNT - size)))).toBeLessThan(
      chance(COUNT - size),
    );
  });

  it('dropout: neighbouring values and rows', () => {
    const mask = draw('dropout', HALF, MAP, BATCH);
    for (const lag of [1, 2, 4, 8, 80]) {
      const count = COUNT - lag;
      expect(Math.abs(correlation(mask.subarray(lag), mask.subarray(0, count)))).toBeLessThan(chance(count));
    }
  });

  it('dropconnect: every example has a mask of its own', () => {
    const [batch, features, units] = [6, 50, 20];
    const mask = draw('dropconnect-dense', { rate: 0.5, units, bias: false }, [features], batch);
    const size = features * units;
    for (let example = 1; example < batch; example++) {
      const [before, here] = [example - 1, example].map((k) => mask.subarray(k * size, (k + 1) * size));
      expect(Math.abs(correlation(before!, here!))).toBeLessThan(chance(size));
    }
  });

  it('dropconnect: steps in a row', () => {
    const attrs = { rate: 0.5, units: 20, bias: false };
    const masks = [0, 1].map((step) => draw('dropconnect-dense', attrs, [50], 2, { step }));
    expect(Math.abs(correlation(masks[0]!, masks[1]!))).toBeLessThan(chance(2000));
  });
});

describe('repeatability', () => {
  it('draws the same mask for the same seed, step and path, in a graph compiled anew', () => {
    expect(draw('dropout', HALF, MAP, 3)).toEqual(draw('dropout', HALF, MAP, 3));
    expect(draw('drop-path', { rate: 0.5 }, [1, 1, 2], 50)).toEqual(
      draw('drop-path', { rate: 0.5 }, [1, 1, 2], 50),
    );
    const attrs = { rate: 0.5, units: 5, bias: true };
    expect(draw('dropconnect-dense', attrs, [7], 2)).toEqual(draw('dropconnect-dense', attrs, [7], 2));
  });

  it('draws as well for large seeds and steps, and for a negative seed', () => {
    for (const key of [{ seed: 2 ** 31 - 1 }, { seed: -7 }, { step: 2 ** 31 - 1 }]) {
      const mask = draw('dropout', HALF, MAP, BATCH, key);
      expect(Math.abs(share(mask) - 0.5)).toBeLessThan(2 / Math.sqrt(COUNT));
      expect(Math.abs(correlation(mask, draw('dropout', HALF, MAP, BATCH)))).toBeLessThan(chance(COUNT));
    }
  });
});
