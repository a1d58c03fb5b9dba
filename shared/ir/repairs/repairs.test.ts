import { describe, expect, it } from 'vitest';
import { createNode } from '../../blocks/registry';
import { applyCommands } from '../../document/apply';
import type { DocNode, InlayDocument, ParamValue } from '../../document/types';
import type { ProblemCode } from '../../problems/catalogue';
import { explain } from '../../language/explain';
import { analyse } from '../analyse';
import { chainOf, classOutput, documentOf, withNode, withParams } from '../test-support';

const input = createNode('input', 'input', { height: 12, width: 12, channels: 3 });
const output = createNode('output', 'out');
const conv = (id: string, params: DocNode['params'] = {}) =>
  createNode('conv', id, { filters: 8, ...params });

const dense = chainOf(
  [12, 12, 3],
  [
    ['conv', 'c'],
    ['dense', 'fc'],
  ],
);
const chain = chainOf(
  [12, 12, 4],
  [
    ['conv', 'c', { filters: 6 }],
    ['max-pool', 'p'],
    ['flatten', 'flat'],
    ['dense', 'fc'],
  ],
);
const merged = (
  kind: string,
  a: DocNode,
  b: DocNode,
  edges = 'input>a input>b a>sum b>sum sum>flat flat>out',
) => documentOf([input, a, b, createNode(kind, 'sum'), createNode('flatten', 'flat'), output], edges);
const stored = (node: string, params: Readonly<Record<string, unknown>>) =>
  withParams(chain, node, params as Readonly<Record<string, ParamValue>>);
const without = (node: string, param: string) =>
  withNode(chain, node, (old) => ({
    ...old,
    params: Object.fromEntries(Object.entries(old.params).filter(([name]) => name !== param)),
  }));

/** What is wrong, and the repairs it must come with, best first. */
const CASES: readonly (readonly [what: string, InlayDocument, ProblemCode, readonly string[]])[] = [
  ['a map before a dense layer', dense, 'shape/needs-vector', ['insert-flatten', 'insert-global-pool']],
  [
    'a map at an output',
    chainOf([12, 12, 3], [['conv', 'c']]),
    'shape/needs-vector',
    ['insert-global-pool', 'insert-flatten'],
  ],
  [
    'a sum of different channels',
    merged('add', conv('a'), conv('b', { filters: 5 })),
    'shape/mismatch',
    ['insert-projection', 'remove-edge'],
  ],
  [
    'a sum of different sizes',
    merged('add', conv('a'), conv('b', { stride: [2, 2] })),
    'shape/mismatch',
    ['remove-edge'],
  ],
  [
    'a concat of different sizes',
    merged('concat', conv('a'), conv('b', { stride: [2, 2] })),
    'shape/mismatch',
    ['remove-edge'],
  ],
  [
    'a product of different channels',
    merged(
      'multiply',
      conv('a'),
      conv('b', { filters: 5 }),
      'input>a input>b a>sum.in b>sum.by sum>flat flat>out',
    ),
    'shape/mismatch',
    ['insert-projection', 'remove-edge'],
  ],
  [
    'maps that are not the classes’',
    chainOf(
      [12, 12, 3],
      [
        ['conv', 'c', { filters: 7 }],
        ['gap-head', 'head'],
      ],
    ),
    'shape/mismatch',
    ['set-parameter', 'set-parameter'],
  ],
  [
    'a window that does not fit',
    chainOf(
      [12, 12, 3],
      [
        ['conv', 'c', { kernel: [15, 3], padding: 'valid' }],
        ['flatten', 'f'],
      ],
    ),
    'shape/window-too-large',
    ['set-parameter', 'set-parameter'],
  ],
  ['groups that do not divide', stored('c', { groups: 4 }), 'shape/groups', ['set-parameter']],
  [
    'a number out of range',
    stored('c', { filters: 0 }),
    'block/param-range',
    ['set-parameter', 'set-parameter'],
  ],
  [
    'a number as text',
    stored('c', { filters: '12' }),
    'block/param-type',
    ['set-parameter', 'set-parameter'],
  ],
  ['one number for two', stored('c', { kernel: 5 }), 'block/param-type', ['set-parameter', 'set-parameter']],
  [
    'a fraction for an integer',
    stored('c', { filters: 6.4 }),
    'block/param-type',
    ['set-parameter', 'set-parameter'],
  ],
  ['an object for a number', stored('c', { filters: {} }), 'block/param-type', ['set-parameter']],
  ['an unknown choice', stored('c', { padding: 'smae' }), 'block/param-choice', ['set-parameter']],
  ['a missing parameter', without('c', 'bias'), 'block/missing-param', ['set-parameter']],
  ['a parameter too many', stored('c', { filter: 3 }), 'block/unknown-param', ['remove-parameter']],
  [
    'a list too long',
    withNode(chain, 'c', (old) =>
      createNode('mlpconv', old.id, { widths: Array.from({ length: 20 }, () => 6) }),
    ),
    'block/param-length',
    ['set-parameter', 'set-parameter'],
  ],
  [
    'a misspelt kind',
    withNode(chain, 'c', (old) => ({ ...old, kind: 'covn' })),
    'block/unknown-kind',
    ['replace-kind'],
  ],
  [
    'a repeat out of range',
    withNode(chain, 'c', (old) => ({ ...old, repeat: 0 })),
    'block/param-range',
    ['set-repeat'],
  ],
  [
    'a repeat that comes to no integer',
    withNode(chain, 'c', (old) => ({ ...old, repeat: { expr: '3 / 2' } })),
    'block/param-type',
    ['set-repeat'],
  ],
  [
    'a repeated product',
    withNode(
      merged('multiply', conv('a'), conv('b'), 'input>a input>b a>sum.in b>sum.by sum>flat flat>out'),
      'sum',
      (old) => ({ ...old, repeat: 2 }),
    ),
    'composite/repeat-ports',
    ['set-repeat'],
  ],
  ['an output that is not listed', { ...chain, outputs: [] }, 'graph/no-output', ['connect-output']],
  [
    'no output at all',
    { ...chain, nodes: chain.nodes.slice(0, -1), edges: chain.edges.slice(0, -1), outputs: [] },
    'graph/no-output',
    ['add-output'],
  ],
  [
    'a node beside the network',
    { ...chain, nodes: [...chain.nodes, createNode('input', 'other')] },
    'graph/unused-node',
    ['remove-node'],
  ],
];

