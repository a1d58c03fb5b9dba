import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../shared/problems/problem';
import type { Dataset } from './dataset';
import { listDatasets } from './list';
import { openDataset } from './open-dataset';
import {
  cifar10Files,
  cifarRecords,
  mnistFiles,
  temporaryFolder,
  writeFiles,
} from './written-sets.test-support';

async function opened(nameOrFolder: string, limit?: number): Promise<Dataset> {
  const result = await openDataset(nameOrFolder, { limit });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

async function problemOf(nameOrFolder: string, limit?: number): Promise<Problem> {
  const result = await openDataset(nameOrFolder, { limit });
  if (result.ok) throw new Error('it was opened');
  return result.problem;
}

describe('a folder', () => {
  it('is read in the format of its files, and named after itself', async () => {
    const folder = path.join(temporaryFolder(), 'my digits');
    fs.mkdirSync(folder);
    writeFiles(folder, mnistFiles(12, 5));
    const digits = await opened(`${folder}/`);
    expect([digits.name, digits.shape, digits.train.count, digits.test?.count]).toEqual([
      'my digits',
      [3, 2, 1],
      12,
      5,
    ]);
    const cifar10 = await opened(writeFiles(temporaryFolder(), cifar10Files(2)));
    expect([cifar10.shape, cifar10.classes.length, cifar10.train.count]).toEqual([[32, 32, 3], 10, 10]);
    const cifar100 = await opened(writeFiles(temporaryFolder(), { 'train.bin': cifarRecords([[1, 2]], 1) }));
    expect([cifar100.shape, cifar100.classes.length, cifar100.test]).toEqual([[32, 32, 3], 100, null]);
  });

  it('is refused with what is wrong with it', async () => {
    const folder = temporaryFolder();
    expect(await problemOf(folder)).toMatchObject({ code: 'data/empty-folder', args: { path: folder } });
    writeFiles(folder, { 'notes.txt': 'hello' });
    expect(await problemOf(folder)).toMatchObject({
      code: 'data/unrecognised',
      args: { path: folder, found: ['notes.txt'] },
    });
    const file = path.join(folder, 'notes.txt');
    expect(await problemOf(file)).toMatchObject({ code: 'data/not-a-folder', args: { path: file } });
    const nowhere = path.join(folder, 'nowhere');
    expect(await problemOf(nowhere)).toMatchObject({ code: 'data/not-found', args: { path: nowhere } });
    expect(await problemOf('mnist2')).toMatchObject({
      code: 'data/unknown-set',
      args: { name: 'mnist2', known: ['mnist', 'fashion-mnist', 'cifar10'] },
    });
    expect((await problemOf('')).code).toMatch(/^data\//);
    expect((await problemOf('a\0b')).code).toMatch(/^(data|file)\//);
    expect((await problemOf(`${folder}/${'x'.repeat(5000)}`)).code).toMatch(/^(data|file)\//);
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity])('refuses a limit of %s', async (limit) => {
    expect((await problemOf(writeFiles(temporaryFolder(), mnistFiles(2, 2)), limit)).code).toBe('data/limit');
  });
});

describe('a name that is not on this machine', () => {
  it('is reported with the command that brings it', async () => {
    const cache = temporaryFolder();
    vi.stubEnv('INLAY_CACHE', cache);
    try {
      expect(await problemOf('cifar10')).toMatchObject({
        code: 'data/not-fetched',
        args: {
          name: 'cifar10',
          path: path.join(cache, 'data', 'cifar10'),
          command: 'npm run inlay -- data fetch cifar10',
        },
      });
      expect(listDatasets().map(({ name, present, path: at }) => [name, present, at])).toEqual([
        ['mnist', false, null],
        ['fashion-mnist', false, null],
        ['cifar10', false, null],
      ]);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('the hash', () => {
  const files = mnistFiles(12, 5);
  const hashOf = async (changed: Record<string, Uint8Array>, limit?: number): Promise<string> =>
    (await opened(writeFiles(temporaryFolder(), { ...files, ...changed }), limit)).hash;

  it('is of the contents, not of where and how they lie', async () => {
    const hash = await hashOf({});
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const packed = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [`${name}.gz`, zlib.gzipSync(bytes)]),
    );
    expect((await opened(writeFiles(temporaryFolder(), packed))).hash).toBe(hash);
  });

  it('tells every byte of them', async () => {
    const hashes = [await hashOf({}), await hashOf({}, 11), await hashOf({}, 12)];
    for (const [name, at] of [
      ['train-images-idx3-ubyte', 87],
      ['train-labels-idx1-ubyte', 19],
      ['t10k-images-idx3-ubyte', 16],
      ['t10k-labels-idx1-ubyte', 12],
    ] as const) {
      const bytes = Buffer.from(files[name]!);
      bytes[at]! ^= 1;
      hashes.push(await hashOf({ [name]: bytes }));
    }
    expect(hashes[2]).toBe(hashes[0]);
    expect(new Set(hashes).size).toBe(hashes.length - 1);
  });
});
