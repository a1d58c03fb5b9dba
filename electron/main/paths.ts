import fs from 'node:fs';
import path from 'node:path';

/** Where the parts of the app are, in a checkout (`.build/`) and in a packaged app alike: beside the main bundle. */
export interface AppPaths {
  /** The window's page: a folder with `index.html`. */
  readonly renderer: string;
  readonly preload: string;
  /** Entry of the engine's process; its `batch-worker.cjs` lies beside it. */
  readonly engine: string;
  /** Entry of set-up's process. */
  readonly setup: string;
}

/** What of the environment decides. */
export interface PathsOptions {
  /** The folder of the main bundle. */
  readonly bundle: string;
  readonly packaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Finds the app's parts. `INLAY_RENDERER_DIR` shows another page, for tests; a packaged app does not listen to it.
 * The processes' entries are taken from outside the archive where the package has them there, since a worker thread
 * and a native addon cannot be loaded from inside.
 */
export function appPaths({ bundle, packaged, env }: PathsOptions): AppPaths {
  const page = packaged ? undefined : env['INLAY_RENDERER_DIR'];
  return {
    renderer: page === undefined ? path.join(bundle, 'renderer') : path.resolve(page),
    preload: path.join(bundle, 'preload.cjs'),
    engine: unpacked(path.join(bundle, 'engine.cjs')),
    setup: unpacked(path.join(bundle, 'setup.cjs')),
  };
}

function unpacked(file: string): string {
  const outside = file.replace(/\.asar(?=[/\\])/, '.asar.unpacked');
  return outside !== file && fs.existsSync(outside) ? outside : file;
}

/** Files and folders of the person's own data folder. */
export interface UserPaths {
  readonly root: string;
  readonly settings: string;
  readonly session: string;
  readonly recent: string;
  readonly window: string;
  readonly journal: string;
  readonly logs: string;
  /** Runs of documents that have no file, when the person chose no other folder. */
  readonly runs: string;
}

/** Everything under `userData`. Creates nothing. */
export function userPaths(root: string): UserPaths {
  const at = (name: string): string => path.join(root, name);
  return {
    root,
    settings: at('settings.json'),
    session: at('session.json'),
    recent: at('recent.json'),
    window: at('window.json'),
    journal: at('journal'),
    logs: at('logs'),
    runs: at('runs'),
  };
}
