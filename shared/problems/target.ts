/** Problems of taking a model somewhere: what a target or device cannot express, and failed parity. */
export interface TargetProblems {
  'target/unsupported': { target: string; primitive: string; reason: string };
  'target/unknown-format': { format: string; known: readonly string[] };
  'target/no-peer': { target: string };
  'parity/failed': { target: string; layer: string; difference: number; bound: number };
}
