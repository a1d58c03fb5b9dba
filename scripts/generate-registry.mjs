/**
 * Writes the list of blocks from the folders: `shared/blocks/<category>/<block>/block.ts` is a block, and nothing
 * else has to be told. Run by the build; a test checks that the committed files are current.
 *   node scripts/generate-registry.mjs          writes what changed
 *   node scripts/generate-registry.mjs --check  exits 1 when something would change
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const blocks = join(root, 'shared', 'blocks');
/** Prettier's, in `.prettierrc.json`. */
const LINE_WIDTH = 110;
const HEAD = '// Written by scripts/generate-registry.mjs from the folders beside it. Do not edit.\n';

/** Folders below `folder`, sorted so that the files do not depend on the file system. */
function foldersIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** `se/se` to `seSe`: one identifier per folder, unique across categories. */
function identifier(path) {
  return path.replace(/[/-](\w)/g, (_, letter) => letter.toUpperCase());
}

/** Every block folder as `category/block`. */
export function blockFolders() {
  return foldersIn(blocks).flatMap((category) =>
    foldersIn(join(blocks, category))
      .map((name) => `${category}/${name}`)
      .filter((path) => existsSync(join(blocks, path, 'block.ts'))),
  );
}

function registryText(folders) {
  const imports = folders.map((path) => `import { block as ${identifier(path)} } from './${path}/block';\n`);
  const rows = folders.map((path) => `  ${identifier(path)},\n`);
  return `${HEAD}import type { AnyBlock } from './block';\n${imports.join('')}\nexport const blocks: readonly AnyBlock[] = [\n${rows.join('')}];\n`;
}

/** One entry of an object, on one line where it fits, as Prettier lays it out. */
function row(key, members) {
  const line = `  '${key}': { ${members.join(', ')} },\n`;
  if (line.length <= LINE_WIDTH + 1) return line;
  return `  '${key}': {\n${members.map((member) => `    ${member},\n`).join('')}  },\n`;
}

function documentsText(folders) {
  const imports = folders.map((path) => {
    const name = identifier(path);
    return [
      `import ${name}En from './${path}/docs.en.md?raw';\n`,
      `import ${name}ZhTw from './${path}/docs.zh-TW.md?raw';\n`,
      `import ${name}Figure from './${path}/figure.svg?raw';\n`,
    ].join('');
  });
  const rows = folders.map((path) => {
    const name = identifier(path);
    return row(path, [`en: ${name}En`, `'zh-TW': ${name}ZhTw`, `figure: ${name}Figure`]);
  });
  return [
    `${HEAD}import type { BlockDocuments } from './documents';\n`,
    ...imports,
    '\n/** Learn pages and figures, by block folder. */\n',
    `export const documentsByFolder: Readonly<Record<string, BlockDocuments>> = {\n${rows.join('')}};\n`,
  ].join('');
}

/** Generated files by path from the root, with the text each must have. */
export function generatedFiles() {
  const folders = blockFolders();
  return {
    'shared/blocks/registry.generated.ts': registryText(folders),
    'shared/blocks/documents.generated.ts': documentsText(folders),
  };
}

function staleFiles() {
  return Object.entries(generatedFiles()).filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
}

/** Writes what is not current: a new folder is a new block. */
export function generateRegistry() {
  for (const [path, text] of staleFiles()) writeFileSync(join(root, path), text);
}

function main() {
  if (process.argv.includes('--check')) {
    const stale = staleFiles();
    for (const [path] of stale)
      console.error(`${path} is not current: run node scripts/generate-registry.mjs`);
    process.exitCode = stale.length > 0 ? 1 : 0;
    return;
  }
  generateRegistry();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
