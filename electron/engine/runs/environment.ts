import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import packageJson from '../../../package.json';
import { cachePaths, tensorflowVariant } from '../../provision/index.mjs';
import { saveFile } from '../files/atomic';
import type { TfRuntime } from '../tf-runtime';
import type { RunRecord } from './record';

/** What a run was made on, as far as its numbers depend on it. */
export type RunEnvironment = Pick<RunRecord, 'threads' | 'device' | 'versions'>;

const LIBRARY = 'libtensorflow_cc.so.2';

/**
 * Describes this process for `run.json`.
 * @param runtime TensorFlow as loaded
 */
export function describeEnvironment(runtime: Pick<TfRuntime, 'version' | 'device'>): RunEnvironment {
  return {
    threads: threadCounts(process.env),
    device: runtime.device.kind,
    versions: {
      app: packageJson.version,
      node: process.versions.node,
      tfjs: packageJson.dependencies['@tensorflow/tfjs-node-gpu'],
      tensorflow: runtime.version,
      library: libraryHash(runtime.version),
    },
  };
}

/**
 * The thread counts TensorFlow takes: those of its environment variables, else one for each CPU this process may use
 * (`port::MaxParallelism`, which reads the affinity mask).
 */
export function threadCounts(env: NodeJS.ProcessEnv): RunRecord['threads'] {
  const cpus = allowedCpus();
  const asked = (name: string): number => {
    const value = Number.parseInt(env[name] ?? '', 10);
    return value > 0 ? value : cpus;
  };
  return { intraOp: asked('TF_NUM_INTRAOP_THREADS'), interOp: asked('TF_NUM_INTEROP_THREADS') };
}

/**
 * Environment variables that give TensorFlow the thread counts of a run. They count only when set before the library
 * is loaded, so the command line sets them first of all.
 */
export function threadVariables(threads: RunRecord['threads']): Record<string, string> {
  return {
    TF_NUM_INTRAOP_THREADS: String(threads.intraOp),
    TF_NUM_INTEROP_THREADS: String(threads.interOp),
  };
}

/** On Linux the affinity mask (proc(5)); Node's own count also heeds container quotas, which TensorFlow does not. */
function allowedCpus(): number {
  try {
    const status = fs.readFileSync('/proc/self/status', 'utf8');
    const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1];
    if (list !== undefined) return list.split(',').reduce((sum, range) => sum + rangeSize(range), 0);
  } catch {
    // Not Linux.
  }
  return os.cpus().length;
}

function rangeSize(range: string): number {
  const [first = 0, last = first] = range.split('-').map(Number);
  return last - first + 1;
}

/** SHA-256 of the TensorFlow library: from set-up's receipt, else worked out once and kept; empty if there is none. */
function libraryHash(version: string): string {
  const paths = cachePaths();
  const variant = tensorflowVariant();
  const library = path.join(paths.tensorflow, `${variant}-${version}`, 'tensorflow', LIBRARY);
  const info = fs.statSync(library, { throwIfNoEntry: false });
  if (info === undefined) return '';
  const kept = path.join(paths.receipts, 'library-hash.json');
  // As receipts name files: from the cache's root, so that a cache can be moved.
  const name = path.relative(paths.root, library);
  for (const receipt of [path.join(paths.receipts, `tensorflow-${variant}.json`), kept]) {
    const known = hashInReceipt(receipt, name, info);
    if (known !== null) return known;
  }
  const hash = hashFile(library);
  // Where it cannot be kept it is worked out again next time.
  saveFile(kept, JSON.stringify({ files: { [name]: [info.size, info.mtimeMs, hash] } }));
  return hash;
}

/** A receipt lists `[size, modified, hash]` by file; it counts while size and time are still those. */
function hashInReceipt(receipt: string, name: string, info: fs.Stats): string | null {
  try {
    const { files } = JSON.parse(fs.readFileSync(receipt, 'utf8')) as { files: Record<string, unknown> };
    const entry = files[name];
    if (!Array.isArray(entry) || entry[0] !== info.size || entry[1] !== info.mtimeMs) return null;
    return typeof entry[2] === 'string' && entry[2] !== '' ? entry[2] : null;
  } catch {
    return null;
  }
}

function hashFile(file: string): string {
  const hash = createHash('sha256');
  const descriptor = fs.openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(1 << 22);
    for (let got = 1; got > 0;) {
      got = fs.readSync(descriptor, chunk);
      hash.update(chunk.subarray(0, got));
    }
  } finally {
    fs.closeSync(descriptor);
  }
  return hash.digest('hex');
}
