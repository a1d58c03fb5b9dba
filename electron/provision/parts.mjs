import { SetupError, describeTrouble } from './failure.mjs';
import { sweepPartials } from './clients.mjs';
import { takeLock } from './lock.mjs';
import { makeLog } from './log.mjs';
import { makeFolder } from './files.mjs';
import { cachePaths, cacheRoot } from './paths.mjs';
import { addonPart } from './part-addon.mjs';
import { cifar10Part, fashionMnistPart, mnistPart } from './part-data.mjs';
import { electronPackagesPart, electronPart } from './part-electron.mjs';
import { machinePart, modernNodePart } from './part-machine.mjs';
import { npmPart } from './part-npm.mjs';
import { kerasPart, torchPart } from './part-peers.mjs';
import { tensorflowPart } from './part-tensorflow.mjs';

/**
 * @typedef {{ root: string, paths: ReturnType<typeof cachePaths>, log: import('./log.mjs').Log }} Context
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} title
 * @property {string[]} needs parts that come first
 * @property {(context: Context) => boolean} check whether there is nothing to do; a few `stat` calls at most
 * @property {(context: Context) => Promise<void>} make does what is missing; may be killed anywhere and run again
 */

/** @type {Part[]} in the order they are done */
export const PARTS = [
  machinePart,
  npmPart,
  tensorflowPart,
  addonPart,
  modernNodePart,
  mnistPart,
  cifar10Part,
  fashionMnistPart,
  kerasPart,
  torchPart,
  electronPackagesPart,
  electronPart,
];

const ALL = PARTS.map((part) => part.name);
const PEERS = ['keras', 'torch', 'modern-node'];

/** What each command asks for; set-up and test do everything. */
export const COMMAND_PARTS = {
  setup: ALL,
  test: ALL,
  start: ALL.filter((name) => !PEERS.includes(name)),
  inlay: ['npm', 'addon'],
  bench: ['npm', 'addon', 'data:cifar10', 'keras'],
};

/**
 * The parts that a list of names comes to: with what they need, each once, in working order.
 *
 * @param {string[]} names
 * @param {Part[]} [known]
 * @returns {Part[]}
 * @throws {SetupError} when a name is unknown
 */
export function planParts(names, known = PARTS) {
  const wanted = new Set();
  const add = (name) => {
    const part = known.find((one) => one.name === name);
    if (part === undefined) {
      throw new SetupError(`There is no set-up part "${name}"; there are: ${known.map((one) => one.name).join(', ')}.`);
    }
    if (wanted.has(name)) return;
    wanted.add(name);
    part.needs.forEach(add);
  };
  names.forEach(add);
  return known.filter((part) => wanted.has(part.name));
}

/**
 * Does what is missing of the named parts and of what they need. Quiet and quick when nothing is.
 *
 * @param {string[]} names
 * @param {{ log?: import('./log.mjs').Log, known?: Part[], root?: string }} [options]
 * @returns {Promise<string[]>} the names of the parts that had to be done
 * @throws {SetupError} with one sentence for a person
 */
export async function ensure(names, { log = makeLog(), known = PARTS, root = cacheRoot() } = {}) {
  const plan = planParts(names, known);
  const context = { root, paths: cachePaths(root), log };
  if (plan.every((part) => part.check(context))) return [];
  const release = await openCache(context);
  const done = [];
  try {
    sweepPartials(context.paths.downloads);
    for (const part of plan) {
      // Asked again: another set-up may have done it while this one waited for the lock.
      if (part.check(context)) continue;
      await part.make(context);
      done.push(part.name);
    }
  } catch (error) {
    throw error instanceof SetupError || error.code === undefined
      ? error
      : describeTrouble('setting up', `${error.code} ${error.message}`, context.root);
  } finally {
    release();
  }
  return done;
}

async function openCache({ root, paths, log }) {
  try {
    makeFolder(paths.downloads);
    return await takeLock(paths.lock, { log });
  } catch (error) {
    throw describeTrouble('opening the cache folder', error.message, root);
  }
}
