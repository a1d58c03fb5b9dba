import fs from 'node:fs';
import path from 'node:path';
import { runProgram } from './child.mjs';
import { PIP_MANNERS } from './clients.mjs';
import { missingPackages } from './debian.mjs';
import { describeTrouble, lastLine, SetupError } from './failure.mjs';
import { exists, makeFolder, remove, sha256File } from './files.mjs';
import { packagesForPip } from './part-machine.mjs';
import { fetchTensorflowWheel } from './part-tensorflow.mjs';
import { tensorflowFolder } from './paths.mjs';
import { receiptFile, validReceipt, writeReceipt } from './receipts.mjs';
import { DEBIAN, PEERS, TENSORFLOW } from './sources.mjs';

/** Debian's own python3: its torch is built for it, and a python3 earlier on PATH may be another. */
const SYSTEM_PYTHON = '/usr/bin/python3';

/** Keras 3 on the same TensorFlow, in a Python environment of its own. */
export const kerasPart = {
  name: 'keras',
  needs: ['machine', 'tensorflow'],
  claim: ({ root }) => claim(root, 'keras'),
  downloads: [TENSORFLOW.wheels.cpu.file],
  packages: () => [...packagesForPip(), ...missingPackages(DEBIAN.venv)],
  make: async (context) => {
    const wheel = await fetchTensorflowWheel(context, 'cpu');
    const version = await pythonVersion();
    // The wheel is for one Python; another Python gets its own build of the same release from pip.
    const tensorflow = version === TENSORFLOW.python ? wheel : TENSORFLOW.wheels.cpu.requirement;
    await buildPeer(context, 'keras', [], [tensorflow, ...PEERS.keras]);
    await shareLibraries(context);
    const probe =
      'import keras, h5py, safetensors, tensorflow; print(keras.__version__, tensorflow.__version__)';
    await finishPeer(context, 'keras', probe);
  },
};

/** PyTorch as Debian packages it, with the few packages it lacks in an environment over it. */
export const torchPart = {
  name: 'torch',
  needs: ['machine'],
  claim: ({ root }) => claim(root, 'torch'),
  packages: () => missingPackages([...DEBIAN.venv, ...DEBIAN.torch]),
  make: async (context) => {
    await buildPeer(context, 'torch', ['--system-site-packages'], PEERS.torch);
    await finishPeer(
      context,
      'torch',
      'import torch, numpy, safetensors; print(torch.__version__, numpy.__version__)',
    );
  },
};

/**
 * The Python of a peer.
 *
 * @param {string} root the cache
 * @param {'keras' | 'torch'} name
 */
export function peerPythonPath(root, name) {
  return path.join(root, 'peers', name, 'bin', 'python');
}

/** @param {string} root @param {'keras' | 'torch'} name @returns {import('./receipts.mjs').Receipt | undefined} */
export function peerReceipt(root, name) {
  return validReceipt(claim(root, name));
}

/** An environment holds absolute paths, so it is wanted where it was made. */
function claim(root, name) {
  const version = name === 'keras' ? TENSORFLOW.version : PEERS.torchVersion;
  return { base: root, name: `peer-${name}`, wanted: [root, version, ...PEERS[name]].join(' ') };
}

async function pythonVersion() {
  const args = ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'];
  return (await runProgram(SYSTEM_PYTHON, args)).output.trim();
}

/** An environment cannot be moved once made, so it is built in place and counts only with its receipt. */
async function buildPeer({ root, paths, log }, name, flags, requirements) {
  const folder = path.join(paths.peers, name);
  remove(receiptFile(claim(root, name)));
  remove(folder);
  makeFolder(paths.peers);
  const progress = log.progress(`installing the Python peer ${name}`);
  const what = `installing the Python peer ${name}`;
  const created = await runProgram(SYSTEM_PYTHON, ['-m', 'venv', ...flags, folder], { progress });
  if (created.code !== 0) {
    progress.end('failed');
    throw describeTrouble(`${what} (python3 -m venv)`, created.errors || created.output, root);
  }
  const temporary = makeFolder(path.join(folder, 'tmp'));
  // Byte code is made when first needed; making it all now takes longer than the rest.
  const args = ['-m', 'pip', 'install', '--no-compile', '--no-deps', '--only-binary=:all:', ...PIP_MANNERS];
  args.push(...requirements);
  const installed = await runProgram(path.join(folder, 'bin', 'python'), args, {
    progress,
    watch: [folder],
    env: { TMPDIR: temporary, PIP_REQUIRE_VIRTUALENV: 'true' },
  });
  remove(temporary);
  progress.end(installed.code === 0 ? 'installed' : 'failed');
  if (installed.code !== 0) throw describeTrouble(`${what} (pip install)`, installed.errors, root);
}

/** Keras's copy of the library is the very file the app uses: one copy on the disk serves both. */
async function shareLibraries({ root, paths, log }) {
  const ours = path.join(tensorflowFolder('cpu', root), 'tensorflow');
  const lib = path.join(paths.peers, 'keras', 'lib');
  const [python] = fs.readdirSync(lib).filter((name) => name.startsWith('python3'));
  const theirs = path.join(lib, python, 'site-packages', 'tensorflow');
  for (const name of TENSORFLOW.libraries) {
    const [from, to] = [path.join(ours, name), path.join(theirs, name)];
    if (!exists(from) || !exists(to)) continue;
    if ((await sha256File(from)) !== (await sha256File(to))) continue;
    try {
      fs.linkSync(from, `${to}.part`);
      fs.renameSync(`${to}.part`, to);
    } catch {
      log.say(`${name} is kept twice, since this disk allows no links`);
    }
  }
}

async function finishPeer({ root, paths, log }, name, probe) {
  const python = peerPythonPath(root, name);
  const { code, output, errors } = await runProgram(python, ['-c', probe], {
    env: { TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  if (code !== 0) {
    throw new SetupError(
      `The Python peer ${name} was installed but does not start: ${lastLine(errors)}.`,
      'refused',
    );
  }
  const versions = output.trim().split('\n').pop();
  const files = [python, path.join(paths.peers, name, 'pyvenv.cfg')];
  const bytes = unsharedSize(path.join(paths.peers, name));
  await writeReceipt(claim(root, name), files, { versions, bytes });
  log.say(`the Python peer ${name} works (${versions})`);
}

/** What a peer adds to the disk: files that are also elsewhere, as the shared library is, count nothing. */
function unsharedSize(target) {
  const info = fs.lstatSync(target);
  if (!info.isDirectory()) return info.nlink > 1 ? 0 : info.size;
  return fs.readdirSync(target).reduce((sum, name) => sum + unsharedSize(path.join(target, name)), 0);
}
