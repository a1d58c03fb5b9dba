import { describe, expect, it } from 'vitest';
import type { Initializer } from '../ir/primitive';
import { initialValue } from './initial-values';

const SHAPE = [5, 5, 40, 200];
const FAN_IN = 5 * 5 * 40;
const FAN_OUT = 5 * 5 * 200;
const COUNT = 200_000;

function values(init: Initializer, seed = 1, name = 'mlp1/conv2/kernel') {
  return initialValue(init, SHAPE, FAN_IN, FAN_OUT, seed, name);
}

function deviationOf(data: Float32Array) {
  let sum = 0;
  let squares = 0;
  for (const x of data) {
    sum += x;
    squares += x * x;
  }
  const mean = sum / data.length;
  return { mean, std: Math.sqrt(squares / data.length - mean * mean) };
}

const NORMALS: readonly (readonly [Initializer, number])[] = [
  [{ scheme: 'normal', std: 0.05 }, 0.05],
  [{ scheme: 'he-normal' }, Math.sqrt(2 / 1000)],
  [{ scheme: 'glorot-normal' }, Math.sqrt(2 / 6000)],
  [{ scheme: 'lecun-normal' }, Math.sqrt(1 / 1000)],
];

const UNIFORMS: readonly (readonly [Initializer, number])[] = [
  [{ scheme: 'uniform', limit: 0.3 }, 0.3],
  [{ scheme: 'he-uniform' }, Math.sqrt(6 / 1000)],
  [{ scheme: 'glorot-uniform' }, Math.sqrt(6 / 6000)],
];

describe('initialValue', () => {
  it.each(NORMALS)('%j has its deviation', (init, expected) => {
    const data = values(init);
    const { mean, std } = deviationOf(data);
    expect(data).toHaveLength(COUNT);
    expect(Math.abs(mean)).toBeLessThan((5 * expected) / Math.sqrt(COUNT));
    // Five standard errors of a deviation: std / sqrt(2 n).
    expect(Math.abs(std - expected)).toBeLessThan((5 * expected) / Math.sqrt(2 * COUNT));
    // A normal, not a uniform: 0.27 % lie beyond three deviations.
    const beyond = data.filter((x) => Math.abs(x) > 3 * expected).length / COUNT;
    expect(beyond).toBeGreaterThan(0.002);
    expect(beyond).toBeLessThan(0.0035);
  });

  it.each(UNIFORMS)('%j stays within its limit and fills it', (init, limit) => {
    const data = values(init);
    const { mean, std } = deviationOf(data);
    expect(Math.abs(mean)).toBeLessThan((5 * limit) / Math.sqrt(3 * COUNT));
    expect(std).toBeCloseTo(limit / Math.sqrt(3), 3);
    const largest = data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    expect(largest).toBeLessThanOrEqual(Math.fround(limit));
    expect(largest).toBeGreaterThan(0.999 * limit);
  });

  it('fills constants', () => {
    expect([...new Set(values({ scheme: 'zeros' }))]).toEqual([0]);
    expect([...new Set(values({ scheme: 'ones' }))]).toEqual([1]);
    expect([...new Set(values({ scheme: 'constant', value: 0.25 }))]).toEqual([0.25]);
  });

  it('is set by seed and name', () => {
    const normal: Initializer = { scheme: 'he-normal' };
    const first = values(normal);
    const same = (other: Float32Array) => other.every((value, index) => value === first[index]);
    expect(same(values(normal))).toBe(true);
    expect(same(values(normal, 2))).toBe(false);
    expect(same(values(normal, 1, 'mlp1/conv3/kernel'))).toBe(false);
  });
});
