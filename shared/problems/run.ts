/** Problems of runs, run directories, checkpoints and the files they touch. */
export interface RunProblems {
  'file/not-found': { path: string };
  'file/not-readable': { path: string; reason: string };
  'file/not-writable': { path: string; reason: string };
  'file/disk-full': { path: string };
  'run/not-a-run': { path: string; missing: string };
  'run/exists': { path: string };
  'run/damaged': { file: string; detail: string };
  'run/busy': { path: string; pid: number };
  'run/graph-changed': { expected: string; found: string };
  'run/diverged': { step: number };
  'run/out-of-memory': { detail: string };
  'engine/library': { detail: string };
  'cli/usage': { detail: string };
}
