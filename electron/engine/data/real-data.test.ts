import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataPath } from '../../provision/index.mjs';
import { explain } from '../../../shared/language/explain';
import type { Dataset, Split } from './dataset';
import { listDatasets } from './list';
import { openDataset } from './open-dataset';
import { settlePreprocessing } from './preprocess';

/** Opens a fetched set; without it the test fails and says what to run. */
async function fetched(name: string): Promise<Dataset> {
  const result = await openDataset(name);
  if (!result.ok) throw new Error(explain(result.problem, 'en').text);
  return result.value;
}

function histogram({ labels }: Split): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]! += 1;
  return counts;
}

function standardised({ train, shape }: Dataset): { mean: readonly number[]; deviation: readonly number[] } {
  return settlePreprocessing({ kind: 'standardise' }, train, shape);
}

function firstLabels(split: Split | null): number[] {
  return Array.from(split!.labels.subarray(0, 10));
}

describe('the real sets', () => {
  it('MNIST', async () => {
    const mnist = await fetched('mnist');
    expect([mnist.shape, mnist.train.count, mnist.test?.count]).toEqual([[28, 28, 1], 60_000, 10_000]);
    expect(firstLabels(mnist.train)).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(firstLabels(mnist.test)).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(histogram(mnist.train)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect(histogram(mnist.test!)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    const { mean, deviation } = standardised(mnist);
    expect(mean[0]).toBeCloseTo(0.1307, 4);
    expect(deviation[0]).toBeCloseTo(0.3081, 4);
  });

  it('Fashion-MNIST', async () => {
    const fashion = await fetched('fashion-mnist');
    expect([fashion.shape, fashion.train.count, fashion.test?.count]).toEqual([[28, 28, 1], 60_000, 10_000]);
    expect(histogram(fashion.train)).toEqual(new Array(10).fill(6000));
    expect(histogram(fashion.test!)).toEqual(new Array(10).fill(1000));
    expect(firstLabels(fashion.train)).toEqual([9, 0, 0, 3, 0, 2, 7, 2, 5, 5]);
    expect(fashion.classes[9]).toBe('Ankle boot');
    const { mean, deviation } = standardised(fashion);
    expect(mean[0]).toBeCloseTo(0.286, 4);
    expect(deviation[0]).toBeCloseTo(0.353, 4);
  });

  it('CIFAR-10', async () => {
    const cifar10 = await fetched('cifar10');
    expect([cifar10.shape, cifar10.train.count, cifar10.test?.count]).toEqual([[32, 32, 3], 50_000, 10_000]);
    expect(histogram(cifar10.train)).toEqual(new Array(10).fill(5000));
    expect(histogram(cifar10.test!)).toEqual(new Array(10).fill(1000));
    expect(firstLabels(cifar10.train)).toEqual([6, 9, 9, 4, 1, 1, 2, 7, 8, 3]);
    expect(firstLabels(cifar10.test)).toEqual([3, 8, 8, 0, 6, 6, 1, 6, 3, 1]);
    // The upper left pixel of the first image (a frog), red, green, blue.
    expect(Array.from(cifar10.train.images.subarray(0, 3))).toEqual([59, 62, 63]);
    const { mean, deviation } = standardised(cifar10);
    [0.4914, 0.4822, 0.4465].forEach((value, channel) => expect(mean[channel]).toBeCloseTo(value, 4));
    [0.247, 0.2435, 0.2616].forEach((value, channel) => expect(deviation[channel]).toBeCloseTo(value, 4));
  });

  it('CIFAR-10 is byte for byte what its authors published', () => {
    const folder = dataPath('cifar10');
    if (folder === null) throw new Error('CIFAR-10 is not here: npm run inlay -- data fetch cifar10');
    const published = {
      'data_batch_1.bin': '5dd7e06a',
      'data_batch_2.bin': '5ea93a67',
      'data_batch_3.bin': '942cd6a4',
      'data_batch_4.bin': 'ae636b3b',
      'data_batch_5.bin': '53f37980',
      'test_batch.bin': '803d5f7f',
    };
    for (const [name, md5] of Object.entries(published)) {
      const digest = createHash('md5')
        .update(fs.readFileSync(path.join(folder, name)))
        .digest('hex');
      expect(digest.slice(0, 8), name).toBe(md5);
    }
  });

  it('are listed with their folders', () => {
    const set = (name: string, train: number, shape: readonly number[]) => {
      return { name, present: true, path: dataPath(name), train, test: 10_000, classes: 10, shape };
    };
    expect(listDatasets()).toEqual([
      set('mnist', 60_000, [28, 28, 1]),
      set('fashion-mnist', 60_000, [28, 28, 1]),
      set('cifar10', 50_000, [32, 32, 3]),
    ]);
  });
});
