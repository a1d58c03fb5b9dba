import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { exists, readJson, sha256Of } from './files.mjs';
import { ADDON, TENSORFLOW } from './sources.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
/** The archive of a packaged app, whether this runs inside it or in what lies unpacked beside it. */
const ARCHIVE = /^.*?\.asar(?=\.unpacked|[/\\]|$)/.exec(HERE)?.[0];

/** The checkout (or the packaged app's archive) this code lives in, also when it was bundled into another file. */
export const CHECKOUT = ARCHIVE ?? findCheckout(HERE);

/** Whether this runs out of a packaged app: no npm, no compiler, and nothing beside it that may be written. */
export const PACKAGED = ARCHIVE !== undefined;

/** The addon that a packaged app carries, beside its archive. */
export const SHIPPED_ADDON = path.join(path.dirname(CHECKOUT), ADDON.file);

/** Where a checkout keeps what set-up knows about it; never committed. */
export const CHECKOUT_STATE = path.join(CHECKOUT, '.inlay');

/**
 * The per-user cache: `$INLAY_CACHE`, else `$XDG_CACHE_HOME/inlay`, else `~/.cache/inlay`.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} an absolute path; nothing is created
 */
export function cacheRoot(env = process.env) {
  if (env.INLAY_CACHE) return path.resolve(env.INLAY_CACHE);
  if (env.XDG_CACHE_HOME) return path.resolve(env.XDG_CACHE_HOME, 'inlay');
  return path.join(env.HOME || os.homedir(), '.cache', 'inlay');
}

/**
 * Every place in the cache, by name.
 *
 * @param {string} [root]
 */
export function cachePaths(root = cacheRoot()) {
  return {
    root,
    lock: path.join(root, 'lock'),
    receipts: path.join(root, 'receipts'),
    downloads: path.join(root, 'downloads'),
    data: path.join(root, 'data'),
    electron: path.join(root, 'electron'),
    tensorflow: path.join(root, 'tensorflow'),
    addons: path.join(root, 'addons'),
    runtime: path.join(root, 'runtime'),
    peers: path.join(root, 'peers'),
  };
}

/** @returns {string} the folder of node_modules that carries tfjs-node */
export function tfjsPackage() {
  return path.join(CHECKOUT, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
}

/**
 * Which TensorFlow library this machine should have: the CUDA one when an NVIDIA GPU is found or asked for.
 *
 * @param {NodeJS.ProcessEnv} [env] INLAY_TENSORFLOW=cpu or cuda overrules what is found
 * @returns {'cpu' | 'cuda'}
 */
export function tensorflowVariant(env = process.env) {
  const asked = env.INLAY_TENSORFLOW;
  if (asked === 'cpu' || asked === 'cuda') return asked;
  return nvidiaFound() ? 'cuda' : 'cpu';
}

/** @returns {boolean} whether the NVIDIA driver shows a GPU; only looks at files */
export function nvidiaFound() {
  return fs.existsSync('/dev/nvidia0') || fs.existsSync('/proc/driver/nvidia/gpus');
}

/**
 * The folder of one TensorFlow library in the cache, shaped like a wheel: `tensorflow/`, `include/`, `nvidia/`.
 *
 * @param {'cpu' | 'cuda'} variant
 * @param {string} [root]
 */
export function tensorflowFolder(variant, root = cacheRoot()) {
  return path.join(cachePaths(root).tensorflow, `${variant}-${TENSORFLOW.version}`);
}

/**
 * The folder from which an addon finds the library that it is linked with: `lib/napi-v8/` holds the addon, `deps/lib/`
 * leads to the library. One for each addon and library, so that apps of different ages share a cache.
 *
 * @param {string} addon the addon to be placed there
 * @param {string} [root] the cache
 */
export function runtimeFolder(addon, root = cacheRoot()) {
  const library = path.basename(tensorflowFolder(tensorflowVariant(), root));
  return path.join(cachePaths(root).runtime, `${library}-${sha256Of(fs.readFileSync(addon)).slice(0, 16)}`);
}

/**
 * The runtime folder that this checkout or packaged app uses; what is not set up yet is not in it.
 *
 * @param {string} [root] the cache
 */
export function runtimeInUse(root = cacheRoot()) {
  if (PACKAGED) return runtimeFolder(SHIPPED_ADDON, root);
  const link = path.join(tfjsPackage(), ADDON.place);
  return exists(link) ? fs.realpathSync(link).slice(0, -ADDON.place.length - 1) : tfjsPackage();
}

function findCheckout(start) {
  for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (readJson(path.join(folder, 'package.json'))?.name === 'inlay') return folder;
  }
  return path.resolve(start, '..', '..');
}
