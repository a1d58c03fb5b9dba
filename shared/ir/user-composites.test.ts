import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNode, defaultParams } from '../blocks/registry';
import { applyCommand } from '../document/apply';
import { compositeHashes } from '../document/hash';
import { readDocument } from '../document/parse';
import { printDocument } from '../document/print';
import type {
  CompositeDefinition,
  CompositeParam,
  DocEdge,
  DocNode,
  InlayDocument,
  ParamValue,
  Repeat,
} from '../document/types';
import { newHistory } from '../document/history';
import { detach } from '../edit/detach';
import { fitToData } from '../edit/fit-to-data';
import { explain } from '../language/explain';
import type { Problem } from '../problems/problem';
import { analyse } from './analyse';
import { insideOf } from './inside';
import { toIr } from './to-ir';
import { weightsOf } from './ir';
import { documentOf, irOf } from './test-support';

const int = (name: string, value = 1): CompositeParam => ({ name, label: name, type: 'int', default: value });

/** A definition that is a chain of nodes, from port `in` to port `out`. */
function chainDefinition(
  id: string,
  params: readonly CompositeParam[],
  nodes: readonly DocNode[],
): CompositeDefinition {
  const edges = nodes.slice(1).map((node, index) => ({
    id: `e${index}`,
    from: [nodes[index]!.id, 'out'] as const,
    to: [node.id, 'in'] as const,
  }));
  const ends = { first: nodes[0]!.id, last: nodes[nodes.length - 1]!.id };
  return {
    ...{ id, name: id, hash: '0'.repeat(64), params, nodes, edges, layout: {} },
    inputs: [{ port: 'in', to: [[ends.first, 'in']] }],
    outputs: [{ port: 'out', from: [ends.last, 'out'] }],
  };
}

function using(node: DocNode, definitions: readonly CompositeDefinition[]): InlayDocument {
  const composites = Object.fromEntries(definitions.map((definition) => [definition.id, definition]));
  const hashes = compositeHashes(composites);
  return {
    ...documentOf(
      [
        createNode('input', 'input', { height: 32, width: 32, channels: 3 }),
        node,
        createNode('flatten', 'flat'),
        createNode('output', 'out'),
      ],
      `input>${node.id} ${node.id}>flat flat>out`,
    ),
    composites: Object.fromEntries(
      definitions.map((definition) => [definition.id, { ...definition, hash: hashes.get(definition.id)! }]),
    ),
  };
}

const times = (node: DocNode, repeat: Repeat): DocNode => ({ ...node, repeat });

/** As the stages of residual networks: `units` of them, the stride in the first only. */
const stage = chainDefinition(
  'stage',
  [int('units', 2), int('width', 8), int('stride', 2)],
  [
    times(
      createNode('conv', 'unit', {
        filters: { expr: 'width' },
        stride: { expr: 'repeat == 0 ? stride : 1' },
      }),
      { expr: 'units' },
    ),
  ],
);

const use = (params: DocNode['params'], id = 's', kind = 'composite:stage') => createNode(kind, id, params);
const problemsOf = (document: InlayDocument) =>
  analyse(document).problems.map(({ code, where }) => [code, where.node, where.param]);

