import { describe, expect, it } from 'vitest';
import { brailleChart } from './chart';

describe('brailleChart', () => {
  it('puts a falling line from the top left to the bottom right', () => {
    const [top, bottom] = brailleChart([3, 2, 1, 0], 2, 2);
    expect(top!.charCodeAt(0) - 0x2800).toBeGreaterThan(0);
    expect(bottom!.charCodeAt(0)).toBe(0x2800);
    expect(bottom!.charCodeAt(1) - 0x2800).toBeGreaterThan(0);
  });

  it('averages more values than it has dots, and keeps its size', () => {
    const lines = brailleChart(
      Array.from({ length: 1000 }, (_, i) => Math.sin(i / 50)),
      20,
      3,
    );
    expect(lines).toHaveLength(3);
    expect(lines.every((line) => line.length === 20)).toBe(true);
  });

  it('draws a constant on one level, and nothing for no values', () => {
    expect(brailleChart([5, 5, 5, 5], 2, 1)[0]).toBe('\u28c0\u28c0');
    expect(brailleChart([], 2, 1)[0]).toBe('\u2800\u2800');
  });
});
