import { beforeAll, describe, expect, it } from 'vitest';
import { createNode } from '../../shared/blocks/registry';
import type { DocNode } from '../../shared/document/types';
import type { IrNode } from '../../shared/ir/ir';
import { lowerNode } from '../../shared/ir/lower';
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

  it.each(changed)('spatial dropout: $what', ({ first, second }) => {
    const rate = { rate: 0.5, spatial: true };
    const masks = [first, second].map((key) => draw('dropout', rate, [1, 1, 40], 50, key));
    expect(Math.abs(correlation(masks[0]!, masks[1]!))).toBeLessThan(chance(2000));
  });

  it.each(changed)('dropconnect: $what', ({ first, second }) => {
    const attrs = { rate: 0.5, units: 20, bias: false };
    const masks = [first, second].map((key) => draw('dropconnect-dense', attrs, [50], 2, key));
    expect(Math.abs(correlation(masks[0]!, masks[1]!))).toBeLessThan(chance(2000));
  });

  it('drop-path: examples next to each other', () => {
    const mask = draw('drop-path', { rate: 0.5 }, [1, 1, 2], 2000).filter((_, index) => index % 2 === 0);
    for (const lag of [1, 2, 4]) {
      const count = 2000 - lag;
      expect(Math.abs(correlation(mask.subarray(lag), mask.subarray(0, count)))).toBeLessThan(chance(count));
    }
  });

  it('spatial dropout: maps of one example, and the same map of the next', () => {
    const mask = draw('dropout', { rate: 0.5, spatial: true }, [1, 1, 40], 50);
    for (const lag of [1, 2, 40]) {
      const count = 2000 - lag;
      expect(Math.abs(correlation(mask.subarray(lag), mask.subarray(0, count)))).toBeLessThan(chance(count));
    }
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
});

/** Blocks that hold several random nodes, and copies of them in a row, opened into primitives. */
const HOLDERS: readonly { what: string; node: DocNode; shape: Shape; batch: number; size: number }[] = [
  {
    what: 'residual units in a row',
    node: { ...createNode('residual-unit', 'unit', { channels: 4, width: 4, dropRate: 0.5 }), repeat: 4 },
    shape: [2, 2, 4],
    batch: 1000,
    size: 16,
  },
  {
    what: 'hidden layers of a head',
    node: createNode('fc-head', 'head', { hidden: [30, 30, 30], dropout: 0.5 }),
    shape: [2, 2, 4],
    batch: 50,
    size: 1,
  },
  {
    what: 'spatial dropouts in a row',
    node: { ...createNode('spatial-dropout', 'drop', { rate: 0.5 }), repeat: 3 },
    shape: [1, 1, 30],
    batch: 50,
    size: 1,
  },
  {
    what: 'DropConnect layers in a row',
    node: { ...createNode('dropconnect', 'layer', { units: 30 }), repeat: 3 },
    shape: [30],
    batch: 3,
    size: 1,
  },
];

describe('blocks', () => {
  it.each(HOLDERS)('$what each have a mask of their own', ({ node, shape, batch, size }) => {
    const x = new Sketch().input(shape);
    const drawing = lowerNode(node, new Map([['in', [x]]]), {}).nodes.filter(isRandom);
    expect(drawing.length).toBeGreaterThan(2);
    // A branch is dropped whole: one of its values stands for it.
    const masks = drawing.map((random) =>
      (maskOf(tf, random, batch, FIRST).data as Float32Array).filter((_, index) => index % size === 0),
    );
    masks.forEach((mask, at) => {
      expect(Math.abs(share(mask) - 0.5)).toBeLessThan(2 / Math.sqrt(mask.length));
      for (const other of masks.slice(0, at)) {
        expect(Math.abs(correlation(mask, other))).toBeLessThan(chance(mask.length));
      }
    });
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