describe('a repeat over exposed parameters', () => {
  it('makes as many copies as it says, the stride in the first', () => {
    const document = using(use({ units: 3, width: 6, stride: 2 }), [stage]);
    const analysis = analyse(document);
    expect(analysis.problems).toEqual([]);
    const copies = insideOf(analysis, 's/unit')!.nodes;
    expect(copies.map(({ path, params, analysis: { shape } }) => [path, params['stride'], shape])).toEqual([
      ['s/unit/0', [2, 2], [16, 16, 6]],
      ['s/unit/1', [1, 1], [16, 16, 6]],
      ['s/unit/2', [1, 1], [16, 16, 6]],
    ]);
    expect(weightsOf(irOf(document)).map(({ name }) => name)).toEqual([
      's/unit/0/kernel',
      's/unit/0/bias',
      's/unit/1/kernel',
      's/unit/1/bias',
      's/unit/2/kernel',
      's/unit/2/bias',
    ]);
  });

  it('names no copy where it makes one, which still is the first', () => {
    const once = using(use({ units: 1, width: 6, stride: 2 }), [stage]);
    expect(weightsOf(irOf(once)).map(({ name }) => name)).toEqual(['s/unit/kernel', 's/unit/bias']);
    expect(insideOf(analyse(once), 's')!.nodes[0]!.params['stride']).toEqual([2, 2]);
    expect(insideOf(analyse(once), 's/unit')).toBeNull();
    // In the third copy of the whole stage, too.
    const thrice = using(times(use({ units: 1, width: 6, stride: 2 }), 3), [stage]);
    expect(analyse(thrice).nodes.get('s')!.shape).toEqual([4, 4, 6]);
  });

  it('opens as it is lowered', () => {
    const document = using(times(use({ units: 2, width: 6, stride: 2 }), 2), [stage]);
    const analysis = analyse(document);
    const inside = ['s/0/unit', 's/1/unit'].flatMap((path) => insideOf(analysis, path)!.nodes);
    expect(inside.map(({ analysis: { shape } }) => shape?.[0])).toEqual([16, 16, 8, 8]);
    const parameters = inside.reduce((sum, node) => sum + node.analysis.parameters, 0);
    expect(parameters).toBe(analysis.nodes.get('s')!.parameters);
  });

  it.each([
    ['a fraction', 'units / 2', 'block/param-type'],
    ['none', 'units - 3', 'block/param-range'],
    ['too many', 'units * 400', 'block/param-range'],
    ['no number', 'units == 3', 'block/param-type'],
    ['a name that is not there', 'unit', 'expression/unknown-name'],
    ['the index of a copy that is not there yet', 'repeat + 1', 'expression/unknown-name'],
    ['nonsense', '3 +', 'expression/syntax'],
  ])('%s is a problem of the inner node', (_, expr, code) => {
    const broken = { ...stage, nodes: [times(stage.nodes[0]!, { expr })] };
    const document = using(use({ units: 3, width: 6, stride: 2 }), [broken]);
    expect(problemsOf(document)).toEqual([[code, 's/unit', 'repeat']]);
    const [inner] = insideOf(analyse(document), 's')!.nodes;
    expect(inner!.analysis.problems.map((problem) => problem.code)).toEqual([code]);
    const [problem] = analyse(document).problems;
    for (const language of ['en', 'zh-TW'] as const) {
      expect(explain(problem!, language).text).not.toContain('{{');
    }
  });

  it('is kept by the file, and counts in the hash', () => {
    const document = using(use({ units: 3, width: 6, stride: 2 }), [stage]);
    const text = printDocument(document);
    expect(text).toContain('"repeat": { "expr": "units" }');
    const read = readDocument(text);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(printDocument(read.value)).toBe(text);
    const other = { ...stage, nodes: [times(stage.nodes[0]!, { expr: 'units + 0' })] };
    expect(compositeHashes({ stage }).get('stage')).not.toBe(compositeHashes({ stage: other }).get('stage'));
  });

  it('may stand at a document’s node, where there is nothing to name', () => {
    const sum = times(createNode('conv', 'c', { filters: 4 }), { expr: '1 + 1' });
    const document = using(sum, []);
    expect(analyse(document).problems).toEqual([]);
    expect(weightsOf(irOf(document))[0]!.name).toBe('c/0/kernel');
    expect(problemsOf(using(times(sum, { expr: 'units' }), []))).toEqual([
      ['expression/unknown-name', 'c', 'repeat'],
    ]);
  });
});

