import { describe, expect, it } from 'vitest';
import { edgePath } from './edge-path';

describe('edgePath', () => {
  it('is a straight line along a row', () => {
    expect(edgePath({ x: 0, y: 44 }, { x: 66, y: 44 }, 44, 44)).toMatchObject({
      path: 'M0,44 L66,44',
      middle: { x: 33, y: 44 },
      room: 66,
      back: false,
    });
  });

  it('runs back between two rows, above the target and below the source', () => {
    const { middle, back } = edgePath({ x: 990, y: 44 }, { x: 0, y: 220 }, 44, 44);
    expect(back).toBe(true);
    expect(middle).toEqual({ x: 495, y: 132 });
  });

  it('stays close above the target where an opened frame makes the rows far apart', () => {
    expect(edgePath({ x: 990, y: 44 }, { x: 0, y: 506 }, 44, 44).middle.y).toBe(418);
  });

  it('never gives what is no number, whatever the places', () => {
    for (const target of [
      { x: 0, y: 0 },
      { x: 5, y: 0 },
      { x: -3, y: 10 },
      { x: -400, y: -300 },
    ]) {
      expect(edgePath({ x: 0, y: 0 }, target, 44, 44).path).not.toMatch(/NaN|Infinity/);
    }
  });
});
