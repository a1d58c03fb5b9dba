import { describe, expect, it } from 'vitest';
import { describeDataset } from './describe';
import { openDataset } from './open-dataset';
import { cifarRecords, mnistFiles, temporaryFolder, writeFiles } from './written-sets.test-support';

function described(nameOrFolder: string) {
  const result = describeDataset(nameOrFolder);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

describe('describeDataset', () => {
  it('tells sizes and shows images of the training set', async () => {
    const folder = writeFiles(temporaryFolder(), mnistFiles(12, 5));
    const opened = await openDataset(folder);
    if (!opened.ok) throw new Error(opened.problem.code);
    const { train, classes, shape, name } = opened.value;
    const { samples, ...facts } = described(folder);
    expect(facts).toEqual({ name, shape, classes, train: 12, test: 5 });
    expect(samples).toHaveLength(12);
    const bytes = (pixels: Uint8Array): string => Buffer.from(pixels).toString('hex');
    const all = Array.from({ length: 12 }, (_, at) => [
      train.labels[at],
      bytes(train.images.subarray(at * 6, at * 6 + 6)),
    ]);
    const shown = samples.map(({ label, pixels }) => [label, bytes(pixels)]);
    expect([...shown].sort()).toEqual([...all].sort());
  });

  it('shows every class of a real set alike, and counts what it did not read', () => {
    const cifar10 = described('cifar10');
    expect(cifar10).toMatchObject({ name: 'cifar10', shape: [32, 32, 3], train: 50_000, test: 10_000 });
    const labels = cifar10.samples.map(({ label }) => label);
    const turns = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(labels).toEqual([...turns, ...turns, 0, 1, 2, 3]);
    expect(new Set(cifar10.samples.map(({ pixels }) => Buffer.from(pixels).toString('hex'))).size).toBe(24);
  });

  it('tells what is wrong as opening would', () => {
    expect(describeDataset('no-such-set')).toMatchObject({ problem: { code: 'data/unknown-set' } });
    expect(describeDataset('/nowhere/at/all')).toMatchObject({ problem: { code: 'data/not-found' } });
    const cut = writeFiles(temporaryFolder(), { 'train.bin': cifarRecords([[1, 2]], 1).subarray(0, 3000) });
    expect(describeDataset(cut)).toMatchObject({ problem: { code: 'data/partial-record' } });
  });
});
