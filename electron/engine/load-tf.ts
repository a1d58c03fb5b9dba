import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding';
import { catchProblem } from '../../shared/problems/catch';
import { fail } from '../../shared/problems/problem';
import type { Result } from '../../shared/problems/result';
import type { Signature, SignatureTensor } from '../../shared/targets/tensorflow/compiled';
import { decodeSignatures } from '../../shared/targets/tensorflow/saved-model';
import type { HostTensor, NamedTensors } from '../../shared/weights/tensor';
import { tensorflowHome } from '../provision/index.mjs';
import { readyToFeed } from './data/feed-memory';
import { describeDevice, type Device } from './device';
import { reading, writing } from './files/errno';
import { withoutNativeStderr } from './quiet-stderr';
import type { TfModel, TfRuntime } from './tf-runtime';

const ADDON = join('lib', 'napi-v8', 'tfjs_binding.node');

/** Thread counts of TensorFlow; the environment's (`TF_NUM_*_THREADS`), else one per CPU, when left out. */
export interface LoadOptions {
  readonly intraOpThreads?: number;
  readonly interOpThreads?: number;
}

let loaded: TfRuntime | undefined;

/** As `loadTf`, with the problem as a value. */
export function loadTensorFlow(options: LoadOptions = {}): Result<TfRuntime> {
  return catchProblem(() => loadTf(options));
}

/**
 * Loads TensorFlow through tfjs-node's addon: once per process, and in one thread of it only. It speaks only when
 * `INLAY_TF_LOG` is set. Thread counts are read by the library as it loads, so those of a later call are ignored.
 * Signals `engine/library` when the addon or the library is not there or does not fit.
 */
export function loadTf(options: LoadOptions = {}): TfRuntime {
  loaded ??= new Runtime(loadBinding(options));
  return loaded;
}

function loadBinding({ intraOpThreads, interOpThreads }: LoadOptions): TFJSBinding {
  const { env } = process;
  if (intraOpThreads !== undefined) env['TF_NUM_INTRAOP_THREADS'] = String(intraOpThreads);
  if (interOpThreads !== undefined) env['TF_NUM_INTEROP_THREADS'] = String(interOpThreads);
  if (!env['INLAY_TF_LOG']) env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  let home = '';
  try {
    home = tensorflowHome();
    // The addon alone: all of tfjs around it would take 200 ms to load, and 200 MB of a packaged app.
    const load = () => createRequire(import.meta.url)(join(home, ADDON)) as TFJSBinding;
    return env['INLAY_TF_LOG'] ? load() : withoutNativeStderr(load);
  } catch (error) {
    const missing = home === '' ? null : missingFile(home);
    const detail = missing === null ? messageOf(error).split('\n')[0]! : `${missing} is missing`;
    return fail('engine/library', { detail });
  }
}

