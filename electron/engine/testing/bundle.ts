import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(__dirname, '..', '..', '..');

/**
 * Bundles a script from TypeScript so that a test can run it in a process of its own (to kill, or to put under a
 * limit). It lands in `.build/tests/`, beside a copy of nothing: the batch worker is found in `.build/`.
 * @param name of the bundle
 * @param source TypeScript text; imports are relative to this folder
 * @returns the bundle's path
 */
export async function bundleScript(name: string, source: string): Promise<string> {
  const outfile = path.join(ROOT, '.build', `test-${name}.cjs`);
  await build({
    stdin: { contents: source, resolveDir: __dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    target: 'node16',
    format: 'cjs',
    external: ['@tensorflow/tfjs-node-gpu', 'h5wasm'],
    define: { 'import.meta.url': '__bundleUrl' },
    banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [
      {
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
      },
    ],
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}
