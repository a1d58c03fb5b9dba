import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, inlay, template } from './cli';

/** A document as loose JSON: it is broken here on purpose. */
interface Loose {
  [key: string]: unknown;
  nodes: LooseNode[];
  edges: { from: string[]; to: string[] }[];
}
interface LooseNode {
  [key: string]: unknown;
  id: string;
  kind: string;
  params: Record<string, unknown>;
}

let folder: string;

beforeAll(() => {
  folder = freshFolder();
});

/** The MNIST template with something broken, as text. */
function broken(change: (document: Loose) => void): string {
  const document = JSON.parse(readFileSync(template('nin-mnist'), 'utf8')) as Loose;
  change(document);
  return JSON.stringify(document);
}

const firstOf = (document: Loose, kind: string): LooseNode =>
  document.nodes.find((node) => node.kind === kind)!;

/** What, the file's text, the code on stderr. */
const CORPUS: readonly (readonly [string, string | (() => string), string])[] = [
  ['not JSON', '{"format": "inlay",', 'document/not-json'],
  ['an empty file', '', 'document/not-json'],
  ['null', 'null', 'document/not-an-inlay-file'],
  ['an array', '[]', 'document/not-an-inlay-file'],
  ['200,000 nested brackets', '['.repeat(200_000), 'document/too-deep'],
  ['200,000 nested objects', '{"a":'.repeat(200_000), 'document/too-deep'],
  ['a newer version', () => broken((d) => (d.version = 99)), 'document/newer-version'],
  ['an unknown block', () => broken((d) => (firstOf(d, 'mlpconv').kind = 'mlpcomv')), 'block/unknown-kind'],
  [
    'a newer block',
    () => broken((d) => (firstOf(d, 'mlpconv').kindVersion = 99)),
    'block/newer-kind-version',
  ],
  ['an unknown key', () => broken((d) => (d.colour = 'red')), 'document/unknown-key'],
  ['an unknown key in a node', () => broken((d) => (d.nodes[0]!.colour = 'red')), 'document/unknown-key'],
  ['a reserved word', () => broken((d) => (d.nodes[0]!.shares = 'x')), 'document/reserved-key'],
  ['a missing key', () => broken((d) => delete (d as Partial<Loose>).nodes), 'document/missing-key'],
  ['a duplicate id', () => broken((d) => d.nodes.push(d.nodes[0]!)), 'document/duplicate-id'],
  ['a dangling edge', () => broken((d) => (d.edges[0]!.to = ['nowhere', 'in'])), 'edge/dangling'],
  ['an unknown port', () => broken((d) => (d.edges[0]!.to[1] = 'inn')), 'edge/unknown-port'],
  [
    'an unknown parameter',
    () => broken((d) => (firstOf(d, 'mlpconv').params.kernell = 3)),
    'block/unknown-param',
  ],
  [
    'a missing parameter',
    () => broken((d) => delete firstOf(d, 'mlpconv').params.kernel),
    'block/missing-param',
  ],
  [
    'a parameter of a wrong type',
    () => broken((d) => (firstOf(d, 'dropout').params.rate = 'half')),
    'block/param-type',
  ],
  [
    'a parameter out of range',
    () => broken((d) => (firstOf(d, 'dropout').params.rate = 1.5)),
    'block/param-range',
  ],
  [
    'a negative size',
    () => broken((d) => (firstOf(d, 'mlpconv').params.kernel = [-3, 3])),
    'block/param-range',
  ],
  ['a huge size', () => broken((d) => (firstOf(d, 'mlpconv').params.widths = [1e12])), 'block/param-range'],
  ['an infinite number', () => broken(() => undefined).replace('"repeat":1', '"repeat":1e999'), 'document/'],
];

describe('a bad document', () => {
  it.each(CORPUS)('%s', async (name, text, code) => {
    const file = join(folder, `${name.replaceAll(/\W/g, '-')}.json`);
    writeFileSync(file, typeof text === 'string' ? text : text());
    const outcome = await inlay(['inspect', file, '--json']);
    expect(outcome.code, outcome.stderr).toBe(2);
    expect(outcome.stderr).toContain(code);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it('a cycle', async () => {
    const file = join(folder, 'cycle.json');
    const text = broken((d) => {
      const [first, second] = d.nodes.filter((node) => node.kind === 'mlpconv');
      d.edges.find((edge) => edge.to[0] === first!.id)!.from = [second!.id, 'out'];
    });
    writeFileSync(file, text);
    const outcome = await inlay(['inspect', file]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('graph/cycle');
  });

  it('100,000 nodes', async () => {
    const file = join(folder, 'many.json');
    const text = broken((d) => {
      d.nodes = Array.from({ length: 100_000 }, (_, k) => ({ ...d.nodes[0]!, id: `n${k}` }));
    });
    writeFileSync(file, text);
    const outcome = await inlay(['inspect', file]);
    expect(outcome.code, outcome.stderr.slice(0, 500)).toBe(2);
    expect(outcome.stderr).toContain('document/too-large');
  });

  it('is refused by every command that takes one', async () => {
    const file = join(folder, 'null.json');
    writeFileSync(file, 'null');
    for (const args of [
      ['train', file, '--data', 'mnist'],
      ['export', file, '--format', 'keras', '--out', join(folder, 'x')],
    ]) {
      const outcome = await inlay([...args, '--json']);
      expect(outcome.code, args.join(' ')).toBe(2);
      expect(outcome.stderr).toContain('document/not-an-inlay-file');
    }
  });
});

describe('bad arguments', () => {
  const mnist = template('nin-mnist');
  it.each([
    ['a file that is not there', ['inspect', 'no-such-file.json'], 'file/not-found'],
    ['a folder', ['inspect', '.'], 'file/not-readable'],
    ['an unknown command', ['trian', mnist], 'cli/usage'],
    ['an unknown option', ['inspect', mnist, '--jsn'], 'cli/usage'],
    ['a missing argument', ['inspect'], 'cli/usage'],
    ['a negative count', ['train', mnist, '--data', 'mnist', '--epochs', '-1'], 'cli/usage'],
    ['a count that is no number', ['train', mnist, '--data', 'mnist', '--steps', 'many'], 'cli/usage'],
    ['an unknown data set', ['train', mnist, '--data', 'mnistt'], 'data/unknown-set'],
    [
      'another data set than the network takes',
      ['train', mnist, '--data', 'cifar10', '--steps', '1'],
      'data/',
    ],
    ['an unknown format', ['export', mnist, '--format', 'kears', '--out', 'x'], 'target/unknown-format'],
    ['a folder that is no run', ['resume', '.'], 'run/not-a-run'],
  ])('%s', async (_, args, code) => {
    const outcome = await inlay(args, { cwd: folder });
    expect(outcome.stderr).toContain(code);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it('an empty data folder', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const outcome = await inlay(['train', mnist, '--data', empty]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('data/');
  });
});
