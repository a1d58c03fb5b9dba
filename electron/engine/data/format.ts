import { fail } from '../../../shared/problems/problem';
import type { ImageShape, Split } from './dataset';

/** What a reader hands over: a data set without its name and hash. */
export interface FormatContents {
  readonly classes: readonly string[];
  readonly shape: ImageShape;
  readonly train: Split;
  readonly test: Split | null;
  /** Images in the files, before any limit. */
  readonly available: { readonly train: number; readonly test: number };
}

/** One file format of data sets. A new one is one file and one entry in `formats.ts`. */
export interface DataFormat {
  readonly id: string;
  /** The files that make a folder one of this format, for the problem that says none was found. */
  readonly expects: string;
  /** Whether a folder with these names is of this format (whole or not: `read` says what is missing). */
  detect(names: readonly string[]): boolean;
  /**
   * Reads a folder; every size is checked against the file before memory is taken.
   * @param limit the most training images wanted (the first ones), or null for all; the test set is always whole
   * Signals a problem of `data/` or `file/`.
   */
  read(folder: string, names: readonly string[], limit: number | null): FormatContents;
}

/** Signals `data/label-range` for the first label that names no class. */
export function checkLabels(file: string, labels: ArrayLike<number>, classes: number): void {
  for (let index = 0; index < labels.length; index += 1) {
    const label = labels[index]!;
    if (label >= classes) fail('data/label-range', { file, index, label, classes });
  }
}

/** The digits 0 to count - 1 as names, for files that name no classes. */
export function numberedClasses(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

/** `28×28×1`, as height, width, channels. */
export function shapeText(shape: ImageShape): string {
  return shape.join('×');
}
