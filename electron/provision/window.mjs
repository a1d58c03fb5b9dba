import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from './failure.mjs';
import { cacheRoot, CHECKOUT } from './paths.mjs';
import { electronBinaryPath } from './part-electron.mjs';

/**
 * Whether a window can be shown.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * What Electron is started with before the app's own arguments. Chromium refuses to sandbox what root runs, and needs
 * user namespaces where its helper is not set-uid root, which no file in a user's cache can be.
 *
 * @param {number | undefined} uid
 * @returns {string[]}
 */
export function electronArguments(uid = process.getuid?.()) {
  return uid === 0 ? ['--no-sandbox'] : [];
}

const NAMESPACES = [
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
];

/** The setting of the system that keeps Chromium from sandboxing its pages, or undefined. */
function sandboxObstacle() {
  return NAMESPACES.find(([file, refuses]) => {
    try {
      return fs.readFileSync(file, 'utf8').trim() === refuses;
    } catch {
      return false;
    }
  })?.[0];
}

/**
 * Opens the app's window, and ends with its exit code.
 *
 * @param {string[]} args files to open
 * @returns {Promise<number>}
 */
export function openWindow(args) {
  const electron = electronBinaryPath(cacheRoot());
  if (electron === null) throw new SetupError('Electron is not set up: npm run setup mends it.');
  const main = path.join(CHECKOUT, '.build', 'main.cjs');
  const files = args.map((arg) => (arg.startsWith('-') ? arg : path.resolve(arg)));
  const child = spawn(electron, [...electronArguments(), main, ...files], { stdio: 'inherit' });
  // Ctrl-C reaches the whole group: the app ends in its own time, and so do we.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      reject(new SetupError(`Electron could not be started: ${error.message}.`));
    });
    child.on('close', (code, signal) => {
      const obstacle = signal === null ? undefined : sandboxObstacle();
      if (obstacle !== undefined) {
        reject(
          new SetupError(
            `Electron ended by ${signal}: this system keeps its pages from being sandboxed (${obstacle}). Allow user namespaces for it, or use the terminal: npm start -- --terminal.`,
          ),
        );
        return;
      }
      resolve(code ?? 1);
    });
  });
}
