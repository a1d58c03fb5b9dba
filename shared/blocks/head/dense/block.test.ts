import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it.each([
  // AlexNet's three.
  [9216, 4096, 37_752_832],
  [4096, 4096, 16_781_312],
  [4096, 1000, 4_097_000],
])('has n F + F parameters: %i to %i', (n, units, parameters) => {
  const tried = tryBlock('dense', { units }, [n]);
  expect(tried.parameters).toBe(parameters);
  expect(tried.macs).toBe(n * units);
  expect(tryBlock('dense', { units, bias: false }, [n]).parameters).toBe(n * units);
});

it('needs a vector', () => {
  expect(problemOf('dense', {}, [8, 8, 10])).toMatchObject({
    code: 'shape/needs-vector',
    args: { found: '10×8²' },
    where: { node: 'b' },
  });
});
