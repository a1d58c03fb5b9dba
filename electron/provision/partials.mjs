import fs from 'node:fs';
import path from 'node:path';
import { exists, makeFolder, remove } from './files.mjs';

let counter = 0;

/**
 * A fresh folder for one download, inside the cache so that the finished file can be renamed. Folders of this kind
 * that a killed run left are swept when the next one takes the lock.
 *
 * @param {string} downloads the cache's download folder
 * @returns {string}
 */
export function partialFolder(downloads) {
  counter += 1;
  return makeFolder(path.join(downloads, `${process.pid}-${counter}.part`));
}

/** @param {string} downloads removes what interrupted runs left; call only while holding the lock */
export function sweepPartials(downloads) {
  if (!exists(downloads)) return;
  for (const name of fs.readdirSync(downloads)) {
    if (name.endsWith('.part')) remove(path.join(downloads, name));
  }
}

/**
 * Removes from the download folder what nobody will unpack any more.
 *
 * @param {string} downloads
 * @param {string[]} names the files to keep
 */
export function keepOnly(downloads, names) {
  if (!exists(downloads)) return;
  for (const name of fs.readdirSync(downloads)) {
    if (!names.includes(name)) remove(path.join(downloads, name));
  }
}
