import fs from 'node:fs';
import path from 'node:path';
import { catchProblem } from '../../../shared/problems/catch';
import type { Result } from '../../../shared/problems/result';
import { writing } from './errno';

/**
 * Files and folders that are there whole or not at all: written aside under a name that ends in `.tmp`, flushed to
 * the disk, renamed into place. Whatever ends the process in between leaves the old one and a `.tmp` to clean up.
 */
export const TEMPORARY = '.tmp';

/**
 * Puts a file in place of another, or newly.
 * Signals `file/disk-full` or `file/not-writable`; the old file is then untouched.
 * @param target its path; the folder must exist
 */
export function replaceFile(target: string, contents: Uint8Array | string): void {
  const aside = `${target}${TEMPORARY}`;
  writing(target, () => {
    try {
      writeFlushed(aside, contents);
      fs.renameSync(aside, target);
    } catch (error) {
      discard(aside);
      throw error;
    }
    flushFolder(path.dirname(target));
  });
}

/** `replaceFile` for callers outside the engine: the problem as a value. */
export function saveFile(target: string, contents: Uint8Array | string): Result<null> {
  return catchProblem(() => {
    replaceFile(target, contents);
    return null;
  });
}

/**
 * Makes a folder that appears whole: `fill` writes into an empty one beside it, which is flushed, then renamed.
 * Signals `file/disk-full` or `file/not-writable`; nothing is then left behind.
 * @param target its path; it must not exist yet, its parent must
 * @param fill writes files straight into the folder it is given, no folders
 */
export function makeFolder(target: string, fill: (folder: string) => void): void {
  const aside = `${target}${TEMPORARY}`;
  writing(target, () => {
    try {
      discard(aside);
      fs.mkdirSync(aside);
      fill(aside);
      flushFolder(aside);
      fs.renameSync(aside, target);
    } catch (error) {
      discard(aside);
      throw error;
    }
    flushFolder(path.dirname(target));
  });
}

/** Writes a new file and returns once the disk has it. Throws the system's own errors. */
export function writeFlushed(target: string, contents: Uint8Array | string): void {
  const descriptor = fs.openSync(target, 'w');
  try {
    writeFully(descriptor, contents);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Writes everything: a disk that is nearly full takes a part first and refuses the next call. */
function writeFully(descriptor: number, contents: Uint8Array | string): void {
  const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
  let done = 0;
  while (done < bytes.length) done += fs.writeSync(descriptor, bytes, done, bytes.length - done);
}

/**
 * Takes away what an interrupted `replaceFile` or `makeFolder` left in a folder. Returns the names.
 * @param isOurs leaves those alone that another process may be at this moment writing
 */
export function cleanTemporaries(
  folder: string,
  isOurs: (name: string) => boolean = () => true,
): readonly string[] {
  return writing(folder, () => {
    const left = fs.readdirSync(folder).filter((name) => name.endsWith(TEMPORARY) && isOurs(name));
    left.forEach((name) => fs.rmSync(path.join(folder, name), { recursive: true, force: true }));
    return left;
  });
}

/** Makes the names in a folder last: without it a rename may be lost with the power. */
function flushFolder(folder: string): void {
  let descriptor: number;
  try {
    descriptor = fs.openSync(folder, 'r');
  } catch {
    // Windows opens no folders; its renames are flushed by the file system's journal.
    return;
  }
  try {
    fs.fsyncSync(descriptor);
  } catch (error) {
    // Some network file systems cannot flush a folder; the rename itself has happened.
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Best effort: the error that led here is the one to tell. */
function discard(aside: string): void {
  try {
    fs.rmSync(aside, { recursive: true, force: true });
  } catch {
    // A leftover is cleaned when the folder is opened again.
  }
}
