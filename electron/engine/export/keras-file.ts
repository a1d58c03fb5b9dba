import { unzipSync, zipSync, type Zippable } from 'fflate';
import { kerasTensor, type KerasExport } from '../../../shared/targets/keras';
import type { NamedTensors } from '../../../shared/weights/tensor';
import { decodeHdf5, encodeHdf5 } from './hdf5';

/** The first time a zip can tell: a file's bytes depend on what is in it alone. */
const NO_TIME = new Date(1980, 0, 1);

const METADATA = 'metadata.json';
const CONFIG = 'config.json';
const WEIGHTS = 'model.weights.h5';

/**
 * A `.keras` file: a stored (uncompressed) zip of `metadata.json`, `config.json` and `model.weights.h5`.
 * Equal networks and weights give equal bytes.
 *
 * @param weights at least all of the graph's
 */
export async function encodeKerasFile(model: KerasExport, weights: NamedTensors): Promise<Uint8Array> {
  const tensors = new Map(model.variables.map((variable) => [variable.path, kerasTensor(variable, weights)]));
  const text = new TextEncoder();
  const entries: Zippable = {
    [METADATA]: text.encode(model.metadata),
    [CONFIG]: text.encode(model.config),
    // Keras looks for the model's own variables too, of which there are none.
    [WEIGHTS]: await encodeHdf5(tensors, ['layers', 'vars']),
  };
  return zipSync(entries, { level: 0, mtime: NO_TIME });
}

/** What a `.keras` file holds: its two texts, and its variables by their path in the weights file. */
export interface KerasFile {
  readonly metadata: string;
  readonly config: string;
  readonly tensors: NamedTensors;
}

/** Reads a `.keras` file back, to check what was written. Throws what the zip and HDF5 libraries throw. */
export async function decodeKerasFile(bytes: Uint8Array): Promise<KerasFile> {
  const entries = unzipSync(bytes);
  const text = new TextDecoder();
  return {
    metadata: text.decode(entries[METADATA]),
    config: text.decode(entries[CONFIG]),
    tensors: await decodeHdf5(entries[WEIGHTS] ?? new Uint8Array()),
  };
}