describe.each(CASES)('%s', (_, document, code, expected) => {
  const problem = analyse(document).problems.find((found) => found.code === code);

  it('comes with its repairs', () => {
    expect(problem?.repairs.map((repair) => repair.code)).toEqual(expected);
    for (const language of ['en', 'zh-TW'] as const) {
      for (const text of explain(problem!, language).repairs) expect(text).not.toContain('{{');
    }
  });

  it('is gone after any of them', () => {
    for (const { commands } of problem!.repairs) {
      const applied = applyCommands(document, commands);
      if (!applied.ok) throw new Error(JSON.stringify(applied.problem));
      const { problems } = analyse(applied.value.doc);
      const same = problems.filter(
        (found) => found.code === code && found.where.node === problem!.where.node,
      );
      expect(same).toEqual([]);
      expect(problems.length).toBeLessThanOrEqual(analyse(document).problems.length + 1);
    }
  });
});

describe('repairs', () => {
  it('keep the order of ports that take many, and place new nodes between the old', () => {
    const document = merged(
      'add',
      conv('a'),
      conv('b', { filters: 5 }),
      'input>a input>b b>sum a>sum sum>flat flat>out',
    );
    const [problem] = analyse(document).problems;
    const applied = applyCommands(document, problem!.repairs[0]!.commands);
    if (!applied.ok) throw new Error(JSON.stringify(applied.problem));
    const { doc } = applied.value;
    const into = doc.edges.filter(({ to }) => to[0] === 'sum').map(({ from }) => from[0]);
    expect(into).toEqual(['b', 'projection1']);
    expect(doc.layout['projection1']).toEqual([
      (document.layout['a']![0] + document.layout['sum']![0]) / 2,
      0,
    ]);
  });

  it('take ids that nothing has', () => {
    const document = withNode(dense, 'c', (node) => ({ ...node, id: 'flatten1' }));
    const renamed = {
      ...document,
      edges: [
        { id: 'e1', from: ['input', 'out'] as const, to: ['flatten1', 'in'] as const },
        { id: 'e2', from: ['flatten1', 'out'] as const, to: ['fc', 'in'] as const },
        { id: 'e3', from: ['fc', 'out'] as const, to: ['out', 'in'] as const },
      ],
    };
    const added = analyse(renamed).problems[0]!.repairs[0]!.commands[0];
    expect(added?.type === 'add-node' && added.node.id).toBe('flatten2');
  });

  it('are not offered inside composites, whose nodes no command of the document reaches', () => {
    const definition = {
      id: 'd',
      name: '',
      hash: '',
      params: [],
      layout: {},
      edges: [],
      inputs: [{ port: 'in', to: [['head', 'in']] as const }],
      outputs: [{ port: 'out', from: ['head', 'out'] as const }],
      nodes: [createNode('gap-head', 'head', { classes: 7 })],
    };
    const document = {
      ...documentOf([input, createNode('composite:d', 'u'), output], 'input>u u>out', [classOutput('out')]),
      composites: { d: definition },
    };
    const [problem] = analyse(document).problems;
    expect(problem?.where.node).toBe('u/head');
    expect(problem?.repairs.map(({ code }) => code)).toEqual(['remove-edge']);
  });
});
