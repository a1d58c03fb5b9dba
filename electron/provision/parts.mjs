import { keepOnly, sweepPartials } from './partials.mjs';
import { installPackages } from './debian.mjs';
import { describeTrouble, SetupError } from './failure.mjs';
import { makeFolder } from './files.mjs';
import { takeLock } from './lock.mjs';
import { makeLog } from './log.mjs';
import { addonPart } from './part-addon.mjs';
import { cifar10Part, fashionMnistPart, mnistPart } from './part-data.mjs';
import { electronPackagesPart, electronPart } from './part-electron.mjs';
import { machinePart, modernNodePart } from './part-machine.mjs';
import { npmPart } from './part-npm.mjs';
import { kerasPart, torchPart } from './part-peers.mjs';
import { tensorflowPart } from './part-tensorflow.mjs';
import { cachePaths, cacheRoot, PACKAGED } from './paths.mjs';
import { renewReceipt, validReceipt } from './receipts.mjs';

/**
 * @typedef {{ root: string, paths: ReturnType<typeof cachePaths>, log: import('./log.mjs').Log }} Context
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} needs parts that come first
 * @property {(context: Context) => import('./receipts.mjs').Claim} [claim] the receipt that shows it is done
 * @property {(context: Context) => boolean} [check] for a part without a receipt: whether there is nothing to do; a
 *   few `stat` calls at most
 * @property {() => string[]} [packages] Debian packages it needs and this machine lacks; asked only when the part is
 *   to be done
 * @property {() => string[]} [helpful] Debian packages that it can do without if it must
 * @property {string[]} [downloads] the files it fetches and unpacks
 * @property {(context: Context) => Promise<void>} make does what is missing; may be killed anywhere and run again
 */

/** @type {Part[]} in the order they are done */
const EVERY_PART = [
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

/** A packaged app has nothing to build, brings its own Electron, and compares with no other framework. */
const PARTS = PACKAGED
  ? [machinePart, tensorflowPart, addonPart, mnistPart, cifar10Part, fashionMnistPart]
  : EVERY_PART;

const ALL = PARTS.map((part) => part.name);
const PEERS = ['keras', 'torch', 'modern-node'];

/** What each command asks for; set-up and test do everything. */
export const COMMAND_PARTS = {
  setup: ALL,
  test: ALL,
  start: ALL.filter((name) => !PEERS.includes(name)),
  inlay: ['npm', 'addon'],
  bench: ['npm', 'addon', 'data:cifar10', 'keras'],
  dist: ['npm', 'addon', 'electron'],
};

/**
 * The parts that a list of names comes to: with what they need, each once, in working order.
 *
 * @param {readonly string[]} names
 * @param {Part[]} [known]
 * @returns {Part[]}
 * @throws {SetupError} when a name is unknown
 */
export function planParts(names, known = PARTS) {
  const wanted = new Set();
  const add = (name) => {
    const part = known.find((one) => one.name === name);
    if (part === undefined) {
      const there = known.map((one) => one.name).join(', ');
      throw new SetupError(`There is no set-up part "${name}"; there are: ${there}.`);
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
 * @param {readonly string[]} names
 * @param {{ log?: import('./log.mjs').Log, known?: Part[], root?: string }} [options]
 * @returns {Promise<string[]>} the names of the parts that had to be done
 * @throws {SetupError} with one sentence for a person
 */
export async function ensure(names, { log = makeLog(), known = PARTS, root = cacheRoot() } = {}) {
  const plan = planParts(names, known);
  const context = { root, paths: cachePaths(root), log };
  if (plan.every((part) => isDone(part, context))) return [];
  const release = await openCache(context);
  try {
    sweepAll(context);
    return await work(plan, context);
  } catch (error) {
    if (error instanceof SetupError || error.code === undefined) throw error;
    throw describeTrouble('setting up', `${error.code} ${error.message}`, root);
  } finally {
    removeSpentDownloads(known, context);
    release();
  }
}

/** A finished download is kept until every part that unpacks it is done; a killed run may have left it after that. */
function removeSpentDownloads(known, context) {
  const wanting = known.filter((part) => part.downloads !== undefined && !isDone(part, context));
  keepOnly(
    context.paths.downloads,
    wanting.flatMap((part) => part.downloads),
  );
}

async function work(plan, context) {
  const missing = [];
  for (const part of plan) {
    // Asked again: another set-up may have done it while this one waited for the lock.
    if (isDone(part, context)) continue;
    if (part.claim !== undefined && (await renewReceipt(part.claim(context)))) continue;
    missing.push(part);
  }
  await bringPackages(missing, context.log);
  const done = [];
  for (const part of missing) {
    // A part without a receipt may have come with one before it.
    if (isDone(part, context)) continue;
    await part.make(context);
    done.push(part.name);
  }
  return done;
}

/** All packages at once: one installation as root, one command to type for anyone else. */
async function bringPackages(parts, log) {
  const needed = parts.flatMap((part) => part.packages?.() ?? []);
  const helpful = parts.flatMap((part) => part.helpful?.() ?? []);
  const mayInstall = process.getuid?.() === 0;
  if (needed.length === 0 && (helpful.length === 0 || !mayInstall)) return;
  await installPackages([...new Set([...needed, ...helpful])], log);
}

function isDone(part, context) {
  return part.claim === undefined ? part.check(context) : validReceipt(part.claim(context)) !== undefined;
}

function sweepAll({ paths }) {
  const folders = [
    paths.downloads,
    paths.data,
    paths.tensorflow,
    paths.electron,
    paths.runtime,
    paths.receipts,
  ];
  folders.forEach(sweepPartials);
}

async function openCache({ root, paths, log }) {
  try {
    makeFolder(paths.downloads);
    return await takeLock(paths.lock, { log });
  } catch (error) {
    throw describeTrouble('opening the cache folder', error.message, root);
  }
}
