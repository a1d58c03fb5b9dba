import type { Answer, Numbers, Results } from './wire';

/** Largest relative error: the norm of the difference over the norm of the reference. */
export const BOUND = 1e-4;

/** A reference below this root mean square is taken for zero: nothing could be proven by it. */
const FLOOR = 1e-5;

/** Root of the mean square. */
function size(numbers: ArrayLike<number>): number {
  return norm(numbers) / Math.sqrt(Math.max(1, numbers.length));
}

function norm(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < numbers.length; index++) sum += numbers[index]! ** 2;
  return Math.sqrt(sum);
}

/** Norm of the difference over the norm of the reference. */
export function relativeError(found: Numbers, reference: Numbers): number {
  const difference = Float64Array.from(reference.data, (value, index) => (found.data[index] ?? NaN) - value);
  return norm(difference) / norm(reference.data);
}

/**
 * Compares every tensor of a reference with ours.
 *
 * @param zero gradients that are zero by construction: the reference must be next to nothing, and ours as well
 * @returns a sentence for each tensor that is missing, of another shape, too far off, or that proves nothing
 */
export function disagreements(
  ours: Results,
  reference: Answer,
  zero: readonly string[] = [],
): readonly string[] {
  if ('error' in reference) return [`the reference failed: ${reference.error}`];
  const missing = [...ours.keys()]
    .filter((name) => !reference.has(name))
    .map((name) => `${name}: no reference`);
  const compared = [...reference].flatMap(([name, expected]) => {
    const found = ours.get(name);
    if (!found) return [`${name}: not computed`];
    const trouble = disagreement(found, expected, name, zero.includes(name));
    return trouble === null ? [] : [`${name}: ${trouble}`];
  });
  return [...missing, ...compared];
}

function disagreement(found: Numbers, expected: Numbers, name: string, isZero: boolean): string | null {
  if (found.shape.join() !== expected.shape.join()) {
    return `expected shape [${expected.shape.join(', ')}], found [${found.shape.join(', ')}]`;
  }
  if (name.endsWith('/correct')) {
    return found.data[0] === expected.data[0] ? null : `expected ${expected.data[0]}, found ${found.data[0]}`;
  }
  if (isZero) {
    const largest = Math.max(size(found.data), size(expected.data));
    return largest < FLOOR ? null : `expected zeros, found ${largest}`;
  }
  if (size(expected.data) < FLOOR) return `the reference is next to zero (${size(expected.data)})`;
  const error = relativeError(found, expected);
  return error < BOUND ? null : `relative error ${error}, above ${BOUND}`;
}
