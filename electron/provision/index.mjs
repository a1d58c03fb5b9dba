/** What the rest of Inlay may ask of set-up. Cheap to import: nothing is loaded or fetched until asked for. */
import { cachePaths, cacheRoot, runtimeInUse } from './paths.mjs';
import { dataFolder, dataReady } from './part-data.mjs';
import { electronBinaryPath } from './part-electron.mjs';
import { modernNodePart, modernNodePath } from './part-machine.mjs';
import { peerPythonPath, peerReceipt } from './part-peers.mjs';

export { SetupError } from './failure.mjs';
export { collectFacts } from './doctor.mjs';
export { makeLog, silentLog } from './log.mjs';
export { cachePaths, PACKAGED, tensorflowVariant } from './paths.mjs';
export { COMMAND_PARTS, ensure } from './parts.mjs';

/**
 * Where a data set is, when it is there whole.
 *
 * @param {string} name mnist, fashion-mnist or cifar10
 * @returns {string | null} a folder
 */
export function dataPath(name) {
  const root = cacheRoot();
  return dataReady(root, name) ? dataFolder(cachePaths(root).data, name) : null;
}

/**
 * The Python interpreter of a parity peer.
 *
 * @param {'keras' | 'torch'} name
 * @returns {string | null}
 */
export function peerPython(name) {
  const root = cacheRoot();
  return peerReceipt(root, name) === undefined ? null : peerPythonPath(root, name);
}

/**
 * Where the engine finds TensorFlow: the folder with `lib/napi-v8/tfjs_binding.node` and `deps/lib`. Whether it is set
 * up is for the caller to see.
 *
 * @returns {string}
 */
export function tensorflowHome() {
  return runtimeInUse();
}

/** @returns {string | null} Electron's executable */
export function electronBinary() {
  return electronBinaryPath(cacheRoot());
}

/** @returns {string | null} the executable of a current Node, for the engine's tests */
export function modernNode() {
  return modernNodePart.check() ? modernNodePath() : null;
}
