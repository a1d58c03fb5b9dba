import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import type { CompositeDefinition, DocNode, InlayDocument, TrainSettings } from '../document/types';
import { analyse } from './analyse';
import { weightsOf } from './ir';
import { MAX_PRIMITIVES } from './lower';
import { chainOf, documentOf, irOf, withNode } from './test-support';

const TRAIN: TrainSettings = { init: null, lrMult: 1, decayMult: 1, frozen: false };

function codesOf(document: InlayDocument) {
  return analyse(document).problems.map(({ code, where }) => [code, where.node]);
}

function weight(document: InlayDocument, name: string) {
  return weightsOf(irOf(document)).find((candidate) => candidate.name === name);
}

describe('paths', () => {
  it('go from the document’s node through composites to the primitive', () => {
    const paths = irOf(
      chainOf(
        [8, 8, 3],
        [
          ['mlpconv', 'mlp1', { widths: [4, 4] }],
          ['se', 'se', { ratio: 2 }],
          ['gap-head', 'head', { projection: true }],
        ],
      ),
    ).nodes.map(({ path }) => path);
    expect(paths).toEqual([
      'input',
      'mlp1/conv1',
      'mlp1/relu1',
      'mlp1/conv2',
      'mlp1/relu2',
      'se/squeeze',
      'se/fc1',
      'se/relu',
      'se/fc2',
      'se/gate',
      'se/scale/reshape',
      'se/scale',
      'head/conv',
      'head/pool',
      'out',
      'out/loss',
    ]);
  });

  it('name the repetition when a node stands several times, and only then', () => {
    const document = chainOf(
      [8, 8, 3],
      [
        ['conv', 'c', { filters: 4 }],
        ['flatten', 'flat'],
      ],
    );
    const repeated = withNode(document, 'c', (node) => ({ ...node, repeat: 3 }));
    expect(irOf(repeated).nodes.map(({ path }) => path)).toEqual([
      'input',
      'c/0',
      'c/1',
      'c/2',
      'flat',
      'out',
      'out/loss',
    ]);
    expect(weight(repeated, 'c/0/kernel')?.shape).toEqual([3, 3, 3, 4]);
    expect(weight(repeated, 'c/2/kernel')?.shape).toEqual([3, 3, 4, 4]);
    expect(analyse(repeated).totals.parameters).toBe(27 * 4 + 4 + 2 * (36 * 4 + 4));
  });

  it('cannot repeat what has two inputs', () => {
    const gate = { ...createNode('multiply', 'gate'), repeat: 2 };
    const document = documentOf(
      [createNode('input', 'input'), gate, createNode('flatten', 'flat'), createNode('output', 'out')],
      'input>gate.in input>gate.by gate>flat flat>out',
    );
    expect(codesOf(document)).toEqual([['composite/repeat-ports', 'gate']]);
  });
});

describe('training settings', () => {
  const train = (
    parts: Record<string, Partial<TrainSettings>>,
    rest: Partial<TrainSettings> = {},
  ): DocNode['train'] => ({
    ...TRAIN,
    ...rest,
    parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, { ...TRAIN, ...part }])),
  });
  const document = (settings: DocNode['train'], repeat = 1) =>
    withNode(
      chainOf(
        [8, 8, 3],
        [
          ['mlpconv', 'm', { widths: [4, 4] }],
          ['flatten', 'flat'],
        ],
      ),
      'm',
      (node) => ({
        ...node,
        repeat,
        train: settings,
      }),
    );

  it('hold for the whole node, a part of it, or one weight: the longest match wins', () => {
    const settings = train(
      { conv2: { lrMult: 0.1 }, 'conv2/bias': { lrMult: 0.2, frozen: true } },
      { lrMult: 3, decayMult: 0 },
    );
    const lr = (name: string) => weight(document(settings), name)?.lrMult;
    expect(lr('m/conv1/kernel')).toBe(3);
    expect(weight(document(settings), 'm/conv1/bias')?.decayMult).toBe(0);
    expect(lr('m/conv2/kernel')).toBe(0.1);
    expect(weight(document(settings), 'm/conv2/kernel')?.decayMult).toBe(1);
    expect(weight(document(settings), 'm/conv2/bias')).toMatchObject({ lrMult: 0.2, frozen: true });
  });

  it('start kernels; another weight only where it is named', () => {
    const init = { scheme: 'normal', std: 0.05 } as const;
    const ones = { scheme: 'ones' } as const;
    const settings = train({ 'conv2/bias': { init: ones } }, { init });
    expect(weight(document(settings), 'm/conv1/kernel')?.initOverride).toEqual(init);
    expect(weight(document(settings), 'm/conv1/bias')?.initOverride).toBeNull();
    expect(weight(document(settings), 'm/conv2/bias')?.initOverride).toEqual(ones);
  });

  it('reach one repetition or all of them', () => {
    const settings = train({ conv1: { lrMult: 2 }, '1/conv1': { lrMult: 5 } });
    const lr = (name: string) => weight(document(settings, 3), name)?.lrMult;
    expect([lr('m/0/conv1/kernel'), lr('m/1/conv1/kernel'), lr('m/2/conv1/kernel')]).toEqual([2, 5, 2]);
    expect(lr('m/1/conv2/kernel')).toBe(1);
  });

  it('warn when they reach nothing', () => {
    const [problem, ...others] = analyse(document(train({ conv2: {}, conv9: {}, conv: {} }, {}))).problems;
    expect(problem).toMatchObject({ code: 'block/unknown-part', severity: 'warning', where: { node: 'm' } });
    expect(problem?.args).toMatchObject({ part: 'conv9' });
    expect(others.map(({ args }) => args)).toMatchObject([{ part: 'conv' }]);
    expect(analyse(document(train({ '2/conv1/kernel': {}, '3/conv1': {} }), 3)).problems).toMatchObject([
      { args: { part: '3/conv1' } },
    ]);
  });
});

