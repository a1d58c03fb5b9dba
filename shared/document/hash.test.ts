import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDocument } from './arbitrary-document.test-support';
import { compositeCycle, compositeHash, compositeHashes, logicalHash } from './hash';
import { hashed, sampleDefinition, sampleDocument, sampleNode } from './sample-document.test-support';
import type { DocNode, InlayDocument } from './types';

const document: InlayDocument = {
  ...sampleDocument,
  nodes: [...sampleDocument.nodes, sampleNode('c', 'composite:twin')],
};
const hash = logicalHash(document);

function withNode(change: Partial<DocNode>): InlayDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === 'a' ? { ...node, ...change } : node)),
  };
}

const train = sampleNode('a').train;

/** Edits that make another network, and edits that do not. */
const OTHER: readonly (readonly [string, InlayDocument])[] = [
  ['a parameter', withNode({ params: { filters: 9, kernel: [3, 3] } })],
  ['a parameter list', withNode({ params: { filters: 8, kernel: [3, 5] } })],
  ['a kind', withNode({ kind: 'dense' })],
  ['a kind version', withNode({ kindVersion: 2 })],
  ['repeat', withNode({ repeat: 2 })],
  ['a multiplier', withNode({ train: { ...train, lrMult: 2 } })],
  ['a part', withNode({ train: { ...train, parts: { bias: train } } })],
  ['a node more', { ...document, nodes: [...document.nodes, sampleNode('d')] }],
  ['an edge less', { ...document, edges: document.edges.slice(1) }],
  [
    'the port of an edge',
    { ...document, edges: [document.edges[0]!, { id: 'e2', from: ['a', 'out'], to: ['b', 'else'] }] },
  ],
  ['no output', { ...document, outputs: [] }],
  ['the role of an output', { ...document, outputs: [{ ...document.outputs[0]!, role: 'auxiliary' }] }],
  [
    'the inside of a composite',
    {
      ...document,
      composites: { twin: { ...document.composites['twin']!, nodes: [sampleNode('c', 'dense')] } },
    },
  ],
];

const SAME: readonly (readonly [string, InlayDocument])[] = [
  ['name', { ...document, name: 'else' }],
  ['layout', { ...document, layout: {} }],
  ['notes', { ...document, notes: [] }],
  ['labels', withNode({ label: 'else' })],
  ['edge ids', { ...document, edges: document.edges.map((edge) => ({ ...edge, id: `x${edge.id}` })) }],
  ['the order of nodes', { ...document, nodes: [...document.nodes].reverse() }],
  ['the order of edges to other ports', { ...document, edges: [...document.edges].reverse() }],
  ['the order of keys', withNode({ params: { kernel: [3, 3], filters: 8 } })],
  ['the recipe', { ...document, recipe: { active: 'x', recipes: {} } }],
  ['the stated hash', { ...document, composites: { twin: sampleDefinition('twin') } }],
  [
    'a composite not in use',
    { ...document, composites: { ...document.composites, more: hashed(sampleDefinition('more', 'dense')) } },
  ],
];

describe('logicalHash', () => {
  it.each(OTHER)('changes with %s', (_, other) => expect(logicalHash(other)).not.toBe(hash));
  it.each(SAME)('does not change with %s', (_, same) => expect(logicalHash(same)).toBe(hash));

  it('changes with the order of edges to one port', () => {
    const edges = [
      { id: 'e1', from: ['a', 'out'], to: ['b', 'in'] },
      { id: 'e2', from: ['c', 'out'], to: ['b', 'in'] },
    ] as const;
    const forth = logicalHash({ ...document, edges });
    expect(logicalHash({ ...document, edges: [edges[1], edges[0]] })).not.toBe(forth);
  });

  // Fixed for good: runs record it. Computed apart, in Python, from the canonical text of hash.ts.
  it('keeps its value', () => {
    expect(logicalHash(sampleDocument)).toBe(
      'eba8c4f7410b79d9b56f114b490ca31c7a4863f80f3c76b592b2d50b59d9eb4c',
    );
  });

  it('does not depend on node order or key order, for any document', () => {
    fc.assert(
      fc.property(arbitraryDocument, (any) => {
        const nodes = [...any.nodes]
          .reverse()
          .map((node) => Object.fromEntries(Object.entries(node).reverse()) as unknown as DocNode);
        expect(logicalHash({ ...any, nodes })).toBe(logicalHash(any));
      }),
      { numRuns: 100 },
    );
  });
});

describe('compositeHash', () => {
  const twin = sampleDefinition('twin');

  it('covers the inside, not the names', () => {
    const expected = compositeHash(twin);
    const labelled = twin.params.map((param) => ({ ...param, label: 'else' }));
    expect(compositeHash({ ...twin, id: 'x', name: 'y', hash: 'z', params: labelled, layout: {} })).toBe(
      expected,
    );
    const others = [
      { ...twin, nodes: [sampleNode('c', 'dense')] },
      { ...twin, inputs: [] },
      { ...twin, outputs: [] },
      { ...twin, params: [{ ...twin.params[0]!, default: 16 }] },
    ];
    for (const other of others) expect(compositeHash(other)).not.toBe(expected);
  });

  it('covers the definitions in use, under whatever id', () => {
    const using = (id: string) => sampleDefinition('outer', `composite:${id}`);
    const inner = sampleDefinition('inner');
    const other = sampleDefinition('inner', 'dense');
    const one = compositeHash(using('inner'), { inner });
    expect(compositeHash(using('inner'), { inner: other })).not.toBe(one);
    expect(compositeHash(using('else'), { else: inner })).toBe(one);
    expect(compositeHashes({ inner, outer: using('inner') })).toEqual(
      new Map([
        ['inner', compositeHash(inner)],
        ['outer', one],
      ]),
    );
  });

  it('ends on composites in a circle, and names them', () => {
    const circle = {
      w: sampleDefinition('w', 'composite:x'),
      x: sampleDefinition('x', 'composite:y'),
      y: sampleDefinition('y', 'composite:x'),
    };
    expect(compositeHashes(circle).size).toBe(3);
    expect(compositeCycle(circle)).toEqual(['x', 'y']);
    expect(compositeCycle({ w: circle.w, x: sampleDefinition('x') })).toBeNull();
  });

  it('follows a chain of a thousand definitions', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [`c${i}`, sampleDefinition(`c${i}`, `composite:c${i + 1}`)]),
    );
    expect(compositeHashes(chain).size).toBe(1000);
    expect(compositeCycle(chain)).toBeNull();
  });
});
