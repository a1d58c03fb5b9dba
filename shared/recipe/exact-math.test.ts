import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineOfTurns, naturalLog, sineOfTurns } from './exact-math';

describe('exact math', () => {
  it('takes logarithms to 1e-15', () => {
    const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(positive, (x) => {
        const expected = Math.log(x);
        expect(Math.abs(naturalLog(x) - expected)).toBeLessThan(1e-15 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 3000 },
    );
    expect(naturalLog(1)).toBe(0);
    expect(naturalLog(0.5)).toBe(-Math.LN2);
  });

  it('walks the circle to 1e-15', () => {
    const turn = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(turn, (turns) => {
        expect(Math.abs(cosineOfTurns(turns) - Math.cos(2 * Math.PI * turns))).toBeLessThan(1e-15);
        expect(Math.abs(sineOfTurns(turns) - Math.sin(2 * Math.PI * turns))).toBeLessThan(1e-15);
      }),
      { numRuns: 3000 },
    );
    expect([0, 1 / 4, 1 / 2, 3 / 4, 1].map(cosineOfTurns)).toEqual([1, -0, -1, 0, 1]);
    expect([0, 1 / 4, 1 / 2, 3 / 4, 1].map(sineOfTurns)).toEqual([0, 1, -0, -1, 0]);
  });
});
