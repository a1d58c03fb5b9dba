import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

/**
 * The SHA-256 of a file, read in pieces.
 *
 * @param {string} file
 * @returns {Promise<string>} lower-case hexadecimal
 */
export function sha256File(file) {
  return hashFile(file, 'sha256');
}

/**
 * The MD5 of a file; only for data sets whose authors publish one.
 *
 * @param {string} file
 * @returns {Promise<string>} lower-case hexadecimal
 */
export function md5File(file) {
  return hashFile(file, 'md5');
}

/**
 * The SHA-256 of what a file holds: unpacked when its name ends in .gz.
 *
 * @param {string} file
 * @returns {Promise<string>} lower-case hexadecimal
 */
export function sha256Unpacked(file) {
  return hashFile(file, 'sha256', file.endsWith('.gz'));
}

function hashFile(file, algorithm, unpack = false) {
  return new Promise((resolve, reject) => {
    const hash = createHash(algorithm);
    const raw = fs.createReadStream(file, { highWaterMark: 1 << 20 }).on('error', reject);
    const content = unpack ? raw.pipe(zlib.createGunzip()).on('error', reject) : raw;
    content.on('data', (piece) => hash.update(piece)).on('end', () => resolve(hash.digest('hex')));
  });
}

/** @param {string | Uint8Array} content @returns {string} the SHA-256 in hexadecimal */
export function sha256Of(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** @param {string} target a file or folder; nothing there is fine */
export function remove(target) {
  fs.rmSync(target, { recursive: true, force: true, maxRetries: 3 });
}

/** @param {string} folder */
export function makeFolder(folder) {
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** @param {string} file @returns {boolean} */
export function exists(file) {
  return fs.existsSync(file);
}

/**
 * Writes a file aside, forces it to disk, and renames it, so that a reader never sees half of it.
 *
 * @param {string} file
 * @param {string | Uint8Array} content
 */
export function writeAtomically(file, content) {
  makeFolder(path.dirname(file));
  const aside = `${file}.${process.pid}.part`;
  const descriptor = fs.openSync(aside, 'w');
  try {
    fs.writeFileSync(descriptor, content);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  fs.renameSync(aside, file);
}

/**
 * Reads a JSON file; anything unreadable or damaged counts as absent.
 *
 * @param {string} file
 * @returns {any} undefined when absent or damaged
 */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The bytes under a file or folder, links not followed; what vanishes while looking counts nothing.
 *
 * @param {string} target
 * @returns {number}
 */
export function sizeOf(target) {
  let info;
  try {
    info = fs.lstatSync(target);
  } catch {
    return 0;
  }
  if (!info.isDirectory()) return info.size;
  let names = [];
  try {
    names = fs.readdirSync(target);
  } catch {
    return 0;
  }
  return names.reduce((sum, name) => sum + sizeOf(path.join(target, name)), 0);
}

/**
 * Puts a finished folder in place, taking away whatever was there.
 *
 * @param {string} from a folder on the same disk
 * @param {string} to
 */
export function replaceFolder(from, to) {
  makeFolder(path.dirname(to));
  remove(to);
  fs.renameSync(from, to);
}
