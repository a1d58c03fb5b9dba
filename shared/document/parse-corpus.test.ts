import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../problems/catalogue';
import type { ProblemWhere } from '../problems/problem';
import { readDocument } from './parse';
import { printDocument } from './print';
import {
  edited,
  sampleDefinition,
  sampleDocument,
  sampleNode,
  set,
  type Json,
} from './sample-document.test-support';

type Expected = {
  readonly code: ProblemCode;
  readonly args?: Readonly<Record<string, unknown>>;
} & ProblemWhere;

const invalid = (path: string, expected: string, found: string) =>
  ({ code: 'document/invalid-value', path, args: { expected, found } }) as const;
const wrongType = (path: string, expected: string, found: string) =>
  ({ code: 'document/wrong-type', path, args: { expected, found } }) as const;

/** The corpus: what is wrong, the file, and the first problem. */
const CORPUS: readonly (readonly [what: string, text: string, expected: Expected])[] = [
  // The text.
  ['nothing', '', { code: 'document/not-json', path: '$' }],
  [
    'not JSON',
    'format: inlay',
    {
      code: 'document/not-json',
      args: { line: 1, column: 1, expected: '{ [ "…" 0 true false null', found: 'f' },
    },
  ],
  ['cut off', printDocument(sampleDocument).slice(0, 400), { code: 'document/not-json' }],
  ['200,000 nested brackets', '['.repeat(200_000), { code: 'document/too-deep', args: { limit: 64 } }],
  [
    'deep inside',
    set('nodes.0.params.x', JSON.parse(`${'['.repeat(80)}${']'.repeat(80)}`)),
    { code: 'document/too-deep' },
  ],
  [
    'a key twice',
    '{"format": "inlay", "version": 1, "version": 1}',
    { code: 'document/duplicate-key', path: 'version' },
  ],
  [
    '__proto__',
    '{"format": "inlay", "version": 1, "__proto__": {"name": "x"}}',
    { code: 'document/invalid-id', path: '__proto__' },
  ],
  // What it is.
  [
    'too much text',
    ' '.repeat(64 * 1024 * 1024 + 1),
    { code: 'document/too-large', args: { what: 'characters' } },
  ],
  ['null', 'null', { code: 'document/not-an-inlay-file', path: '$', args: { found: 'null' } }],
  ['an array', '[]', { code: 'document/not-an-inlay-file', args: { found: 'array' } }],
  ['a number', '1', { code: 'document/not-an-inlay-file', args: { found: 'number' } }],
  [
    "another program's file",
    '{"nodes": [], "links": []}',
    { code: 'document/not-an-inlay-file', path: 'format', args: { found: '{nodes, links}' } },
  ],
  ['another format', '{"format": "onnx"}', { code: 'document/not-an-inlay-file', args: { found: '"onnx"' } }],
  [
    'no version',
    set('version', undefined),
    { code: 'document/missing-key', path: 'version', args: { key: 'version' } },
  ],
  ['a version in words', set('version', '1'), wrongType('version', 'integer', 'string')],
  ['half a version', set('version', 1.5), invalid('version', 'integer', '1.5')],
  [
    'a newer version',
    set('version', 2),
    { code: 'document/newer-version', args: { supported: 1, found: 2 } },
  ],
  ['version 0', set('version', 0), { code: 'document/older-version', args: { oldest: 1, found: 0 } }],
  [
    '100,000 nodes',
    edited((json) => {
      json['nodes'] = Array.from({ length: 100_000 }, (_, i) => sampleNode(`n${i}`)) as unknown as Json;
    }),
    { code: 'document/too-large', path: 'nodes', args: { what: 'nodes', limit: 20_000, found: 100_000 } },
  ],
  [
    '100,001 edges',
    set(
      'edges',
      Array.from({ length: 100_001 }, () => 0),
    ),
    { code: 'document/too-large', path: 'edges' },
  ],
  // Keys.
  [
    'an unknown key',
    set('colour', 1),
    {
      code: 'document/unknown-key',
      path: 'colour',
      args: {
        key: 'colour',
        known: [
          'format',
          'version',
          'name',
          'nodes',
          'edges',
          'outputs',
          'composites',
          'recipe',
          'notes',
          'layout',
        ],
      },
    },
  ],
  [
    'an unknown key of a node',
    set('nodes.1.colour', 1),
    {
      code: 'document/unknown-key',
      path: 'nodes[1].colour',
      node: 'b',
      args: { key: 'colour', known: ['id', 'kind', 'kindVersion', 'params', 'label', 'repeat', 'train'] },
    },
  ],
  [
    'an unknown key of an edge',
    set('edges.1.weight', 1),
    { code: 'document/unknown-key', path: 'edges[1].weight', edge: 'e2' },
  ],
  [
    'a reserved key',
    set('nodes.1.shares', 'a'),
    { code: 'document/reserved-key', path: 'nodes[1].shares', node: 'b', args: { key: 'shares' } },
  ],
  [
    'another reserved key',
    set('nodes.0.dtype', 'float16'),
    { code: 'document/reserved-key', node: 'a', args: { key: 'dtype' } },
  ],
  [
    'a reserved key in a composite',
    set('composites.twin.nodes.0.shares', 'a'),
    { code: 'document/reserved-key', path: 'composites.twin.nodes[0].shares' },
  ],
  ['shares elsewhere', set('shares', 'a'), { code: 'document/unknown-key', path: 'shares' }],
  [
    'no nodes',
    set('nodes', undefined),
    { code: 'document/missing-key', path: 'nodes', args: { key: 'nodes' } },
  ],
  [
    'no label',
    set('nodes.0.label', undefined),
    { code: 'document/missing-key', path: 'nodes[0].label', node: 'a' },
  ],
  [
    'no discriminator',
    set('recipe.recipes.default.optimizer', { momentum: 0.9 }),
    { code: 'document/missing-key', path: 'recipe.recipes.default.optimizer.kind' },
  ],
  // Types.
  ['nodes as an object', set('nodes', {}), wrongType('nodes', 'array', 'object')],
  ['a node that is null', set('nodes.0', null), wrongType('nodes[0]', 'object', 'null')],
  ['a name that is a number', set('name', 5), wrongType('name', 'string', 'number')],
  [
    'a param that is null',
    set('nodes.0.params.filters', null),
    {
      ...wrongType(
        'nodes[0].params.filters',
        'number string true false [number, …] {"expr": string}',
        'null',
      ),
      node: 'a',
      param: 'filters',
    },
  ],
  [
    'a param of strings',
    set('nodes.0.params.kernel', ['3', '3']),
    { code: 'document/wrong-type', path: 'nodes[0].params.kernel' },
  ],
  [
    'an expression with more',
    set('nodes.0.params.filters', { expr: '1', code: '2' }),
    { code: 'document/unknown-key', path: 'nodes[0].params.filters.code', args: { known: ['expr'] } },
  ],
  ['params as an array', set('nodes.0.params', [1]), wrongType('nodes[0].params', 'object', 'array')],
  [
    'an end without a port',
    set('edges.0.from', ['a']),
    { code: 'document/invalid-value', path: 'edges[0].from', edge: 'e1', args: { expected: '[node, port]' } },
  ],
  [
    'an end that is a string',
    set('edges.0.from', 'a.out'),
    wrongType('edges[0].from', '[node, port]', 'string'),
  ],
  [
    'frozen as a word',
    set('nodes.0.train.frozen', 'no'),
    wrongType('nodes[0].train.frozen', 'true false', 'string'),
  ],
  // Values.
  [
    'a huge number',
    edited(() => {}).replace('"filters":8', '"filters":1e999'),
    { code: 'document/wrong-type', path: 'nodes[0].params.filters', args: { found: 'Infinity' } },
  ],
  ['no repeat', set('nodes.0.repeat', 0), invalid('nodes[0].repeat', 'integer, 1 … 1000', '0')],
  ['half a repeat', set('nodes.0.repeat', 1.5), invalid('nodes[0].repeat', 'integer, 1 … 1000', '1.5')],
  [
    'a repeat of words',
    set('nodes.0.repeat', 'twice'),
    wrongType('nodes[0].repeat', 'integer, 1 … 1000 {"expr": string}', 'string'),
  ],
  [
    'a repeat of nothing',
    set('nodes.0.repeat', { expr: '' }),
    invalid('nodes[0].repeat.expr', 'string, ≥ 1', '""'),
  ],
  [
    'a negative multiplier',
    set('nodes.0.train.lrMult', -1),
    invalid('nodes[0].train.lrMult', '0 … 1000000', '-1'),
  ],
  [
    'a kind in capitals',
    set('nodes.0.kind', 'Conv'),
    { code: 'document/invalid-value', path: 'nodes[0].kind', args: { found: '"Conv"' } },
  ],
  [
    'an unknown scheme',
    set('nodes.0.train.init', { scheme: 'xavier' }),
    { code: 'document/invalid-value', path: 'nodes[0].train.init.scheme', args: { found: '"xavier"' } },
  ],
  [
    'an unknown role',
    set('outputs.0.role', 'main'),
    invalid('outputs[0].role', '"class" "auxiliary"', '"main"'),
  ],
  ['an unknown loss', set('outputs.0.loss', 3), wrongType('outputs[0].loss', '"cross-entropy"', 'number')],
  ['far away', set('layout.a', [1e8, 0]), invalid('layout.a[0]', '-10000000 … 10000000', '100000000')],
  [
    'a long label',
    set('nodes.0.label', 'x'.repeat(201)),
    { code: 'document/invalid-value', path: 'nodes[0].label', args: { expected: 'string, ≤ 200' } },
  ],
  [
    'a hash that is none',
    set('composites.twin.hash', 'abc'),
    { code: 'document/invalid-value', path: 'composites.twin.hash' },
  ],
  // Ids.
  [
    'an id with a space',
    set('nodes.0.id', 'a b'),
    { code: 'document/invalid-id', path: 'nodes[0].id', args: { id: '"a b"' } },
  ],
  ['an id of 65', set('edges.0.id', 'x'.repeat(65)), { code: 'document/invalid-id', path: 'edges[0].id' }],
  [
    'an id that starts with a digit',
    set('notes.0.id', '1'),
    { code: 'document/invalid-id', path: 'notes[0].id' },
  ],
  [
    'a param name with a dot',
    set('nodes.0.params', { 'a.b': 1 }),
    { code: 'document/invalid-id', path: 'nodes[0].params["a.b"]', node: 'a', args: { id: 'a.b' } },
  ],
  [
    'a node twice',
    set('nodes.1.id', 'a'),
    { code: 'document/duplicate-id', path: 'nodes[1].id', node: 'a', args: { id: 'a' } },
  ],
  [
    'an edge twice',
    set('edges.1.id', 'e1'),
    { code: 'document/duplicate-id', path: 'edges[1].id', edge: 'e1' },
  ],
  [
    'a note twice',
    edited((json) => {
      json['notes']!.push(json['notes']![0]!);
    }),
    { code: 'document/duplicate-id', path: 'notes[1].id' },
  ],
  [
    'an output twice',
    edited((json) => {
      json['outputs']!.push(json['outputs']![0]!);
    }),
    { code: 'document/duplicate-id', path: 'outputs[1].node', node: 'b' },
  ],
  [
    'a node twice in a composite',
    edited((json) => {
      const inner = json['composites']!['twin']!['nodes']!;
      inner.push(inner[0]!);
    }),
    { code: 'document/duplicate-id', path: 'composites.twin.nodes[1].id' },
  ],
  [
    'a place for nobody',
    set('layout.c', [0, 0]),
    { code: 'document/unknown-node', path: 'layout.c', args: { node: 'c' } },
  ],
  [
    'a place for constructor',
    set('layout.constructor', [0, 0]),
    { code: 'document/unknown-node', path: 'layout.constructor' },
  ],
  // Composites.
  [
    'a composite under another id',
    edited((json) => {
      json['composites'] = { other: json['composites']!['twin']! } as unknown as Json;
    }),
    { code: 'document/invalid-value', path: 'composites.other.id' },
  ],
  [
    'an edited composite',
    set('composites.twin.nodes.0.params.filters', 9),
    {
      code: 'document/composite-hash',
      path: 'composites.twin.hash',
      args: { id: 'twin', found: sampleDocument.composites['twin']!.hash },
    },
  ],
  [
    'composites in a circle',
    set('composites', {
      x: { ...sampleDefinition('x', 'composite:y'), hash: '0'.repeat(64) },
      y: { ...sampleDefinition('y', 'composite:x'), hash: '0'.repeat(64) },
    }),
    { code: 'composite/cycle', args: { nodes: ['x', 'y'] } },
  ],
  [
    'a default of another type',
    set('composites.twin.params.0.default', 'many'),
    wrongType('composites.twin.params[0].default', 'int', '"many"'),
  ],
  [
    'a parameter that no expression can name',
    set('composites.twin.params.0.name', 'out-filters'),
    invalid('composites.twin.params[0].name', '[A-Za-z][A-Za-z0-9_]{0,63} ≠ repeat', '"out-filters"'),
  ],
  [
    'a parameter named as the repeat index',
    set('composites.twin.params.0.name', 'repeat'),
    { code: 'document/invalid-value', path: 'composites.twin.params[0].name' },
  ],
  // Recipes.
  [
    'a recipe that is not there',
    set('recipe.active', 'paper'),
    { code: 'document/unknown-recipe', path: 'recipe.active', args: { id: 'paper', known: ['default'] } },
  ],
  [
    'no batch',
    set('recipe.recipes.default.batch', 0),
    invalid('recipe.recipes.default.batch', 'integer, 1 … 65536', '0'),
  ],
  [
    'an unknown optimizer',
    set('recipe.recipes.default.optimizer', { kind: 'lion' }),
    invalid('recipe.recipes.default.optimizer.kind', '"sgd" "momentum" "rmsprop" "adam" "adamw"', '"lion"'),
  ],
];

describe('readDocument', () => {
  it.each(CORPUS)('refuses %s', { timeout: 30_000 }, (_, text, { code, args = {}, ...where }) => {
    const read = readDocument(text);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.problems[0]).toMatchObject({ code, severity: 'error', args, where });
    for (const problem of read.problems) expect(problem.where.path).toBeTypeOf('string');
  });
});
