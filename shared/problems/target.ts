/** Problems of taking a model somewhere: what a target or device cannot express, and failed parity. */
export interface TargetProblems {
  'target/unsupported': { target: string; primitive: string; reason: string };
  'target/negative-slope': { target: string; slope: number };
  'target/unknown-format': { format: string; known: readonly string[] };
  /** The file format ends there: protocol buffers at 2 GiB, one zip entry at 4 GiB. */
  'target/too-large': { target: string; bytes: number; limit: number };
  /** Something stands where an export would go, and no export of ours made it. */
  'target/not-ours': { path: string };
  /** The export was written, but nothing that could check it is installed. */
  'target/no-peer': { target: string };
  /** The peer could not load or run the export. */
  'target/peer-failed': { target: string; detail: string };
  'parity/failed': { target: string; layer: string; difference: number; bound: number };
  /** The network itself gives no finite numbers: there is nothing to compare. */
  'parity/not-finite': { layer: string };
  /** The file holds other values than the network for this weight. */
  'parity/weights-differ': { target: string; weight: string; file: string };
}
