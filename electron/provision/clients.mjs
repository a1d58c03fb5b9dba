import fs from 'node:fs';
import path from 'node:path';
import { askProgram, findProgram, runProgram } from './child.mjs';
import { describeTrouble, SetupError } from './failure.mjs';
import { findPip } from './part-machine.mjs';
import { partialFolder } from './partials.mjs';
import { exists, makeFolder, remove, sha256File } from './files.mjs';

/**
 * Fetches a file through a client, checks it and puts it in the download folder; a file already there is used
 * after its checksum was looked at again.
 *
 * @param {object} request
 * @param {string} request.downloads
 * @param {{ file: string, size?: number, sha256: string }} request.source
 * @param {string} request.label what a person reads
 * @param {import('./log.mjs').Log} request.log
 * @param {(folder: string, progress: import('./log.mjs').Progress) => Promise<void>} request.get leaves the file
 *   in the folder
 * @returns {Promise<string>} the checked file
 * @throws {SetupError} when the client failed or the checksum differs
 */
export async function fetchAside({ downloads, source, label, log, get }) {
  const target = path.join(downloads, source.file);
  if (exists(target)) {
    if ((await sha256File(target)) === source.sha256) return target;
    remove(target);
  }
  const folder = partialFolder(downloads);
  const progress = log.progress(`fetching ${label}`, source.size);
  try {
    await get(folder, progress);
    const file = path.join(folder, source.file);
    await expectChecksum(file, source.sha256, label);
    fs.renameSync(file, target);
    progress.end('fetched and checked');
    return target;
  } catch (error) {
    progress.end('failed');
    throw error instanceof SetupError
      ? error
      : describeTrouble(`fetching ${label}`, error.message, downloads);
  } finally {
    remove(folder);
  }
}

/**
 * @param {string} file
 * @param {string} sha256
 * @param {string} label
 * @throws {SetupError} when the file is absent or different
 */
export async function expectChecksum(file, sha256, label) {
  if (!exists(file)) {
    throw new SetupError(
      `The client fetched ${label}, but the file ${path.basename(file)} is not what it left.`,
    );
  }
  const found = await sha256File(file);
  if (found !== sha256) {
    remove(file);
    throw new SetupError(
      `${label} arrived damaged or changed (SHA-256 ${found.slice(0, 12)}…, expected ${sha256.slice(0, 12)}…) and was thrown away; run the same command again.`,
      'checksum',
    );
  }
}

/** Fetches a package's tarball with `npm pack`, scripts off. */
export function npmPack(spec, source) {
  return async (folder, progress) => {
    const cache = askProgram('npm', ['config', 'get', 'cache']) ?? '';
    const args = ['pack', spec, '--silent', '--ignore-scripts', '--pack-destination', folder];
    const watch = [folder, path.join(cache, '_cacache', 'tmp')];
    await client('npm', args, { cwd: folder, progress, watch, total: source.size, label: spec });
  };
}

/** Fetches one wheel with pip, for a fixed Python, so that any python3 may do it. */
export function pipDownload(requirement, source, { python, platforms }) {
  return async (folder, progress) => {
    const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--quiet'];
    args.push('--disable-pip-version-check', '--progress-bar', 'off', '--retries', '2');
    if (python !== undefined) args.push('--python-version', python);
    for (const platform of platforms) args.push('--platform', platform);
    args.push('--dest', folder, requirement);
    // pip keeps the growing file in TMPDIR: inside our folder it is seen, and swept if we are killed.
    const env = { TMPDIR: makeFolder(path.join(folder, 'tmp')) };
    await client(findPip() ?? 'python3', args, {
      env,
      progress,
      watch: [folder],
      total: source.size,
      label: requirement,
    });
  };
}

async function client(program, args, { label, ...options }) {
  const found = program.includes('/') ? program : findProgram(program);
  if (found === undefined)
    throw new SetupError(`${program} was not found on PATH; it is needed to fetch ${label}.`);
  const result = await runProgram(found, args, options);
  if (result.code !== 0) {
    throw describeTrouble(`fetching ${label} with ${path.basename(program)}`, result.errors || result.output);
  }
}