describe('a user’s composite', () => {
  const inner = (kind: string, id: string, params: DocNode['params'] = {}) => createNode(kind, id, params);
  /** A residual unit of `width` maps; the first repetition halves the map. */
  const unit: CompositeDefinition = {
    id: 'unit',
    name: 'Residual unit',
    hash: '0'.repeat(64),
    params: [
      { name: 'width', label: 'Width', type: 'int', default: 8 },
      { name: 'first', label: 'First stride', type: 'int', default: 2 },
    ],
    inputs: [
      {
        port: 'x',
        to: [
          ['conv', 'in'],
          ['short', 'in'],
        ],
      },
    ],
    outputs: [{ port: 'y', from: ['sum', 'out'] }],
    // Deliberately not in topological order.
    nodes: [
      inner('add', 'sum'),
      inner('conv', 'conv', { filters: { expr: 'width' }, stride: { expr: 'repeat == 0 ? first : 1' } }),
      inner('conv', 'short', {
        filters: { expr: 'width' },
        kernel: [1, 1],
        stride: { expr: 'repeat == 0 ? first : 1' },
      }),
    ],
    edges: [
      { id: 'a', from: ['conv', 'out'], to: ['sum', 'in'] },
      { id: 'b', from: ['short', 'out'], to: ['sum', 'in'] },
    ],
    layout: {},
  };
  const use = (params: DocNode['params'], repeat = 1): DocNode => ({
    ...createNode('composite:unit', 'u', params),
    repeat,
  });
  const document = (node: DocNode, definitions: readonly CompositeDefinition[] = [unit]): InlayDocument => ({
    ...documentOf(
      [createNode('input', 'input'), node, createNode('flatten', 'flat'), createNode('output', 'out')],
      'input>u.x u.y>flat flat>out',
    ),
    composites: Object.fromEntries(definitions.map((definition) => [definition.id, definition])),
  });

  it('is lowered with its parameters and the repeat index', () => {
    const analysis = analyse(document(use({ width: 6, first: 2 }, 2)));
    expect(analysis.problems).toEqual([]);
    expect(analysis.nodes.get('u')!.outputs).toEqual({ y: [16, 16, 6] });
    const first = 9 * 3 * 6 + 6 + 3 * 6 + 6;
    const second = 9 * 6 * 6 + 6 + 6 * 6 + 6;
    expect(analysis.nodes.get('u')!.parameters).toBe(first + second);
    expect(
      irOf(document(use({ width: 6, first: 2 }, 2)))
        .nodes.map(({ path }) => path)
        .slice(1, 7),
    ).toEqual(['u/0/conv', 'u/0/short', 'u/0/sum', 'u/1/conv', 'u/1/short', 'u/1/sum']);
  });

  it('nests, and passes expressions on', () => {
    const outer: CompositeDefinition = {
      ...unit,
      id: 'stage',
      params: [{ name: 'base', label: '', type: 'int', default: 4 }],
      inputs: [{ port: 'x', to: [['u', 'x']] }],
      outputs: [{ port: 'y', from: ['u', 'y'] }],
      nodes: [{ ...use({ width: { expr: 'base * 2' }, first: 1 }), id: 'u' }],
      edges: [],
    };
    const node = { ...use({ base: 5 }), kind: 'composite:stage' };
    const nested = document(node, [unit, outer]);
    expect(analyse(nested).nodes.get('u')!.outputs).toEqual({ y: [32, 32, 10] });
    expect(irOf(nested).nodes.map(({ path }) => path)).toContain('u/u/conv');
  });

  it('says what is wrong, and where inside', () => {
    const wrong = (change: Partial<CompositeDefinition>) =>
      codesOf(document(use({ width: 6, first: 2 }), [{ ...unit, ...change }]));
    const changed = (id: string, params: DocNode['params']) =>
      unit.nodes.map((node) => (node.id === id ? { ...node, params: { ...node.params, ...params } } : node));
    expect(wrong({ nodes: changed('conv', { filters: { expr: 'widht' } }) })).toEqual([
      ['expression/unknown-name', 'u/conv'],
    ]);
    expect(wrong({ nodes: changed('conv', { filters: { expr: 'width / 4' } }) })).toEqual([
      ['block/param-type', 'u/conv'],
    ]);
    expect(wrong({ nodes: changed('conv', { filters: { expr: '0 - width' } }) })).toEqual([
      ['block/param-range', 'u/conv'],
    ]);
    expect(wrong({ nodes: changed('short', { filters: 7 }) })).toEqual([['shape/mismatch', 'u/sum']]);
    expect(wrong({ nodes: changed('conv', { groups: 0 }) })).toEqual([['block/param-range', 'u/conv']]);
    expect(codesOf(document(use({ width: 6 })))).toEqual([['block/missing-param', 'u']]);
    expect(codesOf(document(use({ width: 6.5, first: 2 })))).toEqual([['block/param-type', 'u']]);
    expect(codesOf(document(use({ width: 6, first: 2, last: 1 })))).toEqual([['block/unknown-param', 'u']]);
    expect(codesOf(document(use({}), []))).toEqual([['composite/unknown', 'u']]);
  });

  it('cannot hold itself', () => {
    const loop = { ...unit, nodes: [...unit.nodes, { ...use({ width: 6, first: 2 }), id: 'again' }] };
    const { problems } = analyse(document(use({ width: 6, first: 2 }), [loop]));
    expect(problems.map(({ code }) => code)).toContain('composite/cycle');
  });

  it('cannot grow beyond what a machine could hold', () => {
    const many: CompositeDefinition = {
      ...unit,
      id: 'many',
      params: [],
      nodes: [{ ...use({ width: 3, first: 1 }, 1000) }],
      inputs: [{ port: 'x', to: [['u', 'x']] }],
      outputs: [{ port: 'y', from: ['u', 'y'] }],
      edges: [],
    };
    const node = { ...use({}, 1000), kind: 'composite:many' };
    const [problem] = analyse(document(node, [unit, many])).problems;
    expect(problem).toMatchObject({ code: 'document/too-large', args: { limit: MAX_PRIMITIVES } });
  });
});

