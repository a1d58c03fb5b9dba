import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutation, philox4x32, randomStream } from './random';

/** Known answers of the authors' Random123 library, file `kat_vectors`, lines `philox4x32 10`. */
const KNOWN = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
] as const;

describe('philox4x32', () => {
  it.each(KNOWN)('%j with key %j', (counter, key, expected) => {
    const out = new Uint32Array(4);
    philox4x32(Uint32Array.from(counter), Uint32Array.from(key), out);
    expect([...out]).toEqual(expected);
  });
});

function moments(count: number, next: () => number) {
  let sum = 0;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let i = 0; i < count; i++) {
    const x = next();
    sum += x;
    squares += x * x;
    cubes += x ** 3;
    fourths += x ** 4;
  }
  return { mean: sum / count, square: squares / count, cube: cubes / count, fourth: fourths / count };
}

describe('randomStream', () => {
  it('depends on seed and keys alone', () => {
    const take = (seed: number, ...keys: (string | number)[]) => {
      const stream = randomStream(seed, ...keys);
      return [stream.nextUint32(), stream.nextUint32(), stream.nextUint32(), stream.nextUint32()].join();
    };
    const names = [
      take(1, 'a', 'b'),
      take(1, 'ab'),
      take(2, 'a', 'b'),
      take(1, 'b', 'a'),
      take(1, 'a', 1),
      take(1, 'a', '1'),
      take(1),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(take(1, 'a', 'b')).toBe(names[0]);
  });

  // Fixed for good (a change here changes every recorded run); computed apart, in Python.
  it('keeps its values', () => {
    const stream = randomStream(7, 'mlp1/conv2/kernel');
    expect([stream.nextUint32(), stream.nextUint32(), stream.nextFloat()]).toEqual([
      945268929, 906787322, 0.15554136037826538,
    ]);
    expect(stream.nextNormal()).toBeCloseTo(-0.3222800578270839, 14);
  });

  it('gives uniforms with the mean and variance of [0, 1)', () => {
    const stream = randomStream(3, 'uniform');
    const n = 400_000;
    let low = 1;
    let high = 0;
    let inexact = 0;
    const { mean, square } = moments(n, () => {
      const x = stream.nextFloat();
      low = Math.min(low, x);
      high = Math.max(high, x);
      if (!Number.isInteger(x * 2 ** 24)) inexact++;
      return x;
    });
    // Five standard errors: sqrt(1/12 / n) and sqrt(4/45 / n).
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(square - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / n));
    expect(low).toBeGreaterThanOrEqual(0);
    expect(low).toBeLessThan(1e-4);
    expect(high).toBeGreaterThan(1 - 1e-4);
    expect(high).toBeLessThan(1);
    expect(inexact).toBe(0);
  });

  it('gives normals with the first four moments, neighbours uncorrelated', () => {
    const stream = randomStream(4, 'normal');
    const n = 400_000;
    let previous = 0;
    let product = 0;
    const { mean, square, cube, fourth } = moments(n, () => {
      const x = stream.nextNormal();
      product += x * previous;
      previous = x;
      return x;
    });
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(cube)).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(fourth - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
    expect(Math.abs(product / n)).toBeLessThan(5 / Math.sqrt(n));
  });

  it('spreads bits evenly: chi-square of every byte', () => {
    const stream = randomStream(5, 'bytes');
    const n = 50_000;
    const counts = [0, 1, 2, 3].map(() => new Float64Array(256));
    for (let i = 0; i < n; i++) {
      const word = stream.nextUint32();
      counts.forEach((count, byte) => count[(word >>> (8 * byte)) & 255]!++);
    }
    for (const count of counts) {
      const chi = count.reduce((sum, seen) => sum + (seen - n / 256) ** 2 / (n / 256), 0);
      // 255 degrees of freedom: mean 255, deviation 22.6.
      expect(chi).toBeGreaterThan(255 - 5 * 22.6);
      expect(chi).toBeLessThan(255 + 5 * 22.6);
    }
  });

  it('draws below a limit without favour, and refuses a limit it cannot keep', () => {
    const stream = randomStream(6, 'below');
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) counts[stream.nextBelow(3)]!++;
    for (const count of counts)
      expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(30_000 * (2 / 9)));
    expect(randomStream(6, 'one').nextBelow(1)).toBe(0);
    expect(randomStream(6, 'all').nextBelow(2 ** 32)).toBe(randomStream(6, 'all').nextUint32());
    for (const limit of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN])
      expect(() => stream.nextBelow(limit)).toThrow();
  });
});

describe('permutation', () => {
  it('holds every index once, for any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 2 ** 31 - 1 }), (n, seed) => {
        const order = permutation(n, randomStream(seed, 'shuffle', 0));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, index) => index));
      }),
      { numRuns: 50 },
    );
  });

  it('draws all orders of three alike', () => {
    const counts = new Map<string, number>();
    for (let epoch = 0; epoch < 6000; epoch++) {
      const key = permutation(3, randomStream(1, 'shuffle', epoch)).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values())
      expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(6000 * (5 / 36)));
  });
});
