import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchCount, epochOrder, holdOut } from './order';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const sorted = (values: Int32Array): number[] => Array.from(values).sort((a, b) => a - b);

describe('the order of examples', () => {
  it('holds out a share once and for all, and leaves no example out', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.nat(99),
        (count, share, seed) => {
          const { train, validation } = holdOut(count, share, seed);
          expect(validation.length).toBe(Math.floor(count * share));
          expect([...train, ...validation].sort((a, b) => a - b)).toEqual(numbers(count));
          expect(sorted(train)).toEqual(Array.from(train));
          expect(sorted(validation)).toEqual(Array.from(validation));
          expect(holdOut(count, share, seed)).toEqual({ train, validation });
        },
      ),
    );
  });

  it('holds out others under another seed', () => {
    expect(holdOut(1000, 0.1, 1).validation).not.toEqual(holdOut(1000, 0.1, 2).validation);
  });

  it('draws every epoch anew, from seed and epoch alone', () => {
    const examples = holdOut(500, 0.2, 3).train;
    const first = epochOrder(examples, 3, 0);
    expect(sorted(first)).toEqual(Array.from(examples));
    expect(first).not.toEqual(examples);
    expect(epochOrder(examples, 3, 1)).not.toEqual(first);
    expect(epochOrder(examples, 4, 0)).not.toEqual(first);
    expect(epochOrder(examples, 3, 0)).toEqual(first);
  });

  it('counts a smaller last batch', () => {
    expect([batchCount(10, 5), batchCount(11, 5), batchCount(1, 5), batchCount(0, 5)]).toEqual([2, 3, 1, 0]);
  });
});
