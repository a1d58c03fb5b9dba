import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installCommand, missingPackages } from './debian.mjs';
import { formatMegabytes } from './log.mjs';
import { readJson, sizeOf } from './files.mjs';
import { addonReceipt } from './part-addon.mjs';
import { DATA_SETS, dataFolder, dataReady } from './part-data.mjs';
import { electronReceipt } from './part-electron.mjs';
import { missingBuildTools, modernNodePart, modernNodePath, platformTrouble } from './part-machine.mjs';
import { peerReceipt } from './part-peers.mjs';
import { tensorflowReceipt } from './part-tensorflow.mjs';
import { cachePaths, cacheRoot, nvidiaFound, PACKAGED, tensorflowVariant, tfjsPackage } from './paths.mjs';
import { ADDON, DEBIAN, ELECTRON, NODE_MINIMUM, PEERS, TENSORFLOW } from './sources.mjs';

const SETUP = PACKAGED ? 'open Inlay, which fetches what is missing' : 'npm run setup';
/** Told of a checkout only: a packaged app brings or needs none of these. */
const OF_CHECKOUT = ['node', 'build-tools', 'tfjs', 'electron', 'electron-packages', 'modern-node'];

/**
 * What is on this machine, what is missing and how to mend it. Looks at files and receipts only, so that it takes
 * well under a second and never loads TensorFlow.
 *
 * @returns {{ id: string, name: string, status: 'ok' | 'missing' | 'warning', found: string, wanted: string,
 *   mend: string }[]}
 */
export function collectFacts() {
  const root = cacheRoot();
  const every = factsOf(root);
  if (!PACKAGED) return every;
  return every.filter(({ id }) => !OF_CHECKOUT.includes(id) && !id.startsWith('peer-'));
}

function factsOf(root) {
  return [
    nodeFact(),
    platformFact(),
    buildToolsFact(),
    tfjsFact(),
    tensorflowFact(root),
    addonFact(root),
    deviceFact(root),
    electronFact(root),
    packagesFact(),
    peerFact(
      root,
      'keras',
      'Keras on TensorFlow',
      `Keras ${pinned(PEERS.keras, 'keras')} on ${TENSORFLOW.version}`,
    ),
    peerFact(root, 'torch', 'PyTorch', `Debian's ${PEERS.torchVersion}, which calls itself 1.13.0a0`),
    modernNodeFact(),
    cacheFact(root),
    ...DATA_SETS.map((name) => dataFact(root, name)),
  ];
}

function fact(id, name, status, found, wanted, mend = '') {
  return { id, name, status, found, wanted, mend: status === 'ok' ? '' : mend };
}

function nodeFact() {
  const fine =
    Number(process.versions.node.split('.')[0]) >= NODE_MINIMUM || process.versions.electron !== undefined;
  const wanted = `${NODE_MINIMUM} or later`;
  return fact(
    'node',
    'Node',
    fine ? 'ok' : 'missing',
    process.versions.node,
    wanted,
    `install Node ${wanted}`,
  );
}

function platformFact() {
  const trouble = platformTrouble(process.platform, process.arch, `${NODE_MINIMUM}.0.0`);
  const found = `${process.platform} ${process.arch}, ${systemName()}`;
  return fact(
    'platform',
    'Platform',
    trouble === undefined ? 'ok' : 'missing',
    found,
    'linux x64',
    'use a Linux x86-64 machine',
  );
}

function buildToolsFact() {
  const missing = missingBuildTools();
  const found =
    missing.length === 0 ? 'python3 with pip and venv, a C++ compiler' : `missing: ${missing.join(', ')}`;
  const wanted = 'python3 with pip and venv, a C++ compiler';
  return fact(
    'build-tools',
    'Build tools',
    missing.length === 0 ? 'ok' : 'missing',
    found,
    wanted,
    install(missing),
  );
}

function tfjsFact() {
  const version = readJson(path.join(tfjsPackage(), 'package.json'))?.version;
  const status = version === ADDON.packageVersion ? 'ok' : 'missing';
  return fact('tfjs', 'tfjs-node', status, version ?? 'not installed', ADDON.packageVersion, SETUP);
}

function tensorflowFact(root) {
  const variant = tensorflowVariant();
  const receipt = tensorflowReceipt(root, variant);
  const found = receipt === undefined ? 'not there, or changed' : `${receipt.facts.version}, ${variant}`;
  const status = receipt === undefined ? 'missing' : 'ok';
  return fact('tensorflow', 'TensorFlow library', status, found, `${TENSORFLOW.version}, ${variant}`, SETUP);
}

function addonFact(root) {
  const receipt = addonReceipt(root);
  const wanted = `loads TensorFlow ${TENSORFLOW.version}`;
  if (receipt === undefined)
    return fact('addon', 'tfjs-node addon', 'missing', 'not placed, or changed', wanted, SETUP);
  const { tensorflow, how } = receipt.facts;
  const status = tensorflow === TENSORFLOW.version ? 'ok' : 'warning';
  return fact('addon', 'tfjs-node addon', status, `loads TensorFlow ${tensorflow}, ${how}`, wanted, SETUP);
}

