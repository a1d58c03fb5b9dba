import { describe, expect, it } from 'vitest';
import { matches } from './match';

describe('the gallery’s search', () => {
  const texts = ['NIN, CIFAR-10', '三層 mlpconv', 'Lin, Chen, Yan'];

  it('wants every word, in any text and any order', () => {
    expect(matches('cifar lin', texts)).toBe(true);
    expect(matches('  三層 ', texts)).toBe(true);
    expect(matches('cifar mnist', texts)).toBe(false);
  });

  it('shows everything without a query', () => {
    expect(matches('', texts)).toBe(true);
  });
});
