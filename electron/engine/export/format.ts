import type { Result } from '../../../shared/problems/result';
import type { LayerDifference } from '../../../shared/protocol/parity-report';
import type { NamedTensors } from '../../../shared/weights/tensor';
import type { TfRuntime } from '../tf-runtime';
import type { PythonPeer } from './peer';
import type { Subject } from './subject';

/** What a comparison runs with. */
export interface CheckSetting {
  /** The network itself, with the weights that the checked file holds. */
  readonly reference: Subject;
  /** float32 `[n, …]` for every input, by the name it is fed by. */
  readonly examples: NamedTensors;
  /** n. */
  readonly count: number;
  readonly runtime: TfRuntime;
  readonly peer: PythonPeer | null;
  /** A folder for files to and fro; the caller deletes it. */
  readonly scratch: string;
  /** Told the examples run, of all that will be: every one who runs the export takes them all. Awaited; may reject to stop. */
  readonly onChunk: (done: number, of: number) => Promise<void>;
}

export interface Comparison {
  readonly layers: readonly LayerDifference[];
  readonly verifiedWith: readonly string[];
}

/** One network ready to be written in one format. */
export interface PreparedExport {
  /** Writes the file or folder; nothing is at the path yet. Signals problems of the disk. */
  write(path: string, weights: NamedTensors): Promise<void>;
  /** Reads the file back and compares its weights bit by bit: null, or the name of the first that differs. */
  verifyWeights(path: string, weights: NamedTensors): Promise<string | null>;
  /** Runs the file beside the network; null when nothing that could run it is installed. */
  compare(path: string, weights: NamedTensors, setting: CheckSetting): Promise<Result<Comparison | null>>;
}
