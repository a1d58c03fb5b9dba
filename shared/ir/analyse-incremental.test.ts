import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templates } from '../../templates';
import { createNode } from '../blocks/registry';
import { applyCommand } from '../document/apply';
import type { Command } from '../document/command';
import { readDocument } from '../document/parse';
import type { InlayDocument, ParamValue } from '../document/types';
import { analyse, type Analysis } from './analyse';
import { chainOf, classOutput, withNode, withParams } from './test-support';

const CHAIN = chainOf(
  [8, 8, 3],
  [
    ['conv', 'c1', { filters: 4 }],
    ['conv', 'c2', { filters: 6 }],
    ['flatten', 'flat'],
    ['dense', 'fc', { units: 10 }],
  ],
);

/** Everything an analysis says, without what the next one takes over. */
function said({ order, nodes, edges, totals, problems }: Analysis) {
  return { order, nodes: [...nodes], edges: [...edges], totals, problems };
}

/** Edits of a document, each made from a few random numbers, as the window would make them. */
const EDITS: readonly ((document: InlayDocument, a: number, b: number) => Command | null)[] = [
  (document, a, b) => {
    const node = document.nodes[a % document.nodes.length];
    const params = Object.keys(node?.params ?? {});
    const param = params[b % params.length];
    if (!node || param === undefined) return null;
    const values: readonly ParamValue[] = [
      1,
      2,
      3,
      7,
      0,
      [3, 3],
      [1, 2],
      [4, 5],
      'same',
      'valid',
      'ceil',
      true,
      'relu',
      0.25,
    ];
    return { type: 'set-param', node: node.id, param, value: values[(a + b) % values.length]! };
  },
  (document, a) => pick(document.edges, a, ({ id }) => ({ type: 'remove-edge', edge: id })),
  (document, a, b) =>
    pick(document.nodes, a, (from) =>
      pick(document.nodes, b, (to) => ({
        type: 'add-edge',
        edge: { id: `n${a}_${b}`, from: [from.id, 'out'], to: [to.id, b % 5 === 0 ? 'by' : 'in'] },
        index: a % (document.edges.length + 1),
      })),
    ),
  (document, a) =>
    pick(document.nodes, a, ({ id }) =>
      document.nodes.length > 4 ? { type: 'remove-node', node: id } : null,
    ),
  (_, a, b) => {
    const kinds = [
      'add',
      'concat',
      'multiply',
      'conv',
      'se',
      'flatten',
      'dense',
      'output',
      'input',
      'mlpconv',
      'no-such-kind',
    ];
    return { type: 'add-node', node: createNode(kinds[a % kinds.length]!, `k${a}_${b}`), at: [0, 0] };
  },
  (document, a, b) =>
    pick(document.nodes, a, ({ id }) => ({ type: 'set-node', node: id, change: { repeat: 1 + (b % 3) } })),
  (document, a) => pick(document.nodes, a, ({ id }) => ({ type: 'set-outputs', outputs: [classOutput(id)] })),
  (document, a, b) =>
    pick(document.edges, a, ({ id }) =>
      pick(document.nodes, b, (node) => ({ type: 'reconnect-edge', edge: id, from: [node.id, 'out'] })),
    ),
];

function pick<T>(items: readonly T[], at: number, make: (item: T) => Command | null): Command | null {
  const item = items[at % Math.max(1, items.length)];
  return item === undefined ? null : make(item);
}

describe('an analysis after edits', () => {
  const read = readDocument(templates['nin-cifar10']);
  if (!read.ok) throw new Error('the template does not open');
  const start = read.value;

  it('says what an analysis from nothing says, whatever was edited', () => {
    const number = fc.integer({ min: 0, max: 1000 });
    const edits = fc.array(fc.tuple(fc.integer({ min: 0, max: EDITS.length - 1 }), number, number), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(edits, (list) => {
        let document = start;
        let analysis = analyse(document);
        for (const [edit, a, b] of list) {
          const command = EDITS[edit]!(document, a, b);
          const applied = command && applyCommand(document, command);
          if (!applied?.ok) continue;
          document = applied.value.doc;
          analysis = analyse(document, analysis);
          expect(said(analysis)).toEqual(said(analyse(document)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('takes over what did not change: all but the edited node, and what its shape reaches', () => {
    const before = analyse(start);
    const dropout = analyse(withParams(start, 'drop1', { rate: 0.2 }), before);
    const kept = (after: Analysis) =>
      start.nodes.filter(({ id }) => after.entries.get(id) === before.entries.get(id)).map(({ id }) => id);
    expect(kept(dropout)).toEqual(start.nodes.map(({ id }) => id).filter((id) => id !== 'drop1'));
    expect(dropout.structure).toBe(before.structure);
    const widths = analyse(withParams(start, 'mlp2', { widths: [192, 192, 64] }), before);
    expect(kept(widths)).toEqual(['input', 'mlp1', 'pool1', 'drop1', 'head', 'out']);
    expect(widths.totals.parameters).not.toBe(before.totals.parameters);
  });

  it('follows a changed definition', () => {
    const definition = (filters: number) => ({
      id: 'd',
      name: '',
      hash: '',
      params: [],
      layout: {},
      edges: [],
      inputs: [{ port: 'in', to: [['c', 'in']] as const }],
      outputs: [{ port: 'out', from: ['c', 'out'] as const }],
      nodes: [createNode('conv', 'c', { filters })],
    });
    const using = (filters: number): InlayDocument => ({
      ...withNode(CHAIN, 'c2', (node) => ({ ...node, kind: 'composite:d', params: {} })),
      composites: { d: definition(filters) },
    });
    const before = analyse(using(6));
    const document = { ...before.document, composites: using(9).composites };
    expect(said(analyse(document, before))).toEqual(said(analyse(document)));
    expect(analyse(document, before).nodes.get('c2')!.shape).toEqual([8, 8, 9]);
  });
});