describe('random chains', () => {
  const kinds = fc.oneof(
    fc.record({
      kind: fc.constant('conv'),
      params: fc.record({
        filters: fc.integer({ min: 1, max: 9 }),
        kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
      }),
    }),
    fc.record({
      kind: fc.constant('mlpconv'),
      params: fc.record({ widths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }) }),
    }),
    fc.record({
      kind: fc.constant('max-pool'),
      params: fc.record({ padding: fc.constantFrom('same', 'valid', 'ceil') }),
    }),
    fc.record({
      kind: fc.constantFrom('batch-norm', 'activation', 'dropout', 'se'),
      params: fc.constant({}),
    }),
  );

  it('lower to one connected list in topological order, names unique, counts as the analysis says', () => {
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 8 }), fc.integer({ min: 1, max: 3 }), (links, repeat) => {
        const chain = chainOf(
          [64, 48, 3],
          [
            ...links.map(({ kind, params }, index) => [kind, `n${index}`, params] as const),
            ['flatten', 'flat'],
          ],
        );
        const document = withNode(chain, 'n0', (node) => ({ ...node, repeat }));
        const analysis = analyse(document);
        fc.pre(analysis.problems.length === 0);
        const { nodes, inputs, outputs } = irOf(document);
        const made = new Set<string>();
        for (const node of nodes) {
          for (const input of node.inputs) expect(made.has(input.node)).toBe(true);
          expect(made.has(node.path)).toBe(false);
          made.add(node.path);
        }
        expect(inputs.map(({ node }) => node)).toEqual(['input']);
        expect(outputs.map(({ logits, loss }) => [logits.node, loss.node])).toEqual([['out', 'out/loss']]);
        const weights = nodes.flatMap((node) => node.weights);
        const count = weights
          .filter(({ trainable }) => trainable)
          .reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);
        expect(count).toBe(analysis.totals.parameters);
        for (const [id, { shape }] of analysis.nodes) {
          const own = nodes
            .filter(({ path }) => path === id || path.startsWith(`${id}/`))
            .filter(({ op }) => op !== 'cross-entropy');
          expect(own[own.length - 1]!.outputs[0]!.shape).toEqual(shape);
        }
      }),
      { numRuns: 60 },
    );
  });
});
