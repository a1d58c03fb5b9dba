import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cachePaths, dataPath } from '../../provision/index.mjs';
import { catchProblem } from '../../../shared/problems/catch';
import { fail } from '../../../shared/problems/problem';
import type { Result } from '../../../shared/problems/result';
import type { Dataset, Split } from './dataset';
import { listFolder } from './files';
import { type FormatContents } from './format';
import { DATA_FORMATS } from './formats';
import { KNOWN_SETS } from './known-sets';

/**
 * Opens a data set and reads it whole into shared memory.
 * @param nameOrFolder a known name (which wins over a folder of that name: write `./mnist` for that), or a folder
 *   whose format is told by its files
 * @param options.limit use only the first so many training images, in the order of the files; the test set stays
 *   whole. So every limit is a prefix of a larger one, and equal limits are equal data
 * @returns the data set, or a problem of `data/` or `file/` that names the file, what was expected and what found
 */
export function openDataset(
  nameOrFolder: string,
  options: { readonly limit?: number | undefined } = {},
): Promise<Result<Dataset>> {
  // Reading blocks this thread (0.5 s for CIFAR-10); the promise leaves room for formats that cannot.
  return Promise.resolve(
    catchProblem(() => {
      const { name, contents } = readContents(nameOrFolder, options.limit ?? null);
      return named(name, contents);
    }),
  );
}

/**
 * Reads what `openDataset` opens, and the name it goes by; signals its problems.
 * @param limit the most training images wanted (the first ones), or null for all
 */
export function readContents(
  nameOrFolder: string,
  limit: number | null,
): { readonly name: string; readonly contents: FormatContents } {
  if (limit !== null && !(Number.isInteger(limit) && limit >= 1)) fail('data/limit', { found: limit });
  const known = KNOWN_SETS.find((set) => set.name === nameOrFolder);
  if (known === undefined)
    return { name: path.basename(path.resolve(nameOrFolder)), contents: readFolder(nameOrFolder, limit) };
  const folder = dataPath(known.name);
  if (folder === null) {
    return fail('data/not-fetched', {
      name: known.name,
      path: path.join(cachePaths().data, known.name),
      command: `npm run inlay -- data fetch ${known.name}`,
    });
  }
  const contents = readFolder(folder, limit);
  return { name: known.name, contents: { ...contents, classes: known.classNames ?? contents.classes } };
}

/** Reads a folder in the first format that knows its files. */
function readFolder(folder: string, limit: number | null): FormatContents {
  // What looks like a name and is no folder was meant as a name.
  if (/^[\w-]+$/.test(folder) && !fs.existsSync(folder)) {
    return fail('data/unknown-set', { name: folder, known: KNOWN_SETS.map((set) => set.name) });
  }
  const names = listFolder(folder);
  const format = DATA_FORMATS.find((one) => one.detect(names));
  if (format === undefined) {
    return fail('data/unrecognised', {
      path: path.resolve(folder),
      expected: DATA_FORMATS.map((one) => one.expects).join('; '),
      found: names.length > 8 ? [...names.slice(0, 8), '…'] : names,
    });
  }
  return format.read(folder, names, limit);
}

function named(name: string, contents: FormatContents): Dataset {
  const { classes, shape, train, test } = contents;
  return { name, classes, shape, train, test, hash: hashContents(contents) };
}

/** SHA-256 over what is learned from: shape and counts as one line of JSON, then labels and pixels of each split. */
function hashContents({ classes, shape, train, test }: FormatContents): string {
  const hash = createHash('sha256');
  const counts = { shape, classes: classes.length, train: train.count, test: test?.count ?? null };
  hash.update(`${JSON.stringify(counts)}\n`);
  const add = (split: Split): void => void hash.update(split.labels).update(split.images);
  add(train);
  if (test !== null) add(test);
  return hash.digest('hex');
}
