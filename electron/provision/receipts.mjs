import fs from 'node:fs';
import path from 'node:path';
import { readJson, sha256File, writeAtomically } from './files.mjs';

/**
 * A receipt says that a piece of set-up was finished and verified, and which files it left with which sizes and
 * times. Checking a receipt costs a `stat` per file, so that a run with nothing to do is quick; hashing happens
 * once, when the receipt is written. A receipt is written last: whatever was interrupted has none and is redone.
 *
 * @typedef {{ wanted: string, files: Record<string, [number, number, string]>, facts: Record<string, unknown> }} Receipt
 */

/**
 * Reads a receipt if what it describes is still wanted and untouched.
 *
 * @param {string} file the receipt
 * @param {string} wanted what is wanted now, as one comparable string
 * @returns {Receipt | undefined}
 */
export function validReceipt(file, wanted) {
  const receipt = readJson(file);
  if (receipt === undefined || receipt === null || receipt.wanted !== wanted) return undefined;
  if (typeof receipt.files !== 'object' || receipt.files === null) return undefined;
  const untouched = Object.entries(receipt.files).every(([target, record]) => {
    const info = statOrNothing(target);
    return (
      info !== undefined && Array.isArray(record) && info.size === record[0] && info.mtimeMs === record[1]
    );
  });
  return untouched ? receipt : undefined;
}

/**
 * Writes a receipt over the named files. Hashes those not yet hashed.
 *
 * @param {string} file the receipt
 * @param {string} wanted
 * @param {string[]} targets absolute paths; folders are recorded by presence of their time only
 * @param {Record<string, unknown>} [facts] whatever doctor should be able to tell later
 * @param {{ hash?: boolean }} [options] hash: false records sizes and times only
 */
export async function writeReceipt(file, wanted, targets, facts = {}, options = {}) {
  const files = {};
  for (const target of targets) {
    const info = fs.statSync(target);
    const hash = options.hash === false || info.isDirectory() ? '' : await sha256File(target);
    files[target] = [info.size, info.mtimeMs, hash];
  }
  writeAtomically(file, `${JSON.stringify({ wanted, files, facts }, null, 1)}\n`);
}

/** @param {string} folder @param {string} name */
export function receiptPath(folder, name) {
  return path.join(folder, 'receipts', `${name}.json`);
}

function statOrNothing(target) {
  try {
    return fs.statSync(target);
  } catch {
    return undefined;
  }
}
