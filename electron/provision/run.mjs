/** `node run.mjs setup|start|test|inlay|bench|dist …`: sets up what is missing, then does the command's work. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SetupError } from './failure.mjs';
import { makeLog } from './log.mjs';
import { CHECKOUT } from './paths.mjs';
import { unshadowNode } from './part-npm.mjs';
import { COMMAND_PARTS, ensure } from './parts.mjs';
import { hasDisplay, openWindow } from './window.mjs';

const log = makeLog();

/** The bundles that the window is made of. */
const WINDOW = ['main', 'preload', 'setup', 'engine', 'worker', 'renderer'];

const COMMANDS = {
  setup: async (names) => {
    const parts = names.length > 0 ? names : COMMAND_PARTS.setup;
    const done = await ensure(parts, { log });
    log.say(done.length === 0 ? 'everything is set up' : `set up: ${done.join(', ')}`);
  },
  test: async (args) => {
    await ensure(COMMAND_PARTS.test, { log });
    const { runChecks } = await import('./checks.mjs');
    process.exitCode = await runChecks(args);
  },
  start: (args) => (args.includes('--terminal') || !hasDisplay() ? startTerminal(args) : startWindow(args)),
  inlay: (args) => runBundle('inlay', ['cli', 'worker'], 'cli.cjs', args),
  bench: (args) => runBundle('bench', ['worker', 'bench'], 'bench.cjs', args),
  shots: (args) => runBundle('test', [...WINDOW, 'shots'], 'shots.cjs', args),
  dist: async () => {
    await ensure(COMMAND_PARTS.dist, { log });
    const { makeDist } = await import(pathToFileURL(path.join(CHECKOUT, 'scripts', 'dist.mjs')).href);
    await makeDist({ log });
  },
};

/** The main job without a window: for machines that have no display. */
function startTerminal(args) {
  const rest = args.filter((arg) => arg !== '--terminal');
  return runBundle('start', ['cli', 'worker'], 'cli.cjs', ['start', ...rest]);
}

async function startWindow(args) {
  await prepare('start', WINDOW);
  process.exitCode = await openWindow(args);
}

/**
 * Sets up, builds what is stale and runs the bundle in this very process, so that exit codes, signals, the terminal
 * and standard output are the program's own.
 */
async function runBundle(command, only, file, args) {
  await prepare(command, only);
  const bundle = path.join(CHECKOUT, '.build', file);
  process.argv = [process.argv[0], bundle, ...args];
  createRequire(import.meta.url)(bundle);
}

/** Sets up what a command needs and builds what is stale. */
async function prepare(command, only) {
  await ensure(COMMAND_PARTS[command], { log });
  const { build } = await import(pathToFileURL(path.join(CHECKOUT, 'scripts', 'build.mjs')).href);
  const made = await build({ onlyIfStale: true, only }).catch((error) => {
    throw new SetupError(`The program could not be bundled: ${error.message.split('\n')[0]}.`, 'refused');
  });
  if (made.length > 0) log.say(`built ${made.join(', ')}`);
}

/** A reader that went away (`| head`) is no reason for a stack trace. */
process.stderr.on('error', () => undefined);

// An `npm install` by hand brings the link back.
unshadowNode();

const [command, ...args] = process.argv.slice(2);
const run = Object.prototype.hasOwnProperty.call(COMMANDS, command ?? '') ? COMMANDS[command] : undefined;
if (run === undefined) {
  process.stderr.write(`inlay: say one of ${Object.keys(COMMANDS).join(', ')}\n`);
  process.exitCode = 2;
} else {
  run(args).catch((error) => {
    if (!(error instanceof SetupError)) throw error;
    fs.writeSync(2, `inlay: ${error.message}\n`);
    process.exit(2);
  });
}
