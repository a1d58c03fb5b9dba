import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const TARGET = path.join(ROOT, 'templates', 'summaries.generated.json');

/**
 * Writes what the gallery shows of the templates into `templates/summaries.generated.json`. A test compares it with
 * the templates.
 *
 * @param {typeof import('esbuild')} esbuild
 * @param {import('esbuild').Plugin[]} plugins
 */
export async function generateSummaries(esbuild, plugins) {
  const bundle = path.join(ROOT, '.build', `summarise.${process.pid}.cjs`);
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ['scripts/summarise-templates.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins,
    logLevel: 'warning',
  });
  try {
    const { summarise } = createRequire(import.meta.url)(bundle);
    const text = `${JSON.stringify(summarise(), null, 2)}\n`;
    // A file written anew would make every bundle stale.
    if (!fs.existsSync(TARGET) || fs.readFileSync(TARGET, 'utf8') !== text) fs.writeFileSync(TARGET, text);
  } finally {
    fs.rmSync(bundle, { force: true });
  }
}
