import { dataPath } from '../../provision/index.mjs';
import type { ImageShape } from './dataset';
import { KNOWN_SETS } from './known-sets';

export interface DatasetListing {
  readonly name: string;
  /** Whether all of its files are on this machine. */
  readonly present: boolean;
  /** The folder of its files, or null when it is not present. */
  readonly path: string | null;
  /** Published numbers. */
  readonly train: number;
  readonly test: number;
  readonly classes: number;
  readonly shape: ImageShape;
}

/** Every data set known by name, present or not; looks at sizes and times of files only. */
export function listDatasets(): readonly DatasetListing[] {
  return KNOWN_SETS.map(({ name, train, test, classes, shape }) => {
    const path = dataPath(name);
    return { name, present: path !== null, path, train, test, classes, shape };
  });
}
