import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { LOCK_FILE } from '../../engine/runs/lock';

const lockSchema = z.object({ pid: z.number().int().positive(), host: z.string(), started: z.string() });

/**
 * The number of the process that holds a run directory at this moment, or null. Looks only: unlike `takeLock`, which would hold up an
 * engine that takes it in the same moment.
 */
export async function holderOf(folder: string): Promise<number | null> {
  const text = await fs.readFile(path.join(folder, LOCK_FILE), 'utf8').catch(() => '');
  const lock = lockSchema.safeParse(parseOrNull(text));
  if (!lock.success) return null;
  const { pid, host, started } = lock.data;
  // On another machine (a shared disk) nobody can tell, so the lock holds.
  if (host !== os.hostname()) return pid;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : null;
  }
  return (await startOf(pid)) === started ? pid : null;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** As `lock.ts` tells a process from a later one of the same number. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await fs.readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : `${boot.trim()} ${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}
