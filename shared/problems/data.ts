/** Problems of data files and data sets. Sizes are in bytes, positions count from 0. */
export interface DataProblems {
  'data/unknown-set': { name: string; known: readonly string[] };
  /** A set the app knows but that is not on this machine yet; `command` brings it. */
  'data/not-fetched': { name: string; path: string; command: string };
  'data/not-found': { path: string };
  'data/not-a-folder': { path: string };
  'data/empty-folder': { path: string };
  'data/unrecognised': { path: string; expected: string; found: readonly string[] };
  'data/missing-file': { path: string; file: string };
  'data/limit': { found: number };
  'data/no-test-set': { name: string };
  'data/truncated': { file: string; expected: number; found: number };
  'data/oversized': { file: string; expected: number; found: number };
  /** A file of fixed-size records that does not end with a whole one. */
  'data/partial-record': { file: string; record: number; expected: number; found: number };
  'data/damaged-gzip': { file: string; detail: string };
  'data/wrong-magic': { file: string; expected: string; found: string };
  'data/labels-for-images': { file: string };
  'data/images-for-labels': { file: string };
  'data/no-images': { file: string };
  /** An IDX header that gives images no rows or no columns. */
  'data/empty-images': { file: string; found: string };
  'data/too-large': { file: string; limit: number; found: number };
  'data/count-mismatch': { imagesFile: string; labelsFile: string; images: number; labels: number };
  'data/label-range': { file: string; index: number; label: number; classes: number };
  /** A list of class names of the wrong length. */
  'data/class-names': { file: string; expected: number; found: number };
  'data/test-shape': { file: string; expected: string; found: string };
  /** Images of the data set and input of the network. */
  'data/shape-mismatch': { expected: string; found: string };
  'data/class-mismatch': { expected: number; found: number };
  /** The data set of a run is no longer the one it was trained on. */
  'data/changed': { name: string; expected: string; found: string };
  /** The thread that prepares batches ended by itself. */
  'data/worker-failed': { detail: string };
}
