import { describe, expect, it } from 'vitest';
import { BOUND, disagreements, relativeError } from './compare';
import type { Numbers, Results } from './wire';

function numbers(...data: number[]): Numbers {
  return { shape: [data.length], data };
}

function results(entries: Record<string, Numbers>): Results {
  return new Map(Object.entries(entries));
}

describe('relativeError', () => {
  it('is the norm of the difference over the norm of the reference', () => {
    expect(relativeError(numbers(3, 4.5), numbers(3, 4))).toBeCloseTo(0.1, 12);
    expect(relativeError(numbers(2, 2), numbers(1, 1))).toBe(1);
  });
});

describe('disagreements', () => {
  it('accepts what is within the bound and names what is not', () => {
    const reference = results({ 'gradient/w': numbers(1, 0) });
    expect(disagreements(results({ 'gradient/w': numbers(1, 0.9 * BOUND) }), reference)).toEqual([]);
    const [found] = disagreements(results({ 'gradient/w': numbers(1, 1.1 * BOUND) }), reference);
    expect(found).toContain('gradient/w: relative error');
  });

  it('does not take NaN for agreement', () => {
    const reference = results({ y: numbers(1, 2) });
    expect(disagreements(results({ y: numbers(1, NaN) }), reference)).toHaveLength(1);
    expect(disagreements(results({ y: numbers(1, 2) }), results({ y: numbers(1, NaN) }))).toHaveLength(1);
  });

  it('misses a tensor on either side, and sees another shape', () => {
    const two = results({ a: numbers(1), b: numbers(1) });
    expect(disagreements(results({ a: numbers(1) }), two)).toEqual(['b: not computed']);
    expect(disagreements(two, results({ a: numbers(1) }))).toEqual(['b: no reference']);
    const flat = results({ a: { shape: [1, 2], data: [1, 2] } });
    expect(disagreements(results({ a: numbers(1, 2) }), flat)).toEqual([
      'a: expected shape [1, 2], found [2]',
    ]);
  });

  it('refuses a reference that is next to zero, unless zero is what is expected of both', () => {
    const tiny = results({ w: numbers(1e-9, -1e-9) });
    expect(disagreements(tiny, tiny)[0]).toContain('next to zero');
    expect(disagreements(tiny, tiny, ['w'])).toEqual([]);
    expect(disagreements(results({ w: numbers(0.1, 0) }), tiny, ['w'])[0]).toContain('expected zeros');
  });

  it('counts exactly', () => {
    const reference = results({ 'train/correct': numbers(30_000) });
    expect(disagreements(results({ 'train/correct': numbers(30_001) }), reference)).toHaveLength(1);
  });

  it('passes on why a reference failed', () => {
    expect(disagreements(results({}), { error: 'ValueError: no' })).toEqual([
      'the reference failed: ValueError: no',
    ]);
  });
});
