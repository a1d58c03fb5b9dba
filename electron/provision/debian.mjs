import fs from 'node:fs';
import path from 'node:path';
import { findProgram, runProgram } from './child.mjs';
import { partialFolder } from './partials.mjs';
import { describeTrouble, SetupError } from './failure.mjs';
import { exists, makeFolder, remove } from './files.mjs';

const LOCK_WAIT = ['-o', 'DPkg::Lock::Timeout=300'];
const QUIET = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };

/**
 * Which packages of a list are missing, by looking at one file of each; no package tool is started.
 *
 * @param {string[][]} list pairs of package name and a path, whose folder names may hold a `*`
 * @returns {string[]}
 */
export function missingPackages(list) {
  return list.filter(([, file]) => !anyMatch(file)).map(([name]) => name);
}

/**
 * Installs Debian packages as root; otherwise says the one command that does.
 *
 * @param {string[]} names
 * @param {import('./log.mjs').Log} log
 * @throws {SetupError}
 */
export async function installPackages(names, log) {
  if (findProgram('apt-get') === undefined) {
    throw new SetupError(
      `Missing on this machine: ${names.join(', ')} (Debian's names). Install their like with this system's package manager and try again.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `Missing on this machine: ${names.join(', ')}. Run this, then the same command again:\n  ${installCommand(names)}`,
    );
  }
  log.say(`installing Debian packages: ${names.join(' ')}`);
  const progress = log.progress('installing Debian packages');
  const watch = ['/var/cache/apt/archives', '/var/lib/apt/lists'];
  const options = { env: QUIET, progress, watch, outlive: true };
  // An earlier installation may have been killed half-way; this does nothing otherwise.
  await runProgram('dpkg', ['--configure', '-a'], options);
  const updated = await runProgram('apt-get', ['update', ...LOCK_WAIT, '-q'], options);
  const args = ['install', '-y', '--no-install-recommends', ...LOCK_WAIT, ...names];
  const result = await runProgram('apt-get', args, options);
  progress.end(result.code === 0 ? 'done' : 'failed');
  if (result.code !== 0) {
    const words = `${updated.code === 0 ? '' : updated.errors}\n${result.errors}`;
    throw describeTrouble(`installing ${names.join(', ')} with apt-get`, words, '/var');
  }
}

/**
 * The one command that installs packages, for the user who runs this.
 *
 * @param {string[]} names
 * @returns {string}
 */
export function installCommand(names) {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  return process.getuid?.() === 0 ? command : `sudo sh -c '${command}'`;
}

/**
 * Fetches a Debian package and unpacks it without installing it; needs no root.
 *
 * @param {import('./parts.mjs').Context} context
 * @param {{ package: string }} source
 * @param {string} folder gets the package's tree
 */
export async function fetchDebianPackage({ paths, log }, source, folder) {
  if (findProgram('apt-get') === undefined || findProgram('dpkg-deb') === undefined) {
    throw new SetupError(`${source.package} comes as a Debian package, and this system has no apt-get.`);
  }
  const aside = partialFolder(paths.downloads);
  const progress = log.progress(`fetching ${source.package}`, source.size);
  try {
    let result = await aptDownload(source.package, aside, [], progress, source.size);
    // Without package lists (a fresh container, say) fetch lists of our own: that needs no root either.
    if (result.code !== 0) result = await downloadWithOwnLists(source.package, aside, progress, source.size);
    const file = fs.readdirSync(aside).find((name) => name.endsWith('.deb'));
    if (result.code !== 0 || file === undefined) {
      throw describeTrouble(`fetching ${source.package} with apt-get`, result.errors, paths.root);
    }
    const unpack = await runProgram('dpkg-deb', ['-x', path.join(aside, file), folder]);
    if (unpack.code !== 0) throw describeTrouble(`unpacking ${source.package}`, unpack.errors, paths.root);
    progress.end('fetched');
  } catch (error) {
    progress.end('failed');
    throw error;
  } finally {
    remove(aside);
  }
}

async function downloadWithOwnLists(name, aside, progress, total) {
  const lists = makeFolder(path.join(aside, 'lists'));
  makeFolder(path.join(lists, 'partial'));
  const own = [
    '-o',
    `Dir::State::Lists=${lists}`,
    '-o',
    `Dir::Cache=${makeFolder(path.join(aside, 'cache'))}`,
  ];
  await runProgram('apt-get', [...own, 'update', '-q'], { env: QUIET, progress, watch: [aside] });
  return aptDownload(name, aside, own, progress, total);
}

/** The unprivileged apt account may not enter our folder; as root, apt is told not to try it. */
function aptDownload(name, folder, options, progress, total) {
  const args = [...options, '-o', 'APT::Sandbox::User=root', '-q', 'download', name];
  return runProgram('apt-get', args, { cwd: folder, env: QUIET, progress, watch: [folder], total });
}

function anyMatch(pattern) {
  const at = pattern.indexOf('*');
  if (at < 0) return exists(pattern);
  const slash = pattern.lastIndexOf('/', at);
  const end = pattern.indexOf('/', at);
  const folder = pattern.slice(0, slash);
  const prefix = pattern.slice(slash + 1, at);
  const rest = end < 0 ? '' : pattern.slice(end);
  let names = [];
  try {
    names = fs.readdirSync(folder);
  } catch {
    return false;
  }
  return names.some((name) => name.startsWith(prefix) && exists(`${folder}/${name}${rest}`));
}
