/**
 * The layer rules of the design, as lint. dependency-cruiser reads no module at all when it cannot parse TypeScript,
 * and then finds no violation either, so the number of modules read is checked as well.
 */
import { cruise } from 'dependency-cruiser';
import { readdirSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from './layer-rules.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.mts') ? [path] : [];
  });
}

const folders = ['shared', 'electron', 'renderer', 'templates', 'scripts', 'e2e'].filter((name) =>
  readdirSync(root).includes(name),
);
const files = folders.flatMap(sources);
const { output } = await cruise(files, {
  ruleSet: { forbidden: rules },
  validate: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '\\.build' },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: join(root, 'electron/tsconfig.json') },
  // `import text from './docs.en.md?raw'` names a file: the question mark and what follows is for the bundler.
  enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'], exportsFields: ['exports'] },
});

const own = output.modules.filter((module) => files.includes(module.source));
if (own.length !== files.length) {
  console.error(`layers: expected to read ${files.length} modules, read ${own.length}`);
  process.exit(1);
}
for (const { rule, from, to, cycle } of output.summary.violations) {
  const via = cycle ? `\n    ${cycle.map((step) => step.name ?? step).join(' -> ')}` : '';
  console.error(`${rule.name}: ${from} -> ${to}${via}`);
}
console.log(`layers: ${own.length} modules, ${output.summary.violations.length} violations`);
process.exit(output.summary.violations.length > 0 ? 1 : 0);
