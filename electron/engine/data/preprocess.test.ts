import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSplit, type Split } from './dataset';
import { prepareExamples, settlePreprocessing, valueTable } from './preprocess';
import { noise } from './written-sets.test-support';

function splitOf(bytes: ArrayLike<number>, channels: number): Split {
  const split = newSplit(bytes.length / channels, [1, 1, channels]);
  split.images.set(bytes);
  split.labels.forEach((_, index) => (split.labels[index] = index % 7));
  return split;
}

const LEVELS = Uint8Array.from({ length: 256 }, (_, level) => level);

describe('preprocessing', () => {
  it('none keeps the bytes, unit divides by 255 (to the last bit of float32)', () => {
    const split = splitOf(LEVELS, 1);
    const none = settlePreprocessing({ kind: 'none' }, split, [1, 1, 1]);
    expect(none).toEqual({ scale: 1, mean: [0], deviation: [1] });
    expect(Array.from(valueTable(none))).toEqual(Array.from(LEVELS));
    const unit = valueTable(settlePreprocessing({ kind: 'unit' }, split, [1, 1, 1]));
    LEVELS.forEach((level) => expect(unit[level]).toBe(Math.fround(level / 255)));
  });

  it('standardise takes mean and population deviation per channel', () => {
    // Channel 0: 0, 0, 255, 255. Channel 1: 51, 51, 51, 102.
    const split = splitOf([0, 51, 0, 51, 255, 51, 255, 102], 2);
    const { scale, mean, deviation } = settlePreprocessing({ kind: 'standardise' }, split, [1, 1, 2]);
    expect(scale).toBe(1 / 255);
    expect(mean).toEqual([0.5, 0.25]);
    expect(deviation[0]).toBe(0.5);
    expect(deviation[1]).toBeCloseTo(Math.sqrt(3) / 20, 15);
  });

  it('agrees with two passes in float64, and does not depend on the order of the images', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { minLength: 2, maxLength: 400 }), (values) => {
        const { mean, deviation } = settlePreprocessing(
          { kind: 'standardise' },
          splitOf(values, 1),
          [1, 1, 1],
        );
        const average = values.reduce((sum, value) => sum + value / 255, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value / 255 - average) ** 2, 0) / values.length;
        expect(mean[0]).toBeCloseTo(average, 12);
        expect(deviation[0]).toBeCloseTo(variance < 1e-20 ? 1 : Math.sqrt(variance), 12);
        const turned = settlePreprocessing(
          { kind: 'standardise' },
          splitOf([...values].reverse(), 1),
          [1, 1, 1],
        );
        expect(turned).toEqual({ scale: 1 / 255, mean, deviation });
      }),
    );
  });

  it('gives a channel that never varies deviation 1', () => {
    const split = splitOf(new Uint8Array(99).fill(17), 1);
    const preprocessing = settlePreprocessing({ kind: 'standardise' }, split, [1, 1, 1]);
    expect(preprocessing.deviation).toEqual([1]);
    expect(prepareExamples(split, [1, 1, 1], preprocessing, [3]).images[0]).toBeCloseTo(0, 7);
  });

  it('survives JSON', () => {
    const preprocessing = settlePreprocessing({ kind: 'standardise' }, splitOf(noise(999), 3), [1, 1, 3]);
    expect(JSON.parse(JSON.stringify(preprocessing))).toEqual(preprocessing);
  });

  it('prepares the chosen images in the order asked for, each value rounded once', () => {
    const split = splitOf(noise(60), 3);
    const shape = [1, 1, 3] as const;
    const { scale, mean, deviation } = settlePreprocessing({ kind: 'standardise' }, split, shape);
    const { images, labels, size } = prepareExamples(split, shape, { scale, mean, deviation }, [19, 0, 0, 7]);
    expect(size).toBe(4);
    expect(Array.from(labels)).toEqual([5, 0, 0, 0]);
    [19, 0, 0, 7].forEach((example, position) => {
      for (let channel = 0; channel < 3; channel += 1) {
        const byte = split.images[example * 3 + channel]!;
        const value = Math.fround((byte * scale - mean[channel]!) / deviation[channel]!);
        expect(images[position * 3 + channel]).toBe(value);
      }
    });
    expect(() => prepareExamples(split, shape, { scale, mean, deviation }, [20])).toThrow(RangeError);
  });
});
