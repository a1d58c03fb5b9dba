import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { expect, it } from 'vitest';
import { electronBinary, modernNode } from '../../provision/index.mjs';
import { cifar10Files, temporaryFolder, writeFiles } from './written-sets.test-support';

/** Opens the folder given, takes 30 batches from a worker, prints hashes of everything, ends with a worker running. */
const PROGRAM = `
import { createHash } from 'node:crypto';
import { BatchSource } from './batch-source';
import { openDataset } from './open-dataset';

async function main() {
  const opened = await openDataset(process.argv[2]!);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const recipe = {
    batch: 7, validation: 0.1, augment: [{ kind: 'flip' }, { kind: 'pad-crop', pixels: 4 }], preprocess: { kind: 'standardise' },
  } as const;
  const source = await BatchSource.start(opened.value, 'train', recipe, { seed: 11, epoch: 2, batchIndex: 3 });
  const hash = createHash('sha256');
  for (let turn = 0; turn < 30; turn += 1) {
    const { images, labels } = await source.next();
    hash.update(images).update(labels);
  }
  console.log(JSON.stringify({ node: process.versions.node, data: opened.value.hash, batches: hash.digest('hex') }));
}
void main();
`;

it('every engine makes the same batches to the bit: this Node, a current one, the one inside Electron', async () => {
  const folder = temporaryFolder();
  const root = path.resolve(__dirname, '../../..');
  const bundle = {
    bundle: true,
    platform: 'node',
    target: 'node16',
    format: 'cjs',
    absWorkingDir: root,
    define: { 'import.meta.url': '__url' },
    banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  } as const;
  await esbuild.build({
    ...bundle,
    stdin: { contents: PROGRAM, resolveDir: __dirname, loader: 'ts' },
    outfile: path.join(folder, 'program.cjs'),
  });
  // Beside the bundle, where an installed one has it.
  await esbuild.build({
    ...bundle,
    entryPoints: ['electron/engine/batch-worker.ts'],
    outfile: path.join(folder, 'batch-worker.cjs'),
  });
  const data = writeFiles(temporaryFolder(), cifar10Files(20));
  const electron = electronBinary();
  const modern = modernNode();
  if (electron === null || modern === null)
    throw new Error('Electron or a current Node is not here: npm run setup');
  const run = async (binary: string): Promise<{ node: string; data: string; batches: string }> => {
    const { stdout } = await promisify(execFile)(binary, [path.join(folder, 'program.cjs'), data], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      timeout: 60_000,
    });
    return JSON.parse(stdout) as { node: string; data: string; batches: string };
  };
  const [here, current, inElectron] = [await run(process.execPath), await run(modern), await run(electron)];
  expect(Number(current.node.split('.')[0])).toBeGreaterThanOrEqual(24);
  expect(current).toEqual({ ...here, node: current.node });
  expect(inElectron).toEqual({ ...here, node: inElectron.node });
});
