import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';

const STDERR = 2;

/**
 * Runs `work` while what native code writes to standard error goes nowhere. TensorFlow says that oneDNN is on as it is
 * loaded, before it has read the variable that should silence it, and Node has no `dup2`: so descriptor 2 is closed
 * and taken again, which the lowest free number makes sure of.
 *
 * Done for terminals only. A file opened a second time has a second position: what the caller's shell writes next would
 * land on top of what we wrote. Pipes and sockets cannot be opened again. Nothing else may open files meanwhile: call it
 * before any worker is started.
 */
export function withoutNativeStderr<T>(work: () => T): T {
  const kept = openAgain(STDERR);
  if (kept === null) return work();
  try {
    put('/dev/null');
    return work();
  } finally {
    put(pathOf(kept));
    closeSync(kept);
  }
}

/** Makes descriptor 2 stand for another file. */
function put(path: string): void {
  closeSync(STDERR);
  const descriptor = openSync(path, 'a');
  if (descriptor !== STDERR) throw new Error(`standard error became descriptor ${descriptor}`);
}

function openAgain(descriptor: number): number | null {
  try {
    if (!isatty(descriptor)) return null;
    return openSync(pathOf(descriptor), 'a');
  } catch {
    return null;
  }
}

function pathOf(descriptor: number): string {
  return `/proc/self/fd/${descriptor}`;
}
