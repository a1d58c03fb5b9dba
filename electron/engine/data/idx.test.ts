import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { catchProblem } from '../../../shared/problems/catch';
import type { Problem } from '../../../shared/problems/problem';
import { listFolder } from './files';
import type { FormatContents } from './format';
import { idxFormat } from './idx';
import { idxBytes, mnistFiles, noise, temporaryFolder, writeFiles } from './written-sets.test-support';

type Files = Record<string, Uint8Array | string>;

const TRAIN_IMAGES = 'train-images-idx3-ubyte';
const TRAIN_LABELS = 'train-labels-idx1-ubyte';
const TEST_IMAGES = 't10k-images-idx3-ubyte';
const TEST_LABELS = 't10k-labels-idx1-ubyte';

function read(files: Files, limit: number | null = null): FormatContents {
  const folder = writeFiles(temporaryFolder(), files);
  return idxFormat.read(folder, listFolder(folder), limit);
}

/** The problem that reading these files signals. */
function problemOf(files: Files): Problem {
  const result = catchProblem(() => read(files));
  if (result.ok) throw new Error('the files were read');
  return result.problem;
}

describe('reading IDX files', () => {
  const files = mnistFiles(12, 5);

  it('takes images and labels as they stand in the files', () => {
    const { classes, shape, train, test, available } = read(files);
    expect(shape).toEqual([3, 2, 1]);
    expect(classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(available).toEqual({ train: 12, test: 5 });
    expect([train.count, test?.count]).toEqual([12, 5]);
    expect(Array.from(train.images)).toEqual(Array.from(files[TRAIN_IMAGES]!.subarray(16)));
    expect(Array.from(test!.images)).toEqual(Array.from(files[TEST_IMAGES]!.subarray(16)));
    expect(Array.from(train.labels)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    expect(Array.from(test!.labels)).toEqual([0, 1, 2, 3, 4]);
    expect(train.images.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(train.labels.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('reads gzipped files, whatever their names say', () => {
    const plain = read(files);
    const zipped = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [`${name}.gz`, zlib.gzipSync(bytes)]),
    );
    const unpackedByTheBrowser = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [`${name}.gz`, bytes]),
    );
    const packedUnderThePlainName = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, zlib.gzipSync(bytes)]),
    );
    for (const other of [zipped, unpackedByTheBrowser, packedUnderThePlainName]) {
      expect(read(other)).toEqual(plain);
    }
  });

  it('knows the names with a dot', () => {
    const dotted = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name.replace('-idx', '.idx'), bytes]),
    );
    expect(idxFormat.detect(Object.keys(dotted))).toBe(true);
    expect(read(dotted)).toEqual(read(files));
  });

  it('does without a test set', () => {
    const { [TRAIN_IMAGES]: images, [TRAIN_LABELS]: labels } = files;
    const contents = read({ [TRAIN_IMAGES]: images!, [TRAIN_LABELS]: labels! });
    expect(contents.test).toBeNull();
    expect(contents.available).toEqual({ train: 12, test: 0 });
  });

  it('limits the training images to the first ones, and leaves the test set whole', () => {
    const { train, test, available } = read(files, 7);
    expect(Array.from(train.images)).toEqual(Array.from(files[TRAIN_IMAGES]!.subarray(16, 16 + 7 * 6)));
    expect(Array.from(train.labels)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(test?.count).toBe(5);
    expect(available.train).toBe(12);
    expect(read(files, 100).train.count).toBe(12);
  });

  it('takes class names from classes.txt', () => {
    const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
    expect(read({ ...files, 'classes.txt': `${names.join('\r\n')}\n\n` }).classes).toEqual(names);
  });
});

