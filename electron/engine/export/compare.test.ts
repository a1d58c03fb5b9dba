import { describe, expect, it } from 'vitest';
import { DifferenceMeter, firstDiverging } from './compare';

function measure(channels: number, reference: readonly number[], found: readonly number[]) {
  const meter = new DifferenceMeter('layer', channels);
  meter.add(reference, found);
  return meter.result();
}

describe('DifferenceMeter', () => {
  it('is norm of difference over norm of reference for one channel', () => {
    const { maxAbs, relative } = measure(1, [3, 4], [3, 4.5]);
    expect(maxAbs).toBe(0.5);
    expect(relative).toBeCloseTo(0.1, 12);
  });

  it('does not let one wrong channel drown among many right ones', () => {
    const channels = 1000;
    const reference = new Array<number>(channels).fill(1);
    const found = reference.map((value, channel) => (channel === 17 ? value * 1.001 : value));
    expect(measure(channels, reference, found).relative).toBeCloseTo(1e-3, 6);
  });

  it('does not take rounding in a nearly silent channel for a difference', () => {
    const reference = [1, 1e-7, 1, -1e-7];
    const found = [1, 2e-7, 1, -1e-7];
    expect(measure(2, reference, found).relative).toBeLessThan(1e-5);
  });

  it('adds up over batches', () => {
    const meter = new DifferenceMeter('layer', 1);
    meter.add([3], [3]);
    meter.add([4], [4.5]);
    expect(meter.result().relative).toBeCloseTo(0.1, 12);
  });

  it('calls two silent layers equal', () => {
    expect(measure(2, [0, 0], [0, 0])).toMatchObject({ maxAbs: 0, relative: 0 });
  });

  it.each([
    ['a value that is not a number', [1, 2], [1, NaN], true],
    ['our own value not finite, though the other agrees', [1, NaN], [1, NaN], false],
    ['a missing value', [1, 2], [1], true],
    ['a layer that is not there', [1, 2], [], true],
  ])('never passes %s', (_, reference, found, finite) => {
    const result = measure(1, reference, found);
    expect(result).toMatchObject({ relative: Infinity, finite });
    expect(firstDiverging([result], 1e-4)).toBe(result);
  });
});

describe('firstDiverging', () => {
  it('takes the first in order, not the worst', () => {
    const layer = (name: string, relative: number) => ({ layer: name, maxAbs: 0, relative, finite: true });
    const layers = [layer('a', 1e-5), layer('b', 2e-4), layer('c', 1)];
    expect(firstDiverging(layers, 1e-4)?.layer).toBe('b');
    expect(firstDiverging(layers, 2)).toBeNull();
  });
});
