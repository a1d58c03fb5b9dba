import path from 'node:path';
import { fail } from '../../../shared/problems/problem';
import { imageElements, newSplit, type ImageShape, type Split } from './dataset';
import { MAX_FILE_BYTES, withDataFile } from './files';
import { checkLabels } from './format';

/** CIFAR images: 32 rows, 32 columns, red, green, blue. */
export const CIFAR_SHAPE: ImageShape = [32, 32, 3];

const PLANE = 32 * 32;

/** How a record begins: its label bytes in order, each with its number of classes; one of them is the label. */
export interface RecordLabels {
  readonly classes: readonly number[];
  readonly used: number;
}

/**
 * Reads CIFAR files one after another as one split; with a limit only as many records as it asks for.
 * Signals `data/missing-file` and what its files bring.
 */
export function readCifarFiles(
  folder: string,
  names: readonly string[],
  files: readonly string[],
  labels: RecordLabels,
  limit: number | null,
): { split: Split; available: number } {
  const missing = files.find((name) => !names.includes(name));
  if (missing !== undefined) fail('data/missing-file', { path: path.resolve(folder), file: missing });
  const paths = files.map((name) => path.resolve(folder, name));
  const counts = paths.map((file) => countRecords(file, labels));
  const available = counts.reduce((sum, count) => sum + count, 0);
  const bytes = available * imageElements(CIFAR_SHAPE);
  if (bytes > MAX_FILE_BYTES) {
    fail('data/too-large', { file: path.resolve(folder), limit: MAX_FILE_BYTES, found: bytes });
  }
  const split = newSplit(Math.min(available, limit ?? available), CIFAR_SHAPE);
  let at = 0;
  paths.forEach((file, index) => {
    const count = Math.min(counts[index]!, split.count - at);
    if (count > 0) readRecords(file, labels, count, split, at);
    at += count;
  });
  return { split, available };
}

/**
 * Counts the records of a CIFAR binary file (label bytes, then the red, the green and the blue plane, row-major).
 * Signals `data/no-images`, `data/partial-record` or `data/too-large`.
 */
function countRecords(file: string, labels: RecordLabels): number {
  const record = recordBytes(labels);
  return withDataFile(file, (data) => {
    const { path, size } = data;
    // The format has no compressed form: a gzip's first bytes are a label out of range, and said to be no record.
    if (size === null)
      return fail('data/wrong-magic', { file: path, expected: '00 …', found: '1f 8b (gzip)' });
    if (size === 0) fail('data/no-images', { file: path });
    if (size > MAX_FILE_BYTES) fail('data/too-large', { file: path, limit: MAX_FILE_BYTES, found: size });
    const count = Math.ceil(size / record);
    if (count * record !== size) {
      fail('data/partial-record', { file: path, record, expected: count * record, found: size });
    }
    return count;
  });
}

/**
 * Reads the first `count` records of a file into a split from image `at` on, colours interleaved.
 * Signals `data/label-range` or `data/truncated`.
 */
function readRecords(file: string, labels: RecordLabels, count: number, split: Split, at: number): void {
  const record = recordBytes(labels);
  withDataFile(file, (data) => {
    const bytes = new Uint8Array(count * record);
    data.read(0, bytes);
    labels.classes.forEach((classes, byte) => {
      const column = Uint8Array.from({ length: count }, (_, index) => bytes[index * record + byte]!);
      checkLabels(data.path, column, classes);
      if (byte === labels.used) split.labels.set(column, at);
    });
    const pixels = imageElements(CIFAR_SHAPE);
    for (let index = 0; index < count; index += 1) {
      const from = index * record + labels.classes.length;
      interleave(bytes, from, split.images, (at + index) * pixels);
    }
  });
}

/** Planes of red, green and blue to pixels of three bytes. */
function interleave(planes: Uint8Array, from: number, pixels: Uint8Array, to: number): void {
  let target = to;
  for (let source = from; source < from + PLANE; source += 1) {
    pixels[target] = planes[source]!;
    pixels[target + 1] = planes[source + PLANE]!;
    pixels[target + 2] = planes[source + 2 * PLANE]!;
    target += 3;
  }
}

function recordBytes(labels: RecordLabels): number {
  return labels.classes.length + 3 * PLANE;
}
