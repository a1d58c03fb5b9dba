import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import type { DocNode, InlayDocument, ParamValue } from '../document/types';
import { analyse } from './analyse';
import { chainOf, classOutput, documentOf, withNode, withParams } from './test-support';

function problemsOf(document: InlayDocument) {
  return analyse(document).problems.map(({ code, where: { node, port, param, edge } }) => ({
    code,
    ...(node === undefined ? {} : { node }),
    ...(port === undefined ? {} : { port }),
    ...(param === undefined ? {} : { param }),
    ...(edge === undefined ? {} : { edge }),
  }));
}

const CHAIN = chainOf(
  [8, 8, 3],
  [
    ['conv', 'c1', { filters: 4 }],
    ['max-pool', 'p1'],
    ['conv', 'c2', { filters: 6 }],
    ['flatten', 'flat'],
    ['dense', 'fc', { units: 10 }],
  ],
);

describe('a whole document', () => {
  it('has shapes on nodes and edges, costs, and no problem', () => {
    const analysis = analyse(CHAIN);
    expect(analysis.problems).toEqual([]);
    expect(analysis.order).toEqual(CHAIN.nodes.map(({ id }) => id));
    expect(analysis.nodes.get('p1')).toMatchObject({ outputs: { out: [4, 4, 4] }, shape: [4, 4, 4] });
    expect(analysis.nodes.get('out')).toMatchObject({ outputs: {}, shape: [10] });
    expect([...analysis.edges.values()]).toEqual([[8, 8, 3], [8, 8, 4], [4, 4, 4], [4, 4, 6], [96], [10]]);
    const parameters = 27 * 4 + 4 + 36 * 6 + 6 + 960 + 10;
    const macs = 64 * 27 * 4 + 16 * 36 * 6 + 960;
    const activationBytes = 4 * (192 + 256 + 64 + 96 + 96 + 10 + 10);
    expect(analysis.totals).toEqual({ parameters, inferenceParameters: parameters, macs, activationBytes });
  });

  it('tells auxiliary heads apart', () => {
    const document = documentOf(
      [
        createNode('input', 'input', { height: 8, width: 8, channels: 3 }),
        createNode('conv', 'stem', { filters: 4 }),
        createNode('gap-head', 'aux', { projection: true }),
        createNode('output', 'auxOut'),
        createNode('gap-head', 'main', { projection: true }),
        createNode('output', 'out'),
      ],
      'input>stem stem>aux aux>auxOut stem>main main>out',
      [classOutput('out'), classOutput('auxOut', 'auxiliary', 0.3)],
    );
    const { totals, problems } = analyse(document);
    expect(problems).toEqual([]);
    expect(totals).toMatchObject({ parameters: 112 + 50 + 50, inferenceParameters: 112 + 50 });
  });

  it('counts running statistics apart', () => {
    const { nodes } = analyse(
      chainOf(
        [8, 8, 3],
        [
          ['batch-norm', 'bn'],
          ['flatten', 'flat'],
        ],
      ),
    );
    expect(nodes.get('bn')).toMatchObject({ parameters: 6, statistics: 6 });
  });
});

describe('problems', () => {
  it('blame the node that cannot be, not those behind it', () => {
    const broken = withParams(CHAIN, 'c1', { kernel: [30, 30], padding: 'valid' });
    expect(problemsOf(broken)).toEqual([{ code: 'shape/window-too-large', node: 'c1' }]);
    const { nodes, edges } = analyse(broken);
    expect(nodes.get('c2')).toMatchObject({ outputs: {}, shape: null, parameters: 0, problems: [] });
    expect(edges.size).toBe(1);
  });

  it('are all there at once, in document order', () => {
    const { nodes } = withParams(withParams(CHAIN, 'c2', { filters: 0 }), 'fc', { units: 'ten' });
    const stray = createNode('dropout', 'stray', { rate: 2 });
    const document = {
      ...CHAIN,
      nodes: [stray, ...nodes],
      edges: CHAIN.edges.filter(({ id }) => id !== 'e1'),
    };
    expect(problemsOf(document)).toEqual([
      { code: 'graph/missing-input', node: 'stray', port: 'in' },
      { code: 'graph/unused-node', node: 'stray' },
      { code: 'block/param-range', node: 'stray', param: 'rate' },
      { code: 'graph/unused-node', node: 'input' },
      { code: 'graph/unused-node', node: 'c1' },
      { code: 'graph/missing-input', node: 'p1', port: 'in' },
      { code: 'block/param-range', node: 'c2', param: 'filters' },
      { code: 'block/param-type', node: 'fc', param: 'units' },
    ]);
  });

  it('name cycles and go on with the rest', () => {
    const looped = withNode(CHAIN, 'c2', (node) => ({ ...createNode('add', node.id) }));
    const document = {
      ...looped,
      edges: [...looped.edges, { id: 'back', from: ['fc', 'out'] as const, to: ['c2', 'in'] as const }],
    };
    const analysis = analyse(document);
    expect(analysis.problems.map(({ code }) => code)).toEqual(['graph/cycle']);
    expect(analysis.nodes.get('p1')!.shape).toEqual([4, 4, 4]);
    expect(analysis.nodes.get('fc')!.shape).toBeNull();
  });

  it('ask for a vector where logits belong, and for an output of role class', () => {
    const map = chainOf([8, 8, 3], [['conv', 'c']]);
    expect(problemsOf(map)).toEqual([{ code: 'shape/needs-vector', node: 'out' }]);
    const auxiliary = { ...CHAIN, outputs: [classOutput('out', 'auxiliary')] };
    expect(problemsOf(auxiliary)).toEqual([{ code: 'graph/no-output' }]);
  });

  it('name a batch norm that a batch of one leaves with a single value', () => {
    const links = (pooled: boolean) =>
      [
        ...(pooled ? ([['global-average-pool', 'gap']] as const) : []),
        ['batch-norm', 'bn'],
        ['flatten', 'flat'],
      ] as const;
    const one = (document: InlayDocument): InlayDocument => {
      const { active, recipes } = document.recipe;
      return { ...document, recipe: { active, recipes: { [active]: { ...recipes[active]!, batch: 1 } } } };
    };
    const pooled = chainOf([8, 8, 3], links(true));
    expect(problemsOf(pooled)).toEqual([]);
    expect(problemsOf(one(pooled))).toEqual([{ code: 'shape/single-value-norm', node: 'bn' }]);
    expect(problemsOf(one(chainOf([8, 8, 3], links(false))))).toEqual([]);
  });

  it('of an empty document are that nothing enters and nothing leaves', () => {
    expect(problemsOf(documentOf([], '', [])).map(({ code }) => code)).toEqual([
      'graph/no-input',
      'graph/no-output',
    ]);
  });
});

