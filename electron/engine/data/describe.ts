import { catchProblem } from '../../../shared/problems/catch';
import type { Result } from '../../../shared/problems/result';
import { imageElements, type ImageShape, type Split } from './dataset';
import { readContents } from './open-dataset';

/** What a person sees of a data set before training on it. */
export interface DataDescription {
  /** The known name, or the folder's. */
  readonly name: string;
  readonly shape: ImageShape;
  readonly classes: readonly string[];
  /** Images in the files. */
  readonly train: number;
  /** 0 where there is no test set. */
  readonly test: number;
  /** Training images, bytes `[height, width, channels]`, as many of each class as go. */
  readonly samples: readonly { readonly label: number; readonly pixels: Uint8Array }[];
}

/** Training images that are looked at: reading a whole set would hold up what trains on this thread. */
const LOOKED_AT = 4_096;
const SAMPLES = 24;
/** All samples together: large images come fewer, but never none. */
const SAMPLE_BYTES = 4 * 2 ** 20;

/**
 * Looks at a data set without opening it whole: sizes of all files and the first training images are checked, what
 * lies behind them is not.
 * @returns the description, or the problem that `openDataset` would tell
 */
export function describeDataset(nameOrFolder: string): Result<DataDescription> {
  return catchProblem(() => {
    const { name, contents } = readContents(nameOrFolder, LOOKED_AT);
    const { shape, classes, train, available } = contents;
    const size = imageElements(shape);
    const count = Math.min(SAMPLES, Math.max(1, Math.floor(SAMPLE_BYTES / size)));
    const samples = spread(train, classes.length, count).map((at) => ({
      label: train.labels[at]!,
      pixels: train.images.subarray(at * size, (at + 1) * size),
    }));
    return { name, shape, classes, train: available.train, test: available.test, samples };
  });
}

/** Indices of images: the first of every class, then the second of every class, and so on. */
function spread({ labels }: Split, classes: number, count: number): readonly number[] {
  const places = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, at) => places[label]!.push(at));
  const chosen: number[] = [];
  for (let rank = 0; chosen.length < Math.min(count, labels.length); rank += 1) {
    for (const place of places) if (rank < place.length) chosen.push(place[rank]!);
  }
  return chosen.slice(0, count);
}
