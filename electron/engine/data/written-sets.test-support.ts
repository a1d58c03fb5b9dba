import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { randomStream } from '../../../shared/recipe/random';
import { newSplit, type Dataset, type ImageShape } from './dataset';

/** A fresh folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-data-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Repeatable noise. */
export function noise(length: number, seed = 1): Uint8Array {
  const stream = randomStream(seed, 'noise');
  return Uint8Array.from({ length }, () => stream.nextBelow(256));
}

/** An IDX file of unsigned bytes, as its definition writes it. */
export function idxBytes(dimensions: readonly number[], contents: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, 8, dimensions.length]);
  dimensions.forEach((dimension, index) => header.writeUInt32BE(dimension, 4 + 4 * index));
  return Buffer.concat([header, contents]);
}

/** The four files of an MNIST-like set of `train` + `test` images of 3x2 pixels, label = index modulo 10. */
export function mnistFiles(train: number, test: number): Record<string, Buffer> {
  const pair = (prefix: string, count: number, seed: number): Record<string, Buffer> => ({
    [`${prefix}-images-idx3-ubyte`]: idxBytes([count, 3, 2], noise(count * 6, seed)),
    [`${prefix}-labels-idx1-ubyte`]: idxBytes([count], labelsOf(count)),
  });
  return { ...pair('train', train, 1), ...pair('t10k', test, 2) };
}

/** Records of a CIFAR binary file: label bytes, then three planes. */
export function cifarRecords(labels: readonly (readonly number[])[], seed: number): Buffer {
  const pixels = noise(labels.length * 3072, seed);
  return Buffer.concat(
    labels.flatMap((bytes, index) => [
      Buffer.from(bytes),
      Buffer.from(pixels.subarray(index * 3072, (index + 1) * 3072)),
    ]),
  );
}

/** CIFAR-10's files with `each` images per training batch and in the test batch. */
export function cifar10Files(each: number): Record<string, Buffer> {
  const labels = Array.from(labelsOf(each), (label) => [label]);
  const batches = [1, 2, 3, 4, 5].map(
    (batch) => [`data_batch_${batch}.bin`, cifarRecords(labels, batch)] as const,
  );
  return { ...Object.fromEntries(batches), 'test_batch.bin': cifarRecords(labels, 6) };
}

/** Writes files into a folder and returns it. */
export function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  for (const [name, contents] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), contents);
  return folder;
}

/** A small data set in memory, of noise. */
export function noiseDataset(train: number, test: number, shape: ImageShape, classes = 3): Dataset {
  const split = (count: number, seed: number) => {
    const made = newSplit(count, shape);
    made.images.set(noise(made.images.length, seed));
    made.labels.set(labelsOf(count, classes));
    return made;
  };
  const names = Array.from({ length: classes }, (_, index) => `class ${index}`);
  return { name: 'noise', classes: names, shape, train: split(train, 1), test: split(test, 2), hash: 'none' };
}

function labelsOf(count: number, classes = 10): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => index % classes);
}