describe('definitions in definitions', () => {
  /** Three deep: a network of stages of units, every number handed down from the outermost block's parameters. */
  const unit = chainDefinition(
    'unit',
    [int('width'), int('stride'), int('ratio')],
    [
      createNode('conv', 'conv', { filters: { expr: 'width' }, stride: { expr: 'stride' }, bias: false }),
      createNode('se', 'se', { ratio: { expr: 'ratio' } }),
    ],
  );
  const units = chainDefinition(
    'units',
    [int('count'), int('width'), int('ratio')],
    [
      times(
        createNode('composite:unit', 'unit', {
          width: { expr: 'width' },
          stride: { expr: 'repeat == 0 ? 2 : 1' },
          ratio: { expr: 'repeat == 0 ? ratio : ratio * 2' },
        }),
        { expr: 'count' },
      ),
    ],
  );
  const body = chainDefinition(
    'body',
    [int('base'), int('deep')],
    [
      createNode('composite:units', 's1', {
        count: { expr: 'deep' },
        width: { expr: 'base' },
        ratio: 2,
      }),
      createNode('composite:units', 's2', {
        count: { expr: 'deep - 1' },
        width: { expr: 'base * 2' },
        ratio: { expr: 'base / 2' },
      }),
    ],
  );
  const document = using(createNode('composite:body', 'b', { base: 4, deep: 2 }), [unit, units, body]);

  it('hand parameters and the index of a copy down', () => {
    const analysis = analyse(document);
    expect(analysis.problems).toEqual([]);
    const shapes = (path: string) =>
      insideOf(analysis, path)!.nodes.map((node) => [node.path, node.analysis.shape]);
    expect(shapes('b')).toEqual([
      ['b/s1', [16, 16, 4]],
      ['b/s2', [8, 8, 8]],
    ]);
    expect(shapes('b/s1/unit')).toEqual([
      ['b/s1/unit/0', [16, 16, 4]],
      ['b/s1/unit/1', [16, 16, 4]],
    ]);
    const kernels = weightsOf(irOf(document)).filter(({ role }) => role === 'kernel');
    expect(kernels.map(({ name, shape }) => [name, shape.join('x')])).toEqual([
      ['b/s1/unit/0/conv/kernel', '3x3x3x4'],
      ['b/s1/unit/0/se/fc1/kernel', '4x2'],
      ['b/s1/unit/0/se/fc2/kernel', '2x4'],
      ['b/s1/unit/1/conv/kernel', '3x3x4x4'],
      ['b/s1/unit/1/se/fc1/kernel', '4x1'],
      ['b/s1/unit/1/se/fc2/kernel', '1x4'],
      ['b/s2/unit/conv/kernel', '3x3x4x8'],
      ['b/s2/unit/se/fc1/kernel', '8x4'],
      ['b/s2/unit/se/fc2/kernel', '4x8'],
    ]);
  });

  it('keep their hashes when an inner one is set again, and change them with it', () => {
    const set = (definition: CompositeDefinition) => {
      const applied = applyCommand(document, { type: 'set-composite', id: 'unit', definition });
      if (!applied.ok) throw new Error(applied.problem.code);
      return applied.value.doc;
    };
    expect(printDocument(set(unit))).toBe(printDocument(document));
    const changed = set({
      ...unit,
      nodes: [...unit.nodes.slice(0, 1), createNode('se', 'se', { ratio: 1 })],
    });
    for (const id of ['unit', 'units', 'body']) {
      expect(changed.composites[id]!.hash).not.toBe(document.composites[id]!.hash);
    }
  });

  const circle = { ...unit, nodes: [createNode('composite:body', 'conv'), unit.nodes[1]!] };
  const sentences = (problem: Problem) =>
    (['en', 'zh-TW'] as const).map((language) => explain(problem, language).text);
  const CIRCLE = [
    'A block cannot contain itself, not even by way of others, but this circle does: units, unit, body. Take one of these blocks out of the one that contains it.',
    '自訂區塊不能包含自己，隔著別的區塊也不行；這些區塊卻繞了一圈：units, unit, body。請把其中一個從包含它的區塊裡拿掉。',
  ];

  it('cannot go in circles: a file is refused', () => {
    const read = readDocument(
      printDocument({ ...document, composites: { ...document.composites, unit: circle } }),
    );
    if (read.ok) throw new Error('read');
    expect(read.problems.map(({ code, where }) => [code, where.path])).toEqual([
      ['composite/cycle', 'composites.body'],
    ]);
  });

  it('cannot go in circles: a command is refused', () => {
    const applied = applyCommand(document, { type: 'set-composite', id: 'unit', definition: circle });
    if (applied.ok) throw new Error('applied');
    expect(applied.problem).toMatchObject({ code: 'composite/cycle', where: { path: 'composites' } });
    expect(sentences(applied.problem)).toEqual(CIRCLE);
    const own = { ...unit, nodes: [createNode('composite:unit', 'conv'), unit.nodes[1]!] };
    const self = applyCommand(document, { type: 'set-composite', id: 'unit', definition: own });
    expect(self.ok ? null : self.problem.args).toEqual({ nodes: ['unit'] });
  });

  it('cannot go in circles: an analysis says so, and ends', () => {
    const analysis = analyse({ ...document, composites: { ...document.composites, unit: circle } });
    const [first] = analysis.problems.filter(({ code }) => code === 'composite/cycle');
    expect([...(first!.args as { nodes: readonly string[] }).nodes].sort()).toEqual([
      'body',
      'unit',
      'units',
    ]);
    expect(insideOf(analysis, 'b')).not.toBeNull();
    expect(insideOf(analysis, 'b/s1/unit/0/conv')).toBeNull();
  });
});

