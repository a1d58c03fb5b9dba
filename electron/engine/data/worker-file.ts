import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const WORKER = 'batch-worker.cjs';

interface BuildScript {
  readonly build: (options: { onlyIfStale: boolean; only: readonly string[] }) => Promise<unknown>;
}

let made: Promise<string> | null = null;

/**
 * The worker's file: beside the bundle that runs, or, when this runs from its TypeScript source (tests), bundled
 * into `.build/` first.
 */
export function workerFile(): Promise<string> {
  const beside = path.join(__dirname, WORKER);
  if (fs.existsSync(beside)) return Promise.resolve(beside);
  made ??= bundleFromSource(path.resolve(__dirname, '..', '..', '..'));
  return made;
}

async function bundleFromSource(root: string): Promise<string> {
  const script = path.join(root, 'scripts', 'build.mjs');
  if (!fs.existsSync(script)) throw new Error(`${WORKER} is not in ${__dirname}`);
  // The address is made here so that no bundle takes the build script in.
  const { build } = (await import(/* @vite-ignore */ pathToFileURL(script).href)) as BuildScript;
  await build({ onlyIfStale: true, only: ['worker'] });
  return path.join(root, '.build', WORKER);
}
