import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { fail } from '../../../shared/problems/problem';
import { TEMPORARY } from '../files/atomic';
import { writing } from '../files/errno';

export const LOCK_FILE = 'lock.json';

const lockSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** What tells this process from a later one of the same number. */
  started: z.string(),
  /** Tells two locks of one process apart. */
  token: z.string(),
});
type Lock = z.infer<typeof lockSchema>;

export interface RunLock {
  release(): void;
}

/**
 * Takes a run directory for this process, so that no two write one run. A lock whose process is gone (killed,
 * crashed, the machine restarted) is taken over.
 * Signals `run/busy`, `file/disk-full` or `file/not-writable`.
 */
export function takeLock(folder: string): RunLock {
  const file = path.join(folder, LOCK_FILE);
  const mine: Lock = {
    pid: process.pid,
    host: os.hostname(),
    started: processStart(process.pid),
    token: randomBytes(8).toString('hex'),
  };
  return writing(folder, () => {
    const aside = path.join(folder, `lock-${mine.token}${TEMPORARY}`);
    fs.writeFileSync(aside, `${JSON.stringify(mine)}\n`);
    try {
      // Another process may take a stale lock in the same moment: then the next round finds it busy.
      for (let round = 0; !appeared(aside, file); round++) {
        const holder = readLock(file);
        if (holder !== null && (isAlive(holder) || round > 3)) {
          fail('run/busy', { path: folder, pid: holder.pid }, { file });
        }
        removeStale(file, holder);
      }
    } finally {
      fs.rmSync(aside, { force: true });
    }
    return { release: () => release(file, mine) };
  });
}

/** Gives the lock file its name, whole, unless it has one already: a link is made or refused in one moment. */
function appeared(aside: string, file: string): boolean {
  try {
    fs.linkSync(aside, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error;
  }
  // A file system without links (FAT): a copy that refuses to replace.
  try {
    fs.copyFileSync(aside, file, fs.constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a stale lock away, unless it is no longer the one that was looked at. */
function removeStale(file: string, seen: Lock | null): void {
  const away = `${file}.${randomBytes(4).toString('hex')}${TEMPORARY}`;
  try {
    fs.renameSync(file, away);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = readLock(away);
  if (taken !== null && taken.token !== seen?.token && isAlive(taken)) appeared(away, file);
  fs.rmSync(away, { force: true });
}

function readLock(file: string): Lock | null {
  try {
    const read = lockSchema.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** On another machine (a shared disk) nobody can tell, so the lock holds. */
function isAlive(lock: Lock): boolean {
  if (lock.host !== os.hostname()) return true;
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return processStart(lock.pid) === lock.started;
}

/** On Linux the boot and the tick a process started at (proc(5), stat field 22); elsewhere its number alone decides. */
function processStart(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // A zombie has ended; its parent just has not looked yet.
    return fields[0] === 'Z' ? 'ended' : `${boot} ${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}

function release(file: string, mine: Lock): void {
  if (readLock(file)?.token === mine.token) fs.rmSync(file, { force: true });
}
