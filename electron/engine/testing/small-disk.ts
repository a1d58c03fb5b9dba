import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MOUNT = 'mount';
const UNMOUNT = 'umount';

/** Whether this user may mount a disk in memory (root, outside of most containers). */
export const mayMount = canMount();

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const probe = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-mount-'));
  const mounted = spawnSync(MOUNT, ['-t', 'tmpfs', 'tmpfs', probe]).status === 0;
  if (mounted) spawnSync(UNMOUNT, [probe]);
  fs.rmdirSync(probe);
  return mounted;
}

/**
 * A small disk of its own for some work.
 * @param disk its folder, made here
 * @param work is given that folder
 */
export async function onDisk(
  disk: string,
  kilobytes: number,
  work: (disk: string) => Promise<void> | void,
): Promise<void> {
  fs.mkdirSync(disk);
  execFileSync(MOUNT, ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk]);
  try {
    await work(disk);
  } finally {
    execFileSync(UNMOUNT, [disk]);
  }
}

/** Makes a disk of `onDisk` one that may only be read. */
export function makeReadOnly(disk: string): void {
  execFileSync(MOUNT, ['-o', 'remount,ro', disk]);
}
