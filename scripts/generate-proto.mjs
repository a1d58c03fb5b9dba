/**
 * Writes `*_pb.ts` beside each .proto of the project, offline: buf's own compiler and the plugin come from npm.
 * Run it by hand after changing a .proto; the result is committed.
 *
 *   node scripts/generate-proto.mjs [folder …]
 */
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const folders = process.argv.length > 2 ? process.argv.slice(2) : ['shared/targets/tensorflow/proto'];

for (const folder of folders) {
  const template = {
    version: 'v2',
    plugins: [{ local: join(bin, 'protoc-gen-es'), out: folder, opt: ['target=ts'] }],
  };
  execFileSync(join(bin, 'buf'), ['generate', folder, '--template', JSON.stringify(template)], {
    cwd: root,
    stdio: 'inherit',
  });
  execFileSync(join(bin, 'prettier'), ['--log-level', 'warn', '--write', folder], {
    cwd: root,
    stdio: 'inherit',
  });
}
