import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { crc32Start, crc32Update, crc32End } from './crc32.mjs';
import { makeFolder } from './files.mjs';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65535;
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;

/**
 * @typedef {{ name: string, method: number, crc: number, packed: number, size: number, offset: number,
 *   mode: number }} ZipEntry
 */

/**
 * Lists a zip file's entries from its central directory; ZIP64 is understood.
 *
 * @param {string} file
 * @returns {ZipEntry[]}
 * @throws {Error} when the file is cut short or is no zip
 */
export function listZip(file) {
  const descriptor = fs.openSync(file, 'r');
  try {
    const length = fs.fstatSync(descriptor).size;
    const { offset, size, count } = findDirectory(descriptor, length, file);
    if (offset + size > length) throw damaged(file);
    return parseDirectory(read(descriptor, offset, size, file), count, file);
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * Unpacks one entry to a file, in pieces, and checks its length and CRC-32.
 *
 * @param {string} file the zip
 * @param {ZipEntry} entry
 * @param {string} target
 * @param {(bytes: number) => void} [onBytes] told how many unpacked bytes each piece brought
 */
export async function extractEntry(file, entry, target, onBytes = () => undefined) {
  makeFolder(path.dirname(target));
  const start = dataOffset(file, entry);
  let crc = crc32Start();
  let size = 0;
  const source =
    entry.packed === 0
      ? []
      : fs.createReadStream(file, { start, end: start + entry.packed - 1, highWaterMark: 1 << 20 });
  const check = async function* (pieces) {
    for await (const piece of pieces) {
      crc = crc32Update(crc, piece);
      size += piece.length;
      onBytes(piece.length);
      yield piece;
    }
  };
  const steps = entry.method === 8 ? [zlib.createInflateRaw({ chunkSize: 1 << 20 }), check] : [check];
  await pipeline(
    source,
    ...steps,
    fs.createWriteStream(target, { mode: entry.mode & 0o111 ? 0o755 : 0o644 }),
  );
  if (size !== entry.size || crc32End(crc) !== entry.crc) throw damaged(file, entry.name);
}

/**
 * Keeps an entry's name inside a folder.
 *
 * @param {string} folder
 * @param {string} name
 * @returns {string} an absolute path
 * @throws {Error} when the name climbs out
 */
export function insideFolder(folder, name) {
  const target = path.resolve(folder, name);
  if (target !== folder && !target.startsWith(folder + path.sep)) {
    throw new Error(`the archive holds a path that leaves its folder: ${name}`);
  }
  return target;
}

function findDirectory(descriptor, length, file) {
  const span = Math.min(length, LONGEST_COMMENT + 22);
  const tail = read(descriptor, length - span, span, file);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at -= 1;
  if (at < 0) throw damaged(file);
  const count = tail.readUInt16LE(at + 10);
  const size = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (count !== MAX_16 && size !== MAX_32 && offset !== MAX_32) return { count, size, offset };
  const locator = length - span + at - 20;
  if (locator < 0) throw damaged(file);
  const found = read(descriptor, locator, 20, file);
  if (found.readUInt32LE(0) !== LOCATOR_64) throw damaged(file);
  const record = read(descriptor, Number(found.readBigUInt64LE(8)), 56, file);
  if (record.readUInt32LE(0) !== END_64) throw damaged(file);
  return {
    count: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
  };
}

function parseDirectory(directory, count, file) {
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw damaged(file);
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw damaged(file);
    const entry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
      mode: directory.readUInt32LE(at + 38) >>> 16,
    };
    widen(entry, directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    if (entry.method !== 0 && entry.method !== 8) {
      throw new Error(
        `${path.basename(file)} packs ${entry.name} in a way that is not understood (${entry.method})`,
      );
    }
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** Fields that overflow 32 bits stand in the ZIP64 extra field, in this order, each only when it overflowed. */
function widen(entry, extra) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let from = at + 4;
    for (const field of ['size', 'packed', 'offset']) {
      if (entry[field] !== MAX_32 || from + 8 > extra.length) continue;
      entry[field] = Number(extra.readBigUInt64LE(from));
      from += 8;
    }
  }
}

/** The local header repeats the name with an extra field of its own length, so the data's place is read there. */
function dataOffset(file, entry) {
  const descriptor = fs.openSync(file, 'r');
  try {
    const header = read(descriptor, entry.offset, 30, file);
    if (header.readUInt32LE(0) !== LOCAL) throw damaged(file, entry.name);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (start + entry.packed > fs.fstatSync(descriptor).size) throw damaged(file, entry.name);
    return start;
  } finally {
    fs.closeSync(descriptor);
  }
}

function read(descriptor, offset, length, file) {
  const buffer = Buffer.alloc(length);
  if (offset < 0 || fs.readSync(descriptor, buffer, 0, length, offset) !== length) throw damaged(file);
  return buffer;
}

function damaged(file, name) {
  return new Error(
    `${path.basename(file)} is damaged or cut short${name === undefined ? '' : ` at ${name}`}`,
  );
}
