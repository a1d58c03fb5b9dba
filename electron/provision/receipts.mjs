import fs from 'node:fs';
import path from 'node:path';
import { readJson, sha256File, writeAtomically } from './files.mjs';

/**
 * A receipt says that a piece of set-up was finished and verified, and which files it left with which sizes, times
 * and checksums. Checking a receipt costs a `stat` per file, so that a run with nothing to do is quick; hashing
 * happens when the receipt is written. A receipt is written last: whatever was interrupted has none and is redone.
 *
 * @typedef {{ base: string, name: string, wanted: string }} Claim
 *   `base` is the folder whose `receipts/` keeps it and which its file names start from, so that a cache can be
 *   moved; `wanted` is what is wanted now, as one comparable string
 * @typedef {{ wanted: string, files: Record<string, [number, number, string]>, facts: Record<string, any> }} Receipt
 */

/**
 * Reads a receipt if what it describes is still wanted and untouched.
 *
 * @param {Claim} claim
 * @returns {Receipt | undefined}
 */
export function validReceipt(claim) {
  const receipt = readReceipt(claim);
  if (receipt === undefined) return undefined;
  const untouched = Object.entries(receipt.files).every(([name, [size, time]]) => {
    const info = statOrNothing(path.resolve(claim.base, name));
    return info !== undefined && info.size === size && info.mtimeMs === time;
  });
  return untouched ? receipt : undefined;
}

/**
 * Renews a receipt whose files carry other times but the same bytes, as after a cache was copied or restored.
 *
 * @param {Claim} claim
 * @returns {Promise<boolean>} whether the receipt is valid now
 */
export async function renewReceipt(claim) {
  const receipt = readReceipt(claim);
  if (receipt === undefined) return false;
  for (const [name, [size, , hash]] of Object.entries(receipt.files)) {
    const target = path.resolve(claim.base, name);
    const info = statOrNothing(target);
    if (info === undefined || !info.isFile() || info.size !== size) return false;
    if ((await sha256File(target)) !== hash) return false;
  }
  const targets = Object.keys(receipt.files).map((name) => path.resolve(claim.base, name));
  await writeReceipt(claim, targets, receipt.facts);
  return true;
}

/**
 * Writes a receipt over the named files, hashing them.
 *
 * @param {Claim} claim
 * @param {string[]} targets absolute paths of files
 * @param {Record<string, unknown>} [facts] whatever doctor should be able to tell later
 */
export async function writeReceipt(claim, targets, facts = {}) {
  const files = {};
  for (const target of targets) {
    const { size, mtimeMs } = fs.statSync(target);
    files[path.relative(claim.base, target)] = [size, mtimeMs, await sha256File(target)];
  }
  writeAtomically(receiptFile(claim), `${JSON.stringify({ wanted: claim.wanted, files, facts }, null, 1)}\n`);
}

/** @param {Claim} claim @returns {string} the receipt's own file */
export function receiptFile({ base, name }) {
  return path.join(base, 'receipts', `${name}.json`);
}

function readReceipt(claim) {
  const receipt = readJson(receiptFile(claim));
  if (receipt === undefined || receipt === null || receipt.wanted !== claim.wanted) return undefined;
  if (typeof receipt.files !== 'object' || receipt.files === null) return undefined;
  return Object.values(receipt.files).every(Array.isArray) ? receipt : undefined;
}

function statOrNothing(target) {
  try {
    return fs.statSync(target);
  } catch {
    return undefined;
  }
}
