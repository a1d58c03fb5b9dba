import type { CompiledGraph, Signature, SignatureName } from '../../shared/targets/tensorflow/compiled';
import type { KernelChoice } from '../../shared/targets/tensorflow/kernel-choice';
import type { HostTensor, NamedTensors } from '../../shared/weights/tensor';
import type { Device } from './device';

/** TensorFlow as the engine sees it. `load-tf.ts` makes the one real one. */
export interface TfRuntime {
  /** TensorFlow's version, such as `2.21.0`. */
  readonly version: string;
  /** What its own list of devices says: with a GPU in it, graphs are placed there. */
  readonly device: Device;
  /** Writes the SavedModel into a fresh folder, loads it, and deletes the folder again. */
  load(compiled: Loadable): TfModel;
  /** Loads a SavedModel folder that exists (an export), for its default serving signature. */
  loadFolder(folder: string): TfModel;
  /** Live tensors on the backend, to watch for leaks. */
  tensorCount(): number;
}

/** A compiled network, or the trial of a convolution. */
export type Loadable = Pick<CompiledGraph, 'savedModel'> & {
  readonly signatures: Readonly<Record<string, Signature>>;
};

/** One loaded graph with its variables. Calls block the thread. */
export interface TfModel {
  /**
   * Runs a signature. Feeds are read during the call only; results are fresh host arrays.
   * @param fetches names of outputs wanted; all of the signature's when absent
   */
  run(
    signature: SignatureName | KernelChoice | 'serving_default',
    feeds: Readonly<Record<string, HostTensor>>,
    fetches?: readonly string[],
  ): NamedTensors;
  dispose(): void;
}
