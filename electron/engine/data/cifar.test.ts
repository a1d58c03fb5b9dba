import { describe, expect, it } from 'vitest';
import zlib from 'node:zlib';
import { catchProblem } from '../../../shared/problems/catch';
import type { Problem } from '../../../shared/problems/problem';
import { cifar100Format } from './cifar100';
import { cifar10Format } from './cifar10';
import type { Split } from './dataset';
import { listFolder } from './files';
import type { DataFormat, FormatContents } from './format';
import { cifar10Files, cifarRecords, temporaryFolder, writeFiles } from './written-sets.test-support';

type Files = Record<string, Uint8Array | string>;

function read(format: DataFormat, files: Files, limit: number | null = null): FormatContents {
  const folder = writeFiles(temporaryFolder(), files);
  return format.read(folder, listFolder(folder), limit);
}

function problemOf(format: DataFormat, files: Files): Problem {
  const result = catchProblem(() => read(format, files));
  if (result.ok) throw new Error('the files were read');
  return result.problem;
}

/** Every pixel of an image against the planes of its record. */
function expectImage(split: Split, image: number, record: Buffer): void {
  const planes = record.subarray(record.length - 3072);
  const pixels = split.images.subarray(image * 3072, (image + 1) * 3072);
  const expected = Uint8Array.from(
    { length: 3072 },
    (_, index) => planes[(index % 3) * 1024 + Math.floor(index / 3)]!,
  );
  expect(Buffer.compare(pixels, expected)).toBe(0);
}

const BATCHES = [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`);

describe('CIFAR-10', () => {
  const files = cifar10Files(4);

  it('puts the batches one after another, colours interleaved', () => {
    const { shape, classes, train, test, available } = read(cifar10Format, files);
    expect(shape).toEqual([32, 32, 3]);
    expect(classes).toEqual('airplane automobile bird cat deer dog frog horse ship truck'.split(' '));
    expect(available).toEqual({ train: 20, test: 4 });
    expect(Array.from(train.labels)).toEqual(Array.from({ length: 20 }, (_, index) => index % 4));
    for (let image = 0; image < 20; image += 1) {
      const file = files[BATCHES[Math.floor(image / 4)]!]!;
      expectImage(train, image, file.subarray((image % 4) * 3073, ((image % 4) + 1) * 3073));
    }
    expectImage(test!, 3, files['test_batch.bin']!.subarray(3 * 3073));
  });

  it('takes the first images under a limit, across files', () => {
    const whole = read(cifar10Format, files).train;
    for (const limit of [1, 4, 5, 19, 20, 21]) {
      const { train, test } = read(cifar10Format, files, limit);
      expect(train.count).toBe(Math.min(limit, 20));
      expect(Buffer.compare(train.images, whole.images.subarray(0, train.images.length))).toBe(0);
      expect(Array.from(train.labels)).toEqual(Array.from(whole.labels.subarray(0, train.count)));
      expect(test?.count).toBe(4);
    }
  });

  it('takes the class names of the files', () => {
    const names = Array.from({ length: 10 }, (_, index) => `kind ${index}`);
    const contents = read(cifar10Format, { ...files, 'batches.meta.txt': `${names.join('\n')}\n\n` });
    expect(contents.classes).toEqual(names);
  });

  const batch = files['data_batch_2.bin']!;
  const without = (name: string): Files => {
    const left: Files = { ...files };
    delete left[name];
    return left;
  };
  const mislabelled = Buffer.from(batch);
  mislabelled[2 * 3073] = 10;
  const cases: [string, Files, Problem['code'], Record<string, unknown>][] = [
    [
      'a cut batch',
      { ...files, 'data_batch_2.bin': batch.subarray(0, -1) },
      'data/partial-record',
      { record: 3073, expected: 12292, found: 12291 },
    ],
    [
      'a long batch',
      { ...files, 'data_batch_2.bin': Buffer.concat([batch, Buffer.of(1)]) },
      'data/partial-record',
      { expected: 15365, found: 12293 },
    ],
    ['an empty batch', { ...files, 'data_batch_5.bin': '' }, 'data/no-images', {}],
    ['a missing batch', without('data_batch_3.bin'), 'data/missing-file', { file: 'data_batch_3.bin' }],
    [
      'a label beyond the classes',
      { ...files, 'data_batch_2.bin': mislabelled },
      'data/label-range',
      { index: 2, label: 10, classes: 10 },
    ],
    [
      'a list of nine names',
      { ...files, 'batches.meta.txt': 'a\nb\nc\nd\ne\nf\ng\nh\ni\n' },
      'data/class-names',
      { expected: 10, found: 9 },
    ],
    ['gzipped batches', { ...files, 'data_batch_1.bin': zlib.gzipSync(batch) }, 'data/wrong-magic', {}],
    [
      'records of CIFAR-100',
      {
        ...files,
        'test_batch.bin': cifarRecords(
          [
            [1, 2],
            [1, 3],
          ],
          9,
        ),
      },
      'data/partial-record',
      {},
    ],
  ];
  it.each(cases)('refuses %s', (_what, broken, code, args) => {
    const found = problemOf(cifar10Format, broken);
    expect(found.code).toBe(code);
    expect(found.args).toMatchObject(args);
  });

  it('does without a test batch', () => {
    expect(read(cifar10Format, without('test_batch.bin')).test).toBeNull();
  });
});

describe('CIFAR-100', () => {
  const labels = [
    [0, 99],
    [19, 0],
    [7, 42],
  ];
  const files = { 'train.bin': cifarRecords(labels, 1), 'test.bin': cifarRecords([[3, 4]], 2) };

  it('takes the fine label', () => {
    const { classes, train, test } = read(cifar100Format, files);
    expect(Array.from(train.labels)).toEqual([99, 0, 42]);
    expect(Array.from(test!.labels)).toEqual([4]);
    expect(classes).toHaveLength(100);
    for (let image = 0; image < 3; image += 1) {
      expectImage(train, image, files['train.bin'].subarray(image * 3074, (image + 1) * 3074));
    }
  });

  it('takes the fine class names', () => {
    const names = Array.from({ length: 100 }, (_, index) => `fine ${index}`);
    expect(read(cifar100Format, { ...files, 'fine_label_names.txt': names.join('\n') }).classes).toEqual(
      names,
    );
  });

  it('refuses coarse and fine labels beyond their classes, and cut files', () => {
    const coarse = { ...files, 'train.bin': cifarRecords([[20, 1]], 1) };
    const fine = {
      ...files,
      'test.bin': cifarRecords(
        [
          [1, 1],
          [1, 100],
        ],
        1,
      ),
    };
    expect(problemOf(cifar100Format, coarse)).toMatchObject({
      code: 'data/label-range',
      args: { index: 0, label: 20, classes: 20 },
    });
    expect(problemOf(cifar100Format, fine)).toMatchObject({
      code: 'data/label-range',
      args: { index: 1, label: 100, classes: 100 },
    });
    const cut = { ...files, 'train.bin': files['train.bin'].subarray(0, 4000) };
    expect(problemOf(cifar100Format, cut)).toMatchObject({
      code: 'data/partial-record',
      args: { record: 3074, expected: 6148, found: 4000 },
    });
  });
});
