import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../electron/provision/failure.mjs';
import { makeFolder, readJson, remove, sizeOf } from '../electron/provision/files.mjs';
import { formatMegabytes } from '../electron/provision/log.mjs';
import { electronReceipt } from '../electron/provision/part-electron.mjs';
import { cacheRoot, runtimeInUse } from '../electron/provision/paths.mjs';
import { electronBinary } from '../electron/provision/index.mjs';
import { ADDON } from '../electron/provision/sources.mjs';
import { build } from './build.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** What only the package has. */
const PARTS = path.join(ROOT, 'scripts', 'dist');
const BUNDLES = path.join(ROOT, '.build');
/** The bundles that are scripts, by their name in the build and their file. */
const SCRIPTS = [
  ['main', 'main'],
  ['preload', 'preload'],
  ['setup', 'setup'],
  ['engine', 'engine'],
  ['worker', 'batch-worker'],
  ['cli', 'cli'],
];

/** What the package may add to Electron: no TensorFlow, no tools, nothing forgotten. Bytes. */
const MOST = 120e6;

/** What lies in Electron's folder only because of where set-up took it from, or to run a checkout. */
const NOT_ELECTRON = ['AppRun', 'usr', '.DirIcon', 'resources/app', 'resources/default_app.asar'];

/**
 * Makes `.build/dist/linux-unpacked/inlay`, the app as a folder, out of what set-up has placed: nothing is downloaded.
 *
 * @param {object} options
 * @param {import('../electron/provision/log.mjs').Log} options.log
 * @param {string} [options.out] the folder to make it in, which is emptied
 * @param {boolean} [options.endToEnd] lets a debugger drive the app, which end-to-end specs need and nobody else does
 * @returns {Promise<string>} the executable
 * @throws {SetupError} when something is missing or the package outgrew its bound
 */
export async function makeDist({
  log,
  out = path.join(BUNDLES, 'dist'),
  endToEnd = process.env.INLAY_DIST_E2E === '1',
}) {
  await build({ onlyIfStale: true, only: [...SCRIPTS.map(([name]) => name), 'renderer'] }).catch((error) => {
    throw new SetupError(`The app could not be bundled: ${error.message.split('\n')[0]}.`, 'refused');
  });
  const stage = path.join(out, 'app');
  const electron = path.join(out, 'electron');
  const app = path.join(out, 'linux-unpacked');
  remove(out);
  try {
    await stageApp(stage);
    stageElectron(electron);
    await packApp({ out, stage, electron, endToEnd });
  } finally {
    remove(stage);
    remove(electron);
  }
  checkSize(app, log);
  log.say(`the app is ${path.join(app, 'inlay')}${endToEnd ? ', for end-to-end specs' : ''}`);
  return path.join(app, 'inlay');
}

/** Only what runs, and no `node_modules`: an ES module cannot be imported out of an archive, so h5wasm is bundled in. */
async function stageApp(stage) {
  makeFolder(stage);
  fs.cpSync(path.join(BUNDLES, 'renderer'), path.join(stage, 'renderer'), { recursive: true });
  fs.copyFileSync(path.join(PARTS, 'start.cjs'), path.join(stage, 'start.cjs'));
  const { name, version, description, license } = readJson(path.join(ROOT, 'package.json'));
  const facts = { name, version, description, license, author: 'The Inlay authors', main: 'start.cjs' };
  fs.writeFileSync(path.join(stage, 'package.json'), JSON.stringify(facts, null, 1));
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: SCRIPTS.map(([, file]) => path.join(BUNDLES, `${file}.cjs`)),
    outdir: stage,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node16',
    format: 'cjs',
    external: ['electron'],
    minifyWhitespace: true,
    // h5wasm asks where it is only to find files that it carries inside.
    define: { 'import.meta.url': '__filename' },
    logLevel: 'warning',
  });
}

/** A copy of its own: the packager renames the executable and writes into it. */
function stageElectron(folder) {
  const binary = electronBinary();
  if (binary === null) throw new SetupError('Electron is not set up; npm run setup does it.');
  const from = path.dirname(binary);
  fs.cpSync(from, folder, {
    recursive: true,
    filter: (source) => !NOT_ELECTRON.includes(path.relative(from, source)),
  });
}

async function packApp({ out, stage, electron, endToEnd }) {
  const { build: pack, Platform } = await import('electron-builder');
  await pack({
    projectDir: stage,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      appId: 'org.inlay.Inlay',
      productName: 'Inlay',
      directories: { output: out },
      electronDist: electron,
      electronVersion: electronReceipt(cacheRoot()).facts.electron,
      npmRebuild: false,
      asar: true,
      // Beside the archive, since a library cannot be loaded from inside.
      extraResources: [{ from: path.join(runtimeInUse(), ADDON.place), to: ADDON.file }],
      extraFiles: [
        { from: path.join(ROOT, 'LICENSE'), to: 'LICENSE.inlay.txt' },
        { from: path.join(PARTS, 'inlay-cli'), to: 'inlay-cli' },
      ],
      linux: { executableName: 'inlay', category: 'Science' },
      electronFuses: {
        runAsNode: false,
        onlyLoadAppFromAsar: true,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: endToEnd,
      },
    },
  });
}

function checkSize(app, log) {
  const resources = path.join(app, 'resources');
  const ours = sizeOf(resources);
  const each = fs.readdirSync(resources).map((name) => {
    return `${name} ${formatMegabytes(sizeOf(path.join(resources, name)))}`;
  });
  log.say(
    `Electron ${formatMegabytes(sizeOf(app) - ours)}; ours ${formatMegabytes(ours)}: ${each.join(', ')}`,
  );
  if (ours > MOST) {
    throw new SetupError(
      `The package holds ${formatMegabytes(ours)} beside Electron; ${formatMegabytes(MOST)} is the most it may.`,
      'refused',
    );
  }
}