describe('bad values', () => {
  const BAD: readonly unknown[] = [
    1e9,
    2 ** 31,
    1e300,
    0,
    -1,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    'x',
    '1',
    true,
    null,
    undefined,
    [],
    [1],
    [1, 2, 3],
    [0, 0],
    [-1, -1, -1, -1],
    [1e9, 1e9],
    [Number.NaN, 1],
    [[1]],
    {},
    { expr: '1 /' },
    { expr: '1e9' },
    { expr: 'repeat' },
  ];

  it('in any parameter of any block give problems, never exceptions', () => {
    const document = chainOf(
      [8, 8, 3],
      [
        ['mlpconv', 'm'],
        ['conv', 'c'],
        ['max-pool', 'p'],
        ['average-pool', 'a'],
        ['se', 's'],
        ['batch-norm', 'b'],
        ['dropout', 'd'],
        ['activation', 'r'],
        ['fc-head', 'f'],
        ['dense', 'fc'],
      ],
    );
    for (const node of document.nodes) {
      for (const param of Object.keys(node.params)) {
        for (const value of BAD) {
          const { problems } = analyse(withParams(document, node.id, { [param]: value as ParamValue }));
          for (const found of problems) expect(found.where.node?.split('/')[0]).toBe(node.id);
        }
      }
      for (const repeat of [0, -1, 1e9, 1.5, Number.NaN, '3']) {
        const changed = withNode(document, node.id, (old) => ({ ...old, repeat }) as DocNode);
        expect(problemsOf(changed)[0]).toMatchObject({
          code: 'block/param-range',
          node: node.id,
          param: 'repeat',
        });
      }
      for (const kindVersion of [0, -1, 2, 1.5, Number.NaN]) {
        const changed = withNode(document, node.id, (old) => ({ ...old, kindVersion }));
        expect(problemsOf(changed)[0]).toMatchObject({ node: node.id });
      }
    }
  });

  it('whose product is too large are refused, at the part that would hold it', () => {
    const wide = chainOf(
      [16_384, 16_384, 3],
      [
        ['mlpconv', 'm', { widths: [64, 64] }],
        ['flatten', 'flat'],
      ],
    );
    expect(problemsOf(wide)).toEqual([{ code: 'shape/too-large', node: 'm/conv1' }]);
    const dense = chainOf(
      [256, 256, 64],
      [
        ['flatten', 'flat'],
        ['dense', 'fc', { units: 1_000_000 }],
      ],
    );
    expect(problemsOf(dense)).toEqual([{ code: 'shape/too-large', node: 'fc' }]);
  });

  it('that unfold without end stop at a bound, and blame the node that crosses it', () => {
    const links = Array.from({ length: 32 }, (_, index) => ['se', `s${index}`, { ratio: 1 }] as const);
    const chain = chainOf([4, 4, 4], [...links, ['flatten', 'flat']]);
    const document = {
      ...chain,
      nodes: chain.nodes.map((node) => (node.kind === 'se' ? { ...node, repeat: 1000 } : node)),
    };
    // 7,000 primitives each; 200,000 in all.
    expect(problemsOf(document)).toEqual([{ code: 'document/too-large', node: 's28' }]);
  });

  it('called like parts of every object are names like any other', () => {
    const document = documentOf(
      [
        createNode('input', 'constructor'),
        createNode('flatten', 'toString', { __proto__: 1 }),
        createNode('output', 'out'),
      ],
      'constructor>toString toString>out constructor.constructor>out.valueOf',
    );
    const codes = problemsOf(document).map(({ code }) => code);
    expect(codes).toContain('edge/unknown-port');
    expect(new Set(codes)).toEqual(new Set(['edge/unknown-port']));
    const kind = withNode(CHAIN, 'c1', (node) => ({ ...node, kind: 'constructor' }));
    expect(problemsOf(kind)).toEqual([{ code: 'block/unknown-kind', node: 'c1' }]);
    const param = withParams(CHAIN, 'c1', { hasOwnProperty: 3 });
    expect(problemsOf(param)).toEqual([{ code: 'block/unknown-param', node: 'c1', param: 'hasOwnProperty' }]);
  });
});
