import path from 'node:path';
import { fail } from '../../../shared/problems/problem';
import { imageElements, newSplit, type ImageShape, type Split } from './dataset';
import { readNames, withDataFile, type DataFile } from './files';
import { checkLabels, numberedClasses, shapeText, type DataFormat } from './format';

/**
 * IDX, the format of MNIST and Fashion-MNIST (LeCun, Cortes, Burges: "The MNIST database of handwritten digits"):
 * big-endian, a magic number 00 00 08 (unsigned bytes) and the number of dimensions, the dimensions as 32-bit
 * integers, then the bytes, last dimension fastest. Files may be gzipped. MNIST has ten classes; `classes.txt`,
 * one name a line, tells of others.
 */
export const idxFormat: DataFormat = {
  id: 'idx',
  expects: 'train-images-idx3-ubyte, train-labels-idx1-ubyte (MNIST; .gz or not)',
  detect: (names) =>
    names.some((name) => /^(train|t10k)-(images|labels)[-.]idx[13]-ubyte(\.gz)?$/.test(name)),
  read: (folder, names, limit) => {
    const classes = readNames(path.join(folder, 'classes.txt'), null) ?? numberedClasses(10);
    const train = readPair(folder, names, 'train', classes.length, limit);
    const hasTest = names.some((name) => name.startsWith('t10k-'));
    const test = hasTest ? readPair(folder, names, 't10k', classes.length, null) : null;
    if (test !== null && shapeText(test.shape) !== shapeText(train.shape)) {
      fail('data/test-shape', {
        file: test.file,
        expected: shapeText(train.shape),
        found: shapeText(test.shape),
      });
    }
    return {
      classes,
      shape: train.shape,
      train: train.split,
      test: test?.split ?? null,
      available: { train: train.available, test: test?.available ?? 0 },
    };
  },
};

interface Pair {
  readonly file: string;
  readonly shape: ImageShape;
  readonly split: Split;
  readonly available: number;
}

type Prefix = 'train' | 't10k';

/** Reads an images file and the labels that belong to it. */
function readPair(
  folder: string,
  names: readonly string[],
  prefix: Prefix,
  classes: number,
  limit: number | null,
): Pair {
  const imagesFile = findFile(folder, names, `${prefix}-images`, 'idx3-ubyte');
  const labelsFile = findFile(folder, names, `${prefix}-labels`, 'idx1-ubyte');
  const labels = withDataFile(labelsFile, readLabels);
  return withDataFile(imagesFile, (file) => {
    const [count, rows, columns] = readDimensions(file, 3) as [number, number, number];
    if (count === 0) fail('data/no-images', { file: file.path });
    if (rows === 0 || columns === 0)
      fail('data/empty-images', { file: file.path, found: `${rows}×${columns}` });
    const shape = [rows, columns, 1] as const;
    file.expectSize(headerBytes(3) + count * imageElements(shape));
    if (count !== labels.length) {
      fail('data/count-mismatch', { imagesFile, labelsFile, images: count, labels: labels.length });
    }
    checkLabels(labelsFile, labels, classes);
    const split = newSplit(Math.min(count, limit ?? count), shape);
    file.read(headerBytes(3), split.images);
    split.labels.set(labels.subarray(0, split.count));
    return { file: file.path, shape, split, available: count };
  });
}

function readLabels(file: DataFile): Uint8Array {
  const [count] = readDimensions(file, 1) as [number];
  file.expectSize(headerBytes(1) + count);
  const labels = new Uint8Array(count);
  file.read(headerBytes(1), labels);
  return labels;
}

/** The plain file where both are there; `-idx3` and `.idx3` are both in use. */
function findFile(folder: string, names: readonly string[], stem: string, kind: string): string {
  const spellings = [`${stem}-${kind}`, `${stem}.${kind}`, `${stem}-${kind}.gz`, `${stem}.${kind}.gz`];
  const found = spellings.find((name) => names.includes(name));
  if (found === undefined) {
    return fail('data/missing-file', { path: path.resolve(folder), file: `${stem}-${kind}` });
  }
  return path.resolve(folder, found);
}

function headerBytes(dimensions: number): number {
  return 4 + 4 * dimensions;
}

/** Checks the magic number and returns the dimensions, which are still only claims. */
function readDimensions(file: DataFile, dimensions: 1 | 3): readonly number[] {
  const { head } = file;
  const magic = Array.from(head.subarray(0, 4), hex).join(' ');
  const expected = `00 00 08 0${dimensions}`;
  if (magic !== expected) {
    if (magic === '00 00 08 01') fail('data/labels-for-images', { file: file.path });
    if (magic === '00 00 08 03') fail('data/images-for-labels', { file: file.path });
    fail('data/wrong-magic', { file: file.path, expected, found: magic === '' ? '-' : magic });
  }
  if (head.length < headerBytes(dimensions)) {
    fail('data/truncated', { file: file.path, expected: headerBytes(dimensions), found: head.length });
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index, false));
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