function deviceFact(root) {
  const cpus = os.cpus();
  const cpu = `CPU, ${cpus.length} threads, ${cpus[0]?.model.trim() ?? 'unknown model'}`;
  if (!nvidiaFound())
    return fact('device', 'Device', 'ok', `${cpu}; no NVIDIA GPU found`, 'a GPU, or the CPU');
  const used = tensorflowVariant() === 'cuda' && addonReceipt(root)?.facts.gpu === true;
  const status = used ? 'ok' : 'warning';
  const found = `NVIDIA ${gpuModel()}; ${used ? 'used' : `not used, so ${cpu}`}`;
  return fact(
    'device',
    'Device',
    status,
    found,
    'the GPU in use',
    PACKAGED ? SETUP : `INLAY_TENSORFLOW=cuda ${SETUP}`,
  );
}

function electronFact(root) {
  const wanted = `${ELECTRON.official.version}, or ${ELECTRON.fallback.version} where that cannot be fetched`;
  const receipt = electronReceipt(root);
  if (receipt === undefined)
    return fact('electron', 'Electron', 'missing', 'not there, or changed', wanted, SETUP);
  const { electron, chrome, node, source } = receipt.facts;
  const found = `${electron} (Chrome ${chrome ?? 'unknown'}, Node ${node}), ${source}`;
  return fact(
    'electron',
    'Electron',
    source === 'official' ? 'ok' : 'warning',
    found,
    wanted,
    `INLAY_ELECTRON=official ${SETUP}`,
  );
}

function packagesFact() {
  const missing = missingPackages(DEBIAN.electron);
  const wanted = DEBIAN.electron.map(([name]) => name).join(' ');
  const found = missing.length === 0 ? 'all there' : `missing: ${missing.join(' ')}`;
  const status = missing.length === 0 ? 'ok' : 'missing';
  return fact('electron-packages', 'Debian packages for Electron', status, found, wanted, install(missing));
}

function peerFact(root, name, title, wanted) {
  const receipt = peerReceipt(root, name);
  const found = receipt === undefined ? 'not there' : String(receipt.facts.versions);
  return fact(
    `peer-${name}`,
    `Python peer: ${title}`,
    receipt === undefined ? 'missing' : 'ok',
    found,
    wanted,
    SETUP,
  );
}

function modernNodeFact() {
  const version = readJson(path.join(path.dirname(modernNodePath()), '..', 'package.json'))?.version;
  const fine = modernNodePart.check();
  return fact(
    'modern-node',
    'A current Node for tests',
    fine ? 'ok' : 'missing',
    fine ? version : 'not there',
    '24 or later',
    SETUP,
  );
}

function cacheFact(root) {
  const there = fs.existsSync(cachePaths(root).receipts);
  const found = there ? `${root}, ${formatMegabytes(cacheSize(root))}` : `${root}, empty`;
  return fact('cache', 'Cache', there ? 'ok' : 'missing', found, 'a folder of this user', SETUP);
}

/** The Python peers hold tens of thousands of files, too many to walk here: their size is told by their receipts. */
function cacheSize(root) {
  const paths = cachePaths(root);
  const walked = [paths.downloads, paths.data, paths.electron, paths.tensorflow, paths.addons, paths.runtime];
  const peers = ['keras', 'torch'].map((name) => Number(peerReceipt(root, name)?.facts.bytes ?? 0));
  return [...walked.map(sizeOf), ...peers].reduce((sum, bytes) => sum + bytes, 0);
}

function dataFact(root, name) {
  const folder = dataFolder(cachePaths(root).data, name);
  const ready = dataReady(root, name);
  const title = `Data: ${name}`;
  return fact(
    `data-${name}`,
    title,
    ready ? 'ok' : 'missing',
    ready ? folder : 'not there',
    'the official files',
    PACKAGED ? SETUP : `${SETUP} -- data:${name}`,
  );
}

function install(missing) {
  return missing.length === 0 ? '' : installCommand(missing);
}

function pinned(requirements, name) {
  return requirements.find((one) => one.startsWith(`${name}==`))?.split('==')[1];
}

function systemName() {
  try {
    return /PRETTY_NAME="?([^"\n]+)/.exec(fs.readFileSync('/etc/os-release', 'utf8'))?.[1] ?? os.release();
  } catch {
    return os.release();
  }
}

function gpuModel() {
  try {
    const folder = '/proc/driver/nvidia/gpus';
    const [first] = fs.readdirSync(folder);
    return (
      /Model:\s*(.+)/.exec(fs.readFileSync(path.join(folder, first, 'information'), 'utf8'))?.[1] ?? 'GPU'
    );
  } catch {
    return 'GPU';
  }
}
