import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generateRegistry } from './generate-registry.mjs';
import { generateSummaries } from './generate-summaries.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const OUT = path.join(ROOT, '.build');

/** Each bundle: the file made in .build, and the entry it is made from. */
const BUNDLES = {
  cli: { file: 'cli.cjs', entry: 'electron/cli/main.ts' },
  worker: { file: 'batch-worker.cjs', entry: 'electron/engine/batch-worker.ts' },
  engine: { file: 'engine.cjs', entry: 'electron/engine/entry.ts' },
  bench: { file: 'bench.cjs', entry: 'scripts/bench/main.ts' },
  main: { file: 'main.cjs', entry: 'electron/main/main.ts' },
  preload: { file: 'preload.cjs', entry: 'electron/preload/preload.ts', sandboxed: true },
  setup: { file: 'setup.cjs', entry: 'electron/main/setup-process.ts' },
  renderer: { file: 'renderer/index.html', entry: 'renderer/main.tsx' },
  shots: { file: 'shots.cjs', entry: 'e2e/window/shots.ts' },
};

const SOURCES = ['shared', 'electron', 'renderer', 'templates', 'scripts', 'e2e', 'package-lock.json'];
const EXTERNAL = ['@tensorflow/tfjs-node-gpu', 'h5wasm', 'electron', 'playwright-core'];

/** `import text from './docs.en.md?raw'` gives the file's text, as it does in Vite and vitest. */
const RAW_TEXT = {
  name: 'raw-text',
  setup(bundler) {
    bundler.onResolve({ filter: /\?raw$/ }, ({ path: request, resolveDir }) => ({
      path: path.resolve(resolveDir, request.slice(0, -'?raw'.length)),
      namespace: 'raw-text',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'raw-text' }, ({ path: file }) => ({
      contents: fs.readFileSync(file, 'utf8'),
      loader: 'text',
    }));
  },
};

/** A CommonJS file has no import.meta.url, which set-up's modules use to find the checkout. */
const BANNER = "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;";

/**
 * Bundles what runs in plain Node: the command line, the engine's data worker, the benchmarks.
 *
 * @param {object} [options]
 * @param {boolean} [options.onlyIfStale] do nothing for bundles newer than every source
 * @param {(keyof typeof BUNDLES)[]} [options.only] which bundles; by default the command line and its worker
 * @returns {Promise<string[]>} the bundles that were made
 * @throws {Error} of esbuild, its messages already printed
 */
export async function build({ onlyIfStale = false, only = ['cli', 'worker'] } = {}) {
  const newest = onlyIfStale
    ? Math.max(...SOURCES.map((name) => newestUnder(path.join(ROOT, name))))
    : Infinity;
  const stale = only.filter((name) => changedAt(path.join(OUT, BUNDLES[name].file)) <= newest);
  if (stale.length === 0) return [];
  generateRegistry();
  // Loaded only now: a run with fresh bundles should not pay for it.
  const esbuild = await import('esbuild');
  if (stale.includes('renderer')) await generateSummaries(esbuild, [RAW_TEXT]);
  for (const name of stale) await (name === 'renderer' ? buildRenderer() : bundle(esbuild, BUNDLES[name]));
  return stale;
}

/** The window's page: Vite's, since it splits, hashes, and lowers styles for the oldest Chrome. */
async function buildRenderer() {
  const began = Date.now();
  const vite = await import('vite');
  await vite.build({ configFile: path.join(ROOT, 'scripts', 'vite.config.mjs'), logLevel: 'warn' });
  fs.utimesSync(path.join(OUT, BUNDLES.renderer.file), new Date(began), new Date(began));
}

async function bundle(esbuild, { file, entry, sandboxed = false }) {
  const began = Date.now();
  const result = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: path.join(OUT, file),
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node16',
    format: 'cjs',
    external: EXTERNAL,
    plugins: [RAW_TEXT],
    // A sandboxed preload script has neither files nor Node's modules.
    ...(sandboxed ? {} : { define: { 'import.meta.url': '__bundleUrl' }, banner: { js: BANNER } }),
    sourcemap: sandboxed ? false : 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  });
  fs.mkdirSync(OUT, { recursive: true });
  const target = path.join(OUT, file);
  const aside = `${target}.${process.pid}.part`;
  fs.writeFileSync(aside, result.outputFiles[0].contents);
  // Its time is when the build began: a source saved meanwhile makes it stale again.
  fs.utimesSync(aside, new Date(began), new Date(began));
  fs.renameSync(aside, target);
}

/** The newest change under a folder; the folders' own times tell of files taken away. */
function newestUnder(target) {
  const info = fs.statSync(target, { throwIfNoEntry: false });
  if (info === undefined) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  let newest = info.mtimeMs;
  for (const entry of fs.readdirSync(target, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.endsWith('.test.ts')) continue;
    const child = path.join(target, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestUnder(child) : fs.statSync(child).mtimeMs);
  }
  return newest;
}

function changedAt(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const made = await build({
    only: Object.keys(BUNDLES).filter((name) => fs.existsSync(path.join(ROOT, BUNDLES[name].entry))),
  });
  process.stderr.write(`built ${made.map((name) => BUNDLES[name].file).join(', ')}\n`);
}
