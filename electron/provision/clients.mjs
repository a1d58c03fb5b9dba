import fs from 'node:fs';
import path from 'node:path';
import { askProgram, findProgram, runProgram } from './child.mjs';
import { describeTrouble, lastLine, SetupError } from './failure.mjs';
import { exists, makeFolder, readJson, remove, sha256File } from './files.mjs';
import { downloadHttps } from './https.mjs';
import { findPip } from './part-machine.mjs';
import { silentLog } from './log.mjs';
import { partialFolder } from './partials.mjs';
import { PACKAGED } from './paths.mjs';
import { REGISTRIES } from './sources.mjs';

/** A refused connection is told within seconds rather than minutes. */
export const NPM_PATIENCE = [
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=2000',
  '--fetch-retry-maxtimeout=8000',
  '--loglevel=error',
];

/** Wheels are large and kept by us: pip's own cache would hold them a second time. */
export const PIP_MANNERS = [
  '--quiet',
  '--no-cache-dir',
  '--disable-pip-version-check',
  '--progress-bar=off',
  '--retries=2',
];

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
      : describeTrouble(`fetching ${label}`, error.message, path.dirname(downloads));
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
      `${label} arrived damaged or changed (SHA-256 ${found.slice(0, 12)}…, expected ${sha256.slice(0, 12)}…) and was thrown away; try again.`,
      'checksum',
    );
  }
}

/**
 * Fetches a package's tarball with `npm pack`, scripts off.
 *
 * @param {string} spec name without a scope, and exact version
 * @param {{ file: string, size?: number }} source
 * @returns {(folder: string, progress: import('./log.mjs').Progress) => Promise<void>} for `fetchAside`
 */
export function npmPack(spec, source) {
  const straight = async (folder, progress) => {
    const [name, version] = spec.split('@');
    const address = `${REGISTRIES.npm}/${name}/-/${name}-${version}.tgz`;
    await downloadHttps(address, path.join(folder, source.file), progress);
  };
  return orStraight(
    () => findProgram('npm'),
    straight,
    async (folder, progress) => {
      const cache = askProgram('npm', ['config', 'get', 'cache']) ?? '';
      const args = ['pack', spec, '--ignore-scripts', '--pack-destination', folder, ...NPM_PATIENCE];
      const watch = [folder, path.join(cache, '_cacache', 'tmp')];
      await client('npm', 'npm', args, { cwd: folder, progress, watch, total: source.size, label: spec });
    },
  );
}

/**
 * Fetches one wheel with pip, for a fixed Python, so that any python3 may do it.
 *
 * @param {string} requirement name and exact version
 * @param {{ file: string, size?: number, sha256: string }} source
 * @param {{ python?: string, platforms: string[] }} tags what the wheel is for
 * @returns {(folder: string, progress: import('./log.mjs').Progress) => Promise<void>} for `fetchAside`
 */
export function pipDownload(requirement, source, { python, platforms }) {
  const straight = async (folder, progress) => {
    const [name, version] = requirement.split('==');
    const list = path.join(folder, 'release.json');
    await downloadHttps(`${REGISTRIES.pypi}/pypi/${name}/${version}/json`, list, silentLog.progress());
    await downloadHttps(wheelAddress(readJson(list), source), path.join(folder, source.file), progress);
  };
  return orStraight(findPip, straight, async (folder, progress) => {
    const args = [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--dest',
      folder,
      ...PIP_MANNERS,
    ];
    if (python !== undefined) args.push('--python-version', python);
    for (const platform of platforms) args.push('--platform', platform);
    args.push(requirement);
    // pip keeps the growing file in TMPDIR: inside our folder it is seen, and swept if we are killed.
    const env = { TMPDIR: makeFolder(path.join(folder, 'tmp')) };
    const options = { env, progress, watch: [folder], total: source.size, label: requirement };
    await client('pip', findPip() ?? 'python3', args, options);
  });
}

/**
 * A registry is asked through its own client, which knows this machine's mirrors and proxies. Where Inlay is packaged
 * the person may have no such client: then, or when it fails, the public registry is asked straight.
 */
function orStraight(findClient, straight, throughClient) {
  return async (folder, progress) => {
    if (!PACKAGED) return throughClient(folder, progress);
    if (findClient() === undefined) return straight(folder, progress);
    return throughClient(folder, progress).catch((refused) =>
      straight(folder, progress).catch((error) => {
        throw new Error(`${lastLine(refused.message)}; asked straight: ${error.message}`);
      }),
    );
  };
}

/**
 * Where PyPI keeps a wheel.
 *
 * @param {any} release its answer about one release of a package
 * @param {{ file: string, sha256: string }} source the wheel wanted
 * @returns {string}
 * @throws {Error} when the release has no such file
 */
export function wheelAddress(release, { file, sha256 }) {
  const files = Array.isArray(release?.urls) ? release.urls : [];
  const found = files.find((one) => one.filename === file && one.digests?.sha256 === sha256);
  if (!/^https:/.test(found?.url ?? '')) throw new Error(`PyPI does not name ${file}`);
  return found.url;
}

async function client(name, program, args, { label, ...options }) {
  const found = program.includes('/') ? program : findProgram(program);
  if (found === undefined) {
    throw new SetupError(`${program} was not found on PATH; it is needed to fetch ${label} with ${name}.`);
  }
  const result = await runProgram(found, args, options);
  if (result.code !== 0) throw new Error(`${name}: ${result.errors || result.output}`);
}
