import fs from 'node:fs';
import path from 'node:path';
import { findProgram, runProgram, askProgram } from './child.mjs';
import { NPM_PATIENCE } from './clients.mjs';
import { describeTrouble, SetupError } from './failure.mjs';
import { exists, sha256Of } from './files.mjs';
import { CHECKOUT, CHECKOUT_STATE } from './paths.mjs';
import { writeReceipt } from './receipts.mjs';

const LOCK = path.join(CHECKOUT, 'package-lock.json');
const INSTALLED = path.join(CHECKOUT, 'node_modules', '.package-lock.json');

const CLEAN_INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...NPM_PATIENCE];

/** The npm packages of the lock file, scripts off. */
export const npmPart = {
  name: 'npm',
  needs: ['machine'],
  claim,
  make: async (context) => {
    if (!installedMatches()) await install(context);
    unshadowNode();
    await writeReceipt(claim(), [INSTALLED]);
  },
};

/**
 * Takes away npm's link to the current Node that the engine's tests use: npm puts `node_modules/.bin` first on its
 * scripts' PATH, so every `npm run` would quietly run under that Node instead of the user's own.
 */
export function unshadowNode() {
  fs.rmSync(path.join(CHECKOUT, 'node_modules', '.bin', 'node'), { force: true });
}

async function install({ log }) {
  const npm = findProgram('npm');
  if (npm === undefined) {
    throw new SetupError('npm was not found on PATH; install Node with npm and try again.');
  }
  const progress = log.progress('installing npm packages');
  const cache = askProgram(npm, ['config', 'get', 'cache']) ?? '';
  const options = {
    cwd: CHECKOUT,
    progress,
    watch: [path.join(cache, '_cacache', 'tmp'), path.join(CHECKOUT, 'node_modules')],
  };
  // What npm has cached of these exact versions is as good as new, so a second clone asks no registry; only where
  // the cache's lists are too old for the lock file does npm ask again.
  let result = await runProgram(npm, [...CLEAN_INSTALL, '--prefer-offline'], options);
  if (result.code !== 0 && /ETARGET|notarget|EINTEGRITY/.test(result.errors)) {
    result = await runProgram(npm, CLEAN_INSTALL, options);
  }
  progress.end(result.code === 0 ? 'done' : 'failed');
  if (result.code !== 0) throw describeTrouble('installing npm packages (npm ci)', result.errors, CHECKOUT);
}

/**
 * Whether node_modules holds what the lock file names: npm's own record of the installed tree, which it writes last,
 * is compared package by package, so that a tree somebody just installed by hand is not installed again.
 */
function installedMatches() {
  if (!exists(INSTALLED)) return false;
  const want = JSON.parse(fs.readFileSync(LOCK, 'utf8')).packages;
  const have = JSON.parse(fs.readFileSync(INSTALLED, 'utf8')).packages;
  return Object.entries(want).every(([name, record]) => {
    if (name === '') return true;
    if (have[name] === undefined) return record.optional === true;
    return have[name].version === record.version && have[name].integrity === record.integrity;
  });
}

function claim() {
  return { base: CHECKOUT_STATE, name: 'npm', wanted: sha256Of(fs.readFileSync(LOCK, 'utf8')) };
}
