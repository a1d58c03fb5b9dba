import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { reading } from '../../engine/files/errno';
import { fail } from '../../../shared/problems/problem';
import type { FileStamp } from '../../../shared/protocol/window';
import { replaceFileSoon } from '../store/replace';

/** Nothing people draw comes near this; a wrong file (a data set, a video) often does. */
export const LARGEST_FILE = 64 * 2 ** 20;

const WRITABLE_BY_ANYONE = 0o222;
const PERMISSIONS = 0o777;

/** What a document's file held at one moment. */
export interface DiskFile {
  readonly text: string;
  readonly stamp: FileStamp;
}

/**
 * Reads a document's file.
 * Signals `file/not-found`, `file/not-readable`, `file/not-text` or `document/too-large`.
 */
export async function readDiskFile(target: string): Promise<DiskFile> {
  const { bytes, stamp } = await readBytes(target);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), stamp };
  } catch {
    return fail('file/not-text', { path: target }, { file: target });
  }
}

/** What tells this state of the file from another; null when it is not there. Signals as reading does. */
export async function stampOf(target: string): Promise<FileStamp | null> {
  if (!(await isThere(target))) return null;
  return (await readBytes(target)).stamp;
}

/**
 * Puts a document's text in its file's place, whole or not at all. A link stays a link, to the file that is replaced;
 * permissions stay.
 * @param expected what the file should still be; null overwrites whatever is there
 * Signals `file/changed-on-disk`, `file/not-writable` or `file/disk-full`; the file is then untouched.
 */
export async function writeDiskFile(
  target: string,
  text: string,
  expected: FileStamp | null,
): Promise<FileStamp> {
  const real = await fs.realpath(target).catch(() => target);
  const there = await fs.stat(real).catch(() => null);
  // A rename would replace a file that its owner locked; they did that on purpose.
  if (there !== null && (there.mode & WRITABLE_BY_ANYONE) === 0)
    fail('file/not-writable', { path: target, reason: 'EACCES' }, { file: target });
  if (there !== null && !there.isFile())
    fail('file/not-writable', { path: target, reason: 'EISDIR' }, { file: target });
  if (expected !== null && (await stampOf(real))?.sha256 !== expected.sha256)
    fail('file/changed-on-disk', { path: target }, { file: target });
  const bytes = Buffer.from(text);
  const mode = there === null ? 0o644 : there.mode & PERMISSIONS;
  await replaceFileSoon(real, bytes, { mode, makeFolder: false });
  const { mtimeMs } = await fs.stat(real);
  return { size: bytes.length, modified: mtimeMs, sha256: sha256(bytes) };
}

async function readBytes(target: string): Promise<{ bytes: Buffer; stamp: FileStamp }> {
  const info = await read(target, () => fs.stat(target));
  // A pipe would keep us waiting for ever, a folder cannot be read.
  if (!info.isFile()) fail('file/not-readable', { path: target, reason: 'EISDIR' }, { file: target });
  if (info.size > LARGEST_FILE)
    fail('document/too-large', { what: 'bytes', limit: LARGEST_FILE, found: info.size }, { file: target });
  const bytes = await read(target, () => fs.readFile(target));
  return { bytes, stamp: { size: bytes.length, modified: info.mtimeMs, sha256: sha256(bytes) } };
}

/** `reading` for work that takes its time. */
async function read<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    return reading(target, () => {
      throw error;
    });
  }
}

async function isThere(target: string): Promise<boolean> {
  const info = await fs.stat(target).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  });
  return info !== null;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
