import fs from 'node:fs';
import path from 'node:path';
import { makeFolder, readJson, remove } from './files.mjs';

const POLL_MS = 300;

/**
 * Takes the lock of a cache, waiting for another set-up that is alive and taking over from one that is not.
 * The lock is a file made by `link`, so it appears with its content or not at all.
 *
 * @param {string} file
 * @param {{ log?: import('./log.mjs').Log, owner?: object }} [options]
 * @returns {Promise<() => void>} gives the lock back; safe to call twice
 */
export async function takeLock(file, { log, owner = describeProcess(process.pid) } = {}) {
  makeFolder(path.dirname(file));
  let told = false;
  while (!tryLock(file, owner)) {
    const holder = readJson(file);
    if (isStale(holder)) {
      breakLock(file, holder);
      continue;
    }
    if (!told) log?.say(`another set-up (process ${holder.pid}) is at work on this cache; waiting for it`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  sweepLeftOvers(file);
  return () => {
    if (sameOwner(readJson(file), owner)) remove(file);
  };
}

/**
 * Whether the process that a lock names is gone. A process number that was given to another program since then
 * counts as gone, which its start time tells.
 *
 * @param {any} holder the lock's content
 * @returns {boolean}
 */
export function isStale(holder) {
  if (holder === undefined || holder === null || typeof holder.pid !== 'number') return true;
  const now = describeProcess(holder.pid);
  return !sameOwner(now, holder);
}

/**
 * A process as the lock names it.
 *
 * @param {number} pid
 * @returns {{ pid: number, started: string, boot: string }} `started` is empty when there is no such process
 */
export function describeProcess(pid) {
  return { pid, started: startTime(pid), boot: readText('/proc/sys/kernel/random/boot_id') };
}

function startTime(pid) {
  const text = readText(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may hold spaces; the start time is the 20th after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? '' : (fields[19] ?? '');
}

function sameOwner(one, other) {
  return (
    one !== undefined &&
    other !== undefined &&
    one !== null &&
    one.pid === other.pid &&
    one.boot === other.boot &&
    one.started === other.started &&
    one.started !== ''
  );
}

function tryLock(file, owner) {
  const aside = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  fs.writeFileSync(aside, JSON.stringify(owner));
  try {
    fs.linkSync(aside, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    remove(aside);
  }
}

/** Two waiting set-ups may both see a stale lock: the one whose rename wins looks again at what it took away. */
function breakLock(file, holder) {
  const taken = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, taken);
  } catch {
    return;
  }
  const found = readJson(taken);
  if (JSON.stringify(found) !== JSON.stringify(holder) && !isStale(found)) {
    // It was a fresh lock after all: put it back.
    try {
      fs.linkSync(taken, file);
    } catch {
      // somebody else holds it by now; its owner will notice when giving it back
    }
  }
  remove(taken);
}

/** Files of set-ups that were killed between making and linking them. */
function sweepLeftOvers(file) {
  for (const name of fs.readdirSync(path.dirname(file))) {
    const pid = /^\.(?:stale\.)?(\d+)/.exec(name.slice(path.basename(file).length))?.[1];
    if (!name.startsWith(path.basename(file)) || pid === undefined) continue;
    if (startTime(Number(pid)) === '') remove(path.join(path.dirname(file), name));
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
