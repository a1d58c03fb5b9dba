/** Problems of runs, run directories, checkpoints and the files they touch. */
export interface RunProblems {
  'file/not-found': { path: string };
  /** `reason` is the system's own code, such as `EACCES`. */
  'file/not-readable': { path: string; reason: string };
  'file/not-writable': { path: string; reason: string };
  'file/disk-full': { path: string };
  'run/not-a-run': { path: string; missing: string };
  'run/exists': { path: string };
  'run/damaged': { file: string; detail: string };
  'run/busy': { path: string; pid: number };
  'run/graph-changed': { expected: string; found: string };
  'run/no-checkpoint': { path: string };
  'run/diverged': { step: number };
  /** A data set has one image per example; the network wants more. */
  'run/several-inputs': { inputs: readonly string[] };
  /** A batch norm would see a single value at the end of every epoch. */
  'run/lone-last-batch': { images: number; batch: number };
  'run/out-of-memory': { detail: string };
  /** A warning: the run goes on, but no longer bit for bit. */
  'run/threads-differ': { expected: string; found: string };
  /** A warning: the same. */
  'run/library-differs': { expected: string; found: string };
  /** A warning: the newest checkpoint could not be read, an older one is used. */
  'run/older-checkpoint': { file: string; detail: string; step: number };
  'engine/library': { detail: string };
  /** A message to the engine that is none of its protocol. */
  'engine/bad-message': { detail: string };
  'engine/unknown-run': { run: string };
  'engine/run-active': { run: string };
  'cli/usage': { detail: string };
}
