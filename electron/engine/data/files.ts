import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { fail } from '../../../shared/problems/problem';

/** The most bytes of images that one file may bring: beyond it Node 16 cannot allocate one array reliably. */
export const MAX_FILE_BYTES = 2 ** 31 - 1;

/** How many first bytes of the unpacked contents `DataFile.head` shows. */
const HEAD_BYTES = 64;

/** One data file, open for reading; what it says of itself is checked before anything is allocated for it. */
export interface DataFile {
  /** Absolute path, for problems. */
  readonly path: string;
  /** The first (at most 64) bytes of the contents, unpacked. */
  readonly head: Uint8Array;
  /**
   * Checks that the contents are exactly `bytes` long.
   * Signals `data/truncated`, `data/oversized`, `data/too-large` or `data/damaged-gzip`.
   */
  expectSize(bytes: number): void;
  /** Bytes of a plain file; null where it is compressed and only `expectSize` can tell. */
  readonly size: number | null;
  /** Fills `into` with the contents from `offset` on. Signals `data/truncated` if they end before. */
  read(offset: number, into: Uint8Array): void;
}

/**
 * Opens a file, plain or gzipped (told by its first bytes, since browsers unpack on download and keep the name),
 * runs `work` and closes it.
 * Signals `file/not-readable` or `data/damaged-gzip`.
 */
export function withDataFile<T>(file: string, work: (file: DataFile) => T): T {
  const full = path.resolve(file);
  return guardReads(full, () => {
    // A named pipe would block in open: look before.
    if (!fs.statSync(full).isFile()) fail('file/not-readable', { path: full, reason: 'not a plain file' });
    const descriptor = fs.openSync(full, 'r');
    try {
      const start = Buffer.alloc(HEAD_BYTES);
      const found = readFully(descriptor, 0, start);
      const head = start.subarray(0, found);
      const zipped = head[0] === 0x1f && head[1] === 0x8b;
      return work(zipped ? gzipped(full, descriptor) : plain(full, descriptor, head));
    } finally {
      fs.closeSync(descriptor);
    }
  });
}

/** Names in a folder, sorted. Signals `data/not-found`, `data/not-a-folder` or `data/empty-folder`. */
export function listFolder(folder: string): readonly string[] {
  const full = path.resolve(folder);
  return guardReads(full, () => {
    const found = fs.statSync(full, { throwIfNoEntry: false });
    if (found === undefined) return fail('data/not-found', { path: full });
    if (!found.isDirectory()) return fail('data/not-a-folder', { path: full });
    const names = fs.readdirSync(full).sort();
    if (names.length === 0) fail('data/empty-folder', { path: full });
    return names;
  });
}

/**
 * Reads a list of names, one a line, blank lines left out; null if there is no such file.
 * Signals `data/class-names` when there are not `expected` names (null: any number from 1).
 */
export function readNames(file: string, expected: number | null): readonly string[] | null {
  const full = path.resolve(file);
  return guardReads(full, () => {
    if (!fs.existsSync(full)) return null;
    const size = fs.statSync(full).size;
    if (size > 1_000_000) return fail('data/too-large', { file: full, limit: 1_000_000, found: size });
    const lines = fs.readFileSync(full, 'utf8').split('\n');
    const names = lines.map((line) => line.trim()).filter((line) => line !== '');
    const wanted = expected ?? Math.max(1, names.length);
    if (names.length !== wanted) {
      fail('data/class-names', { file: full, expected: wanted, found: names.length });
    }
    return names;
  });
}

function plain(file: string, descriptor: number, head: Uint8Array): DataFile {
  const size = fs.fstatSync(descriptor).size;
  return {
    path: file,
    head,
    size,
    expectSize: (bytes) => {
      if (size < bytes) fail('data/truncated', { file, expected: bytes, found: size });
      if (size > bytes) fail('data/oversized', { file, expected: bytes, found: size });
      if (bytes > MAX_FILE_BYTES) fail('data/too-large', { file, limit: MAX_FILE_BYTES, found: bytes });
    },
    read: (offset, into) => {
      const found = readFully(descriptor, offset, into);
      if (found < into.length) {
        fail('data/truncated', { file, expected: offset + into.length, found: offset + found });
      }
    },
  };
}

function gzipped(file: string, descriptor: number): DataFile {
  const { size } = fs.fstatSync(descriptor);
  if (size > MAX_FILE_BYTES) fail('data/too-large', { file, limit: MAX_FILE_BYTES, found: size });
  const packed = Buffer.alloc(size);
  readFully(descriptor, 0, packed);
  // Some hundred packed bytes give the first bytes, whatever the rest claims to grow to.
  const head = unpack(file, packed.subarray(0, 512), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
  let contents: Uint8Array | null = null;
  const load = (limit: number): Uint8Array => (contents ??= unpack(file, packed, { maxOutputLength: limit }));
  return {
    path: file,
    head: head.subarray(0, HEAD_BYTES),
    size: null,
    expectSize: (bytes) => {
      if (bytes > MAX_FILE_BYTES) fail('data/too-large', { file, limit: MAX_FILE_BYTES, found: bytes });
      // A bomb stops at the size that the header promised.
      const found = load(bytes).length;
      if (found < bytes) fail('data/truncated', { file, expected: bytes, found });
    },
    read: (offset, into) => {
      const source = load(MAX_FILE_BYTES).subarray(offset, offset + into.length);
      if (source.length < into.length) {
        fail('data/truncated', { file, expected: offset + into.length, found: offset + source.length });
      }
      into.set(source);
    },
  };
}

function unpack(file: string, packed: Uint8Array, options: zlib.ZlibOptions): Uint8Array {
  try {
    return zlib.gunzipSync(packed, { chunkSize: 1 << 20, ...options });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const limit = options.maxOutputLength;
    if (code === 'ERR_BUFFER_TOO_LARGE' && limit !== undefined) {
      return fail('data/oversized', { file, expected: limit, found: limit + 1 });
    }
    return fail('data/damaged-gzip', { file, detail: message });
  }
}

/** Reads until `into` is full or the file ends; returns how many bytes came. */
function readFully(descriptor: number, offset: number, into: Uint8Array): number {
  let done = 0;
  while (done < into.length) {
    const got = fs.readSync(descriptor, into, done, into.length - done, offset + done);
    if (got === 0) break;
    done += got;
  }
  return done;
}

/** Turns the file system's and the allocator's refusals into problems. */
function guardReads<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // A system call's refusal, or Node's own of a path with a null character.
    if (code !== undefined && (syscall !== undefined || code === 'ERR_INVALID_ARG_VALUE')) {
      fail('file/not-readable', { path: file, reason: code });
    }
    if (error instanceof RangeError && /allocation|array length/i.test(error.message)) {
      fail('file/not-readable', { path: file, reason: error.message });
    }
    throw error;
  }
}
