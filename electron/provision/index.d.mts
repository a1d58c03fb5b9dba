/** Types of what set-up offers the rest of Inlay; the code beside it is plain JavaScript that runs before any build. */

export type PartName =
  | 'machine'
  | 'npm'
  | 'tensorflow'
  | 'addon'
  | 'modern-node'
  | 'data:mnist'
  | 'data:cifar10'
  | 'data:fashion-mnist'
  | 'keras'
  | 'torch'
  | 'electron-packages'
  | 'electron';

export interface Progress {
  /** Tells how many bytes are done; safe to call often. */
  to(done: number, total?: number): void;
  end(text?: string): void;
}

export interface Log {
  say(text: string): void;
  progress(label: string, total?: number): Progress;
}

export type FactId =
  | 'node'
  | 'platform'
  | 'build-tools'
  | 'tfjs'
  | 'tensorflow'
  | 'addon'
  | 'device'
  | 'electron'
  | 'electron-packages'
  | 'peer-keras'
  | 'peer-torch'
  | 'modern-node'
  | 'cache'
  | 'data-mnist'
  | 'data-fashion-mnist'
  | 'data-cifar10';

/** One line of `doctor`; `mend` is a command or a sentence, empty when nothing is to be done. */
export interface Fact {
  id: FactId;
  name: string;
  status: 'ok' | 'missing' | 'warning';
  found: string;
  wanted: string;
  mend: string;
}

export interface CachePaths {
  root: string;
  lock: string;
  receipts: string;
  downloads: string;
  data: string;
  electron: string;
  tensorflow: string;
  addons: string;
  runtime: string;
  peers: string;
}

/** A failure with one sentence for a person; `npm run setup` exits 2 on it. */
export class SetupError extends Error {
  constructor(message: string, code?: string);
  readonly code: string;
}

/** What is on this machine and what is missing. Reads files only: fast, and never loads TensorFlow. */
export function collectFacts(): Fact[];
/** Every place in the per-user cache. Creates nothing. */
export function cachePaths(root?: string): CachePaths;
/** The folder of a data set (mnist, fashion-mnist, cifar10), or null when it is not there whole. */
export function dataPath(name: string): string | null;
/** The Python of a parity peer, or null. */
export function peerPython(name: 'keras' | 'torch'): string | null;
/** The folder with `lib/napi-v8/tfjs_binding.node` and `deps/lib` beside it, whether or not they are there yet. */
export function tensorflowHome(): string;
/** Whether this is a packaged app: then only parts of `WINDOW_PARTS` can be asked for. */
export const PACKAGED: boolean;
/** Electron's executable, or null. */
export function electronBinary(): string | null;
/** A current Node (24 or later), or null. */
export function modernNode(): string | null;
/** Which TensorFlow library this machine should use. */
export function tensorflowVariant(env?: Record<string, string | undefined>): 'cpu' | 'cuda';
/** Does what is missing of these parts; resolves with the names of those that had to be done. */
export function ensure(parts: readonly PartName[], options?: { log?: Log }): Promise<PartName[]>;
/** Progress on stderr. */
export function makeLog(stream?: NodeJS.WriteStream): Log;
/** Says nothing. */
export const silentLog: Log;
/** The parts each command asks for. */
export const COMMAND_PARTS: Readonly<
  Record<'setup' | 'test' | 'start' | 'inlay' | 'bench' | 'dist', PartName[]>
>;
