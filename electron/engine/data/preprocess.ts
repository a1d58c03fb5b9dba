import type { Preprocess } from '../../../shared/recipe/types';
import { imageElements, type ImageShape, type Split } from './dataset';

/**
 * How bytes become the numbers a network sees: `(byte * scale - mean[c]) / deviation[c]`, worked out in float64
 * and rounded once to float32. Plain JSON: it is stored with the run, and used alike for training, test and probes.
 */
export interface Preprocessing {
  readonly scale: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

const LEVELS = 256;

/**
 * Settles a recipe's preprocessing for a training set.
 *
 * `standardise` takes mean and population deviation per channel over all training images, those held out for
 * validation included, before augmentation. They come from counts of each byte value: whole numbers, so the result
 * does not depend on the order of the images. A channel that never varies gets deviation 1.
 * @param split the training images
 * @param shape height, width, channels of one image
 */
export function settlePreprocessing(preprocess: Preprocess, split: Split, shape: ImageShape): Preprocessing {
  const channels = shape[2];
  const identity = {
    mean: new Array<number>(channels).fill(0),
    deviation: new Array<number>(channels).fill(1),
  };
  switch (preprocess.kind) {
    case 'none':
      return { scale: 1, ...identity };
    case 'unit':
      return { scale: 1 / 255, ...identity };
    case 'standardise':
      return { scale: 1 / 255, ...moments(split.images, channels) };
  }
}

/** Mean and deviation of bytes / 255 per channel. */
function moments(images: Uint8Array, channels: number): { mean: number[]; deviation: number[] } {
  const counts = countLevels(images, channels);
  const mean: number[] = [];
  const deviation: number[] = [];
  for (let channel = 0; channel < channels; channel += 1) {
    let number = 0n;
    let sum = 0n;
    let squares = 0n;
    for (let level = 0; level < LEVELS; level += 1) {
      const count = BigInt(counts[channel * LEVELS + level]!);
      number += count;
      sum += count * BigInt(level);
      squares += count * BigInt(level * level);
    }
    mean.push(Number(sum) / Number(number) / 255);
    // n * sum of squares - square of the sum, exact: nothing cancels in floating point.
    const variance = Number(number * squares - sum * sum) / Number(number) ** 2;
    deviation.push(variance === 0 ? 1 : Math.sqrt(variance) / 255);
  }
  return { mean, deviation };
}

/** How often each byte value occurs in each channel: `[channels, 256]`. */
function countLevels(images: Uint8Array, channels: number): Uint32Array {
  const counts = new Uint32Array(channels * LEVELS);
  for (let channel = 0; channel < channels; channel += 1) {
    const base = channel * LEVELS;
    for (let index = channel; index < images.length; index += channels) counts[base + images[index]!]! += 1;
  }
  return counts;
}

/** The float32 of every byte value in every channel, `[channels, 256]`: preparing an image is a look-up. */
export function valueTable({ scale, mean, deviation }: Preprocessing): Float32Array {
  return Float32Array.from({ length: mean.length * LEVELS }, (_, index) => {
    const channel = Math.floor(index / LEVELS);
    return ((index % LEVELS) * scale - mean[channel]!) / deviation[channel]!;
  });
}

/** Images ready to be fed. */
export interface PreparedImages {
  /** float32 `[size, height, width, channels]`. */
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly size: number;
}

/**
 * Prepares chosen images of a split as evaluation does, in the order given: a probe batch, the images of a parity
 * check.
 * @param examples indices into the split
 */
export function prepareExamples(
  split: Split,
  shape: ImageShape,
  preprocessing: Preprocessing,
  examples: ArrayLike<number>,
): PreparedImages {
  const elements = imageElements(shape);
  const table = valueTable(preprocessing);
  const images = new Float32Array(examples.length * elements);
  const labels = new Int32Array(examples.length);
  for (let position = 0; position < examples.length; position += 1) {
    const example = examples[position]!;
    if (!(example >= 0 && example < split.count)) throw new RangeError(`no example ${example}`);
    lookUp(split.images, example * elements, elements, shape[2], table, images, position * elements);
    labels[position] = split.labels[example]!;
  }
  return { images, labels, size: examples.length };
}

/** Turns `length` bytes of whole pixels into float32 by the table. */
export function lookUp(
  bytes: Uint8Array,
  from: number,
  length: number,
  channels: number,
  table: Float32Array,
  out: Float32Array,
  to: number,
): void {
  for (let index = 0; index < length; index += channels) {
    for (let channel = 0; channel < channels; channel += 1) {
      out[to + index + channel] = table[channel * LEVELS + bytes[from + index + channel]!]!;
    }
  }
}