/** The first file TensorFlow needs under its home that is not there (a link to nothing is not), or null. */
export function missingFile(root: string): string | null {
  const files = [
    join(root, ADDON),
    join(root, 'deps', 'lib', 'libtensorflow_cc.so.2'),
    join(root, 'deps', 'lib', 'libtensorflow_framework.so.2'),
  ];
  return files.find((file) => !existsSync(file)) ?? null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

class Runtime implements TfRuntime {
  readonly version: string;
  readonly device: Device;

  constructor(private readonly binding: TFJSBinding) {
    this.version = binding.TF_Version;
    this.device = describeDevice(binding.isUsingGpuDevice());
  }

  load({ savedModel, signatures }: Parameters<TfRuntime['load']>[0]): TfModel {
    const folder = writing(tmpdir(), () => mkdtempSync(join(tmpdir(), 'inlay-graph-')));
    try {
      writing(folder, () => {
        mkdirSync(join(folder, 'variables'));
        writeFileSync(join(folder, 'saved_model.pb'), savedModel);
      });
      return this.open(folder, signatures);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  loadFolder(folder: string): TfModel {
    const file = join(folder, 'saved_model.pb');
    return this.open(folder, decodeSignatures(reading(file, () => readFileSync(file))));
  }

  tensorCount(): number {
    return this.binding.getNumOfTensors();
  }

  private open(folder: string, signatures: Readonly<Record<string, Signature>>): TfModel {
    // The binding itself, not `tf.node.loadSavedModel`: that caches by path, and would read the file a second time.
    const session = native(() => this.binding.loadSavedModel(folder, 'serve'));
    return new Model(this.binding, session, signatures);
  }
}

/** One call of the native session, worked out once: what is fed, in which order, and what is fetched. */
interface Call {
  readonly feeds: readonly (readonly [name: string, tensor: SignatureTensor])[];
  readonly inputs: string;
  /** Every tensor once. */
  readonly fetches: readonly string[];
  readonly outputs: string;
  /** For each fetch asked for, its place among `fetches`. */
  readonly places: readonly (readonly [name: string, place: number])[];
}

class Model implements TfModel {
  private readonly calls = new Map<string, Call>();
  private disposed = false;

  constructor(
    private readonly binding: TFJSBinding,
    private readonly session: number,
    private readonly signatures: Readonly<Record<string, Signature>>,
  ) {}

  run(...[signature, feeds, fetches]: Parameters<TfModel['run']>): NamedTensors {
    if (this.disposed) throw new Error('this model was disposed');
    const call = this.callOf(signature, fetches);
    // A network of pools alone has no weights to fetch, and TensorFlow runs nothing for nothing.
    if (call.places.length === 0) return new Map();
    const ids: number[] = [];
    try {
      for (const [name, expected] of call.feeds) ids.push(this.feed(signature, name, expected, feeds[name]));
      const made = native(() => this.binding.runSavedModel(this.session, ids, call.inputs, call.outputs));
      ids.push(...made.map(({ id }) => id));
      const values = made.map((output) => this.read(output));
      return new Map(call.places.map(([name, place]) => [name, values[place]!]));
    } finally {
      for (const id of ids) this.binding.deleteTensor(id);
    }
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.binding.deleteSavedModel(this.session);
  }

  private callOf(name: string, fetches: readonly string[] | undefined): Call {
    const key = fetches ? `${name}\n${fetches.join('\n')}` : name;
    const known = this.calls.get(key) ?? this.makeCall(name, fetches);
    this.calls.set(key, known);
    return known;
  }

  private makeCall(name: string, asked: readonly string[] | undefined): Call {
    const signature = this.signatures[name];
    if (!signature) throw new Error(`the graph has no signature ${name}`);
    const feeds = Object.entries(signature.inputs);
    const fetches: string[] = [];
    const places = (asked ?? Object.keys(signature.outputs)).map((label) => {
      const output = signature.outputs[label];
      if (!output) throw new Error(`signature ${name} has no output ${label}`);
      if (!fetches.includes(output.tensor)) fetches.push(output.tensor);
      return [label, fetches.indexOf(output.tensor)] as const;
    });
    const inputs = feeds.map(([, { tensor }]) => tensor).join();
    return { feeds, inputs, fetches, outputs: fetches.join(), places };
  }

  private feed(
    signature: string,
    name: string,
    expected: SignatureTensor,
    value: HostTensor | undefined,
  ): number {
    if (!value) throw new Error(`signature ${signature} was not fed ${name}`);
    if (value.dtype !== expected.dtype) {
      throw new Error(`signature ${signature} takes ${name} as ${expected.dtype}, was fed ${value.dtype}`);
    }
    const type = value.dtype === 'float32' ? this.binding.TF_FLOAT : this.binding.TF_INT32;
    return this.binding.createTensor([...value.shape], type, readyToFeed(value.data));
  }

  private read({ id, shape, dtype }: { id: number; shape: number[]; dtype: number }): HostTensor {
    const data = this.binding.tensorDataSync(id);
    if (dtype === this.binding.TF_FLOAT && data instanceof Float32Array)
      return { dtype: 'float32', shape, data };
    if (dtype === this.binding.TF_INT32 && data instanceof Int32Array) return { dtype: 'int32', shape, data };
    throw new Error(`fetched a tensor of TensorFlow's type ${dtype}, which is neither float32 nor int32`);
  }
}

const OUT_OF_MEMORY = /OOM when allocating|RESOURCE_EXHAUSTED|bad_alloc|out of memory/i;

/** Memory is the person's to solve (a smaller batch); what else TensorFlow refuses is told with its own words. */
function native<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const detail = messageOf(error).split('\n')[0]!.slice(0, 300);
    if (OUT_OF_MEMORY.test(messageOf(error))) fail('run/out-of-memory', { detail });
    throw error;
  }
}