describe('random definitions in definitions', () => {
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('p', 'q', 'p * 2', 'repeat + 1', 'repeat == 0 ? p : q') },
    { weight: 1, arbitrary: fc.constantFrom('repeat', 'p / 0', 'p +', 'p == q', 'x', '2.5', '0 - p') },
  );
  const expr = text.map((each) => ({ expr: each }));
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.oneof(fc.integer({ min: 1, max: 4 }), expr) },
    { weight: 1, arbitrary: fc.constantFrom<ParamValue>(true, 'same', 'A', -1, 1.5, [3, 3]) },
  );
  const often = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: odd });
  const odd = ['composite:one', 'composite:two', 'composite:three', 'composite:none', 'input', 'nothing'];
  const nodeOf = (kinds: readonly string[]): fc.Arbitrary<DocNode> =>
    fc
      .record({
        id: fc.constant('n'),
        kind: often(fc.constantFrom(...kinds), fc.constantFrom(...odd)),
        p: value,
        q: value,
        some: fc.constantFrom('filters', 'stride', 'channels', 'widths', 'units', 'ratio'),
        repeat: fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 3 }), expr),
      })
      .map(({ id, kind, p, q, some, repeat }) => {
        const known = some in defaultParams(kind) ? { [some]: p } : {};
        return times(createNode(kind, id, kind.startsWith('composite:') ? { p, q } : known), repeat);
      });
  const leaves = ['conv', 'add', 'mlpconv', 'residual-unit', 'activation'];
  const ref = fc.tuple(fc.constantFrom('n0', 'n1', 'n2', 'n3'), fc.constantFrom('in', 'out', 'by'));
  /** Mostly a chain; sometimes with an edge more. */
  const definition = (id: string, uses: readonly string[]) =>
    fc
      .record({
        nodes: fc.array(nodeOf([...leaves, ...uses, ...uses]), { minLength: 1, maxLength: 3 }),
        extra: often(
          fc.constant<DocEdge[]>([]),
          fc.array(fc.record({ id: fc.constant('x'), from: ref, to: ref }), { maxLength: 1 }),
        ),
      })
      .map(({ nodes, extra }) => {
        const numbered = nodes.map((node, index) => ({ ...node, id: `n${index}` }));
        const made = chainDefinition(id, [int('p'), { ...int('q'), type: 'number' }], numbered);
        return { ...made, edges: [...made.edges, ...extra] };
      });

  it('give problems and never anything else: analysed, opened, lowered, detached, fitted', () => {
    let good = 0;
    const definitions = fc.tuple(
      definition('one', ['composite:two', 'composite:three']),
      definition('two', ['composite:three']),
      definition('three', []),
    );
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.integer({ min: 1, max: 2 }), definitions, (p, repeat, all) => {
        const document = using(times(createNode('composite:one', 'u', { p, q: 1 }), repeat), all);
        const analysis = analyse(document);
        const ir = toIr(document, { labelSmoothing: 0, classWeights: null }, analysis);
        if (ir.ok) good++;
        else expect(ir.problems.length).toBeGreaterThan(0);
        const open = (path: string, depth: number): void => {
          detach(newHistory(document), path);
          if (depth < 5) insideOf(analysis, path)?.nodes.forEach((inner) => open(inner.path, depth + 1));
        };
        open('u', 0);
        fitToData(newHistory(document), { shape: [8, 8, 1], classes: 3 });
        for (const problem of analysis.problems) explain(problem, 'en');
      }),
      { numRuns: 120 },
    );
    expect(good).toBeGreaterThan(5);
  });
});