describe('refusing IDX files', () => {
  const files = mnistFiles(12, 5);
  const images = files[TRAIN_IMAGES]!;
  const labels = files[TRAIN_LABELS]!;
  const without = (name: string): Files => {
    const left: Files = { ...files };
    delete left[name];
    return left;
  };
  const edited = (bytes: Buffer, at: number, value: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = value;
    return copy;
  };
  const damagedGzip = zlib.gzipSync(images);
  damagedGzip[damagedGzip.length - 6]! ^= 0xff;

  const cases: [string, Files, Problem['code'], Record<string, unknown>][] = [
    [
      'a cut images file',
      { ...files, [TRAIN_IMAGES]: images.subarray(0, 80) },
      'data/truncated',
      { expected: 88, found: 80 },
    ],
    [
      'a cut labels file',
      { ...files, [TRAIN_LABELS]: labels.subarray(0, 19) },
      'data/truncated',
      { expected: 20, found: 19 },
    ],
    [
      'a cut test file',
      { ...files, [TEST_IMAGES]: files[TEST_IMAGES]!.subarray(0, 20) },
      'data/truncated',
      { expected: 46, found: 20 },
    ],
    [
      'a cut header',
      { ...files, [TRAIN_IMAGES]: images.subarray(0, 10) },
      'data/truncated',
      { expected: 16, found: 10 },
    ],
    [
      'an empty file',
      { ...files, [TRAIN_IMAGES]: Buffer.alloc(0) },
      'data/wrong-magic',
      { expected: '00 00 08 03', found: '-' },
    ],
    [
      'a long images file',
      { ...files, [TRAIN_IMAGES]: Buffer.concat([images, Buffer.of(0)]) },
      'data/oversized',
      { expected: 88, found: 89 },
    ],
    [
      'a long labels file',
      { ...files, [TRAIN_LABELS]: Buffer.concat([labels, Buffer.of(0)]) },
      'data/oversized',
      { expected: 20, found: 21 },
    ],
    [
      'swapped files',
      { ...files, [TRAIN_IMAGES]: labels, [TRAIN_LABELS]: images },
      'data/images-for-labels',
      {},
    ],
    ['labels twice', { ...files, [TRAIN_IMAGES]: labels }, 'data/labels-for-images', {}],
    [
      'another file',
      { ...files, [TRAIN_IMAGES]: Buffer.from('PK\x03\x04 a zip file') },
      'data/wrong-magic',
      { expected: '00 00 08 03', found: '50 4b 03 04' },
    ],
    [
      'floats',
      { ...files, [TRAIN_IMAGES]: edited(images, 2, 0x0d) },
      'data/wrong-magic',
      { found: '00 00 0d 03' },
    ],
    [
      'a label beyond the classes',
      { ...files, [TRAIN_LABELS]: edited(labels, 8 + 4, 10) },
      'data/label-range',
      { index: 4, label: 10, classes: 10 },
    ],
    [
      'a test label beyond the classes',
      { ...files, [TEST_LABELS]: edited(files[TEST_LABELS]!, 8, 255) },
      'data/label-range',
      { index: 0, label: 255 },
    ],
    [
      'fewer labels than images',
      { ...files, [TRAIN_LABELS]: idxBytes([11], new Uint8Array(11)) },
      'data/count-mismatch',
      { images: 12, labels: 11 },
    ],
    ['no image', { ...files, [TRAIN_IMAGES]: idxBytes([0, 3, 2], new Uint8Array(0)) }, 'data/no-images', {}],
    [
      'images of no row',
      { ...files, [TRAIN_IMAGES]: idxBytes([12, 0, 2], new Uint8Array(0)) },
      'data/empty-images',
      { found: '0×2' },
    ],
    [
      'test images of another size',
      { ...files, [TEST_IMAGES]: idxBytes([5, 2, 3], noise(30)) },
      'data/test-shape',
      { expected: '3×2×1', found: '2×3×1' },
    ],
    ['no labels file', without(TRAIN_LABELS), 'data/missing-file', { file: TRAIN_LABELS }],
    ['no test labels file', without(TEST_LABELS), 'data/missing-file', { file: TEST_LABELS }],
    [
      'a damaged gzip',
      { ...without(TRAIN_IMAGES), [`${TRAIN_IMAGES}.gz`]: damagedGzip },
      'data/damaged-gzip',
      { detail: 'incorrect data check' },
    ],
    [
      'a cut gzip',
      { ...files, [TRAIN_IMAGES]: zlib.gzipSync(images).subarray(0, 60) },
      'data/damaged-gzip',
      { detail: 'unexpected end of file' },
    ],
    [
      'a gzip of too few bytes',
      { ...files, [TRAIN_IMAGES]: zlib.gzipSync(images.subarray(0, 80)) },
      'data/truncated',
      { expected: 88, found: 80 },
    ],
    [
      'a gzip of too many bytes',
      { ...files, [TRAIN_IMAGES]: zlib.gzipSync(Buffer.concat([images, Buffer.of(1)])) },
      'data/oversized',
      { expected: 88, found: 89 },
    ],
    [
      'fewer class names than labels',
      { ...files, 'classes.txt': 'a\nb\n' },
      'data/label-range',
      { label: 2, classes: 2 },
    ],
    ['no class name', { ...files, 'classes.txt': '\n' }, 'data/class-names', { found: 0 }],
  ];

  it.each(cases)('%s', (_what, broken, code, args) => {
    const found = problemOf(broken);
    expect(found.code).toBe(code);
    expect(found.args).toMatchObject(args);
    // Each says where: an absolute path of a file or of the folder.
    expect(
      Object.values(found.args).some((value) => typeof value === 'string' && path.isAbsolute(value)),
    ).toBe(true);
  });

  it('does not believe a header that claims 4 billion images', () => {
    const claim = idxBytes([0xffffffff, 0xffffffff, 0xffffffff], noise(100));
    const before = process.memoryUsage().arrayBuffers;
    expect(problemOf({ ...files, [TRAIN_IMAGES]: claim })).toMatchObject({
      code: 'data/truncated',
      args: { expected: 16 + 0xffffffff ** 3, found: 116 },
    });
    expect(problemOf({ ...files, [TRAIN_LABELS]: idxBytes([0xffffffff], noise(9)) })).toMatchObject({
      code: 'data/truncated',
      args: { expected: 8 + 0xffffffff, found: 17 },
    });
    // Packed, the file's size says nothing: the claim itself is too large.
    expect(problemOf({ ...files, [TRAIN_IMAGES]: zlib.gzipSync(claim) }).code).toBe('data/too-large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
  });

  it('stops unpacking where the header says the images end', () => {
    const bomb = zlib.gzipSync(Buffer.concat([images, Buffer.alloc(300e6)]));
    expect(bomb.length).toBeLessThan(400e3);
    const before = process.memoryUsage().rss;
    expect(problemOf({ ...files, [TRAIN_IMAGES]: bomb })).toMatchObject({
      code: 'data/oversized',
      args: { expected: 88 },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('reports what cannot be read', () => {
    const folder = writeFiles(temporaryFolder(), without(TRAIN_IMAGES));
    fs.mkdirSync(path.join(folder, TRAIN_IMAGES));
    const result = catchProblem(() => idxFormat.read(folder, listFolder(folder), null));
    expect(result).toMatchObject({ ok: false, problem: { code: 'file/not-readable' } });
  });
});
