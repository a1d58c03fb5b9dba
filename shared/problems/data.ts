/** Problems of data files and data sets. */
export interface DataProblems {
  'data/unknown-set': { name: string; known: readonly string[] };
  'data/not-found': { path: string };
  'data/unrecognised': { path: string; expected: string };
  'data/truncated': { file: string; expected: number; found: number };
  'data/wrong-magic': { file: string; expected: string; found: string };
  'data/count-mismatch': { images: number; labels: number };
  'data/label-range': { file: string; index: number; label: number; classes: number };
  'data/shape-mismatch': { expected: string; found: string };
  'data/class-mismatch': { expected: number; found: number };
}
