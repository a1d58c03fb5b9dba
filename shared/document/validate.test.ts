import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from './apply';
import { emptyDocument } from './empty';
import { sampleDefinition, sampleNode } from './sample-document.test-support';
import type { DocEdge, DocOutput, GraphPart, InlayDocument } from './types';
import { validateDocument, validateGraph, type PortLookup } from './validate';

const KINDS: Readonly<Record<string, ReturnType<PortLookup>>> = {
  input: { inputs: {}, outputs: ['out'] },
  conv: { inputs: { in: 'one' }, outputs: ['out'] },
  add: { inputs: { in: 'many' }, outputs: ['out'] },
  output: { inputs: { in: 'one' }, outputs: [] },
};
const ports: PortLookup = (kind) => KINDS[kind];

/** Nodes as `id:kind`, edges as `from>to`, ports `out` and `in` unless said. */
function graph(nodes: string, edges: string): GraphPart {
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  return {
    nodes: words(nodes).map((word) => sampleNode(word.split(':')[0]!, word.split(':')[1])),
    edges: words(edges).map((word, index): DocEdge => {
      const [from, to] = word.split('>') as [string, string];
      return { id: `e${index}`, from: end(from, 'out'), to: end(to, 'in') };
    }),
  };
}

function end(text: string, port: string): readonly [string, string] {
  const [node, named] = text.split('.') as [string, string | undefined];
  return [node, named ?? port];
}

function output(node: string): DocOutput {
  return { node, role: 'class', loss: 'cross-entropy', weight: 1 };
}

const OUTPUTS = [output('o')];
const WHOLE = 'i:input c:conv o:output';

const CORPUS: readonly (readonly [
  what: string,
  nodes: string,
  edges: string,
  problems: readonly object[],
])[] = [
  ['a whole graph', WHOLE, 'i>c c>o', []],
  ['a sum of one value with itself', 'i:input a:add o:output', 'i>a i>a a>o', []],
  [
    'an edge to nowhere',
    WHOLE,
    'i>c c>o c>x',
    [{ code: 'edge/dangling', args: { end: 'to', node: 'x' }, where: { edge: 'e2', path: 'edges[2].to' } }],
  ],
  [
    'an edge from nowhere, which still says which port it meant',
    WHOLE,
    'x>c c>o',
    [
      {
        code: 'edge/dangling',
        args: { end: 'from', node: 'x' },
        repairs: [{ code: 'remove-edge', args: { edge: 'e0' } }],
      },
      {
        code: 'graph/unused-node',
        severity: 'warning',
        args: { node: 'i' },
        repairs: [{ code: 'remove-node' }],
      },
    ],
  ],
  [
    'an output port that is not there',
    WHOLE,
    'i.side>c c>o',
    [
      {
        code: 'edge/unknown-port',
        args: { node: 'i', port: 'side', known: ['out'] },
        where: { edge: 'e0', node: 'i', port: 'side' },
      },
    ],
  ],
  [
    'an input port that is not there',
    WHOLE,
    'i>c c>o c>o.constructor',
    [{ code: 'edge/unknown-port', args: { node: 'o', port: 'constructor', known: ['in'] } }],
  ],
  [
    'a port taken twice',
    WHOLE,
    'i>c c>o i>c',
    [
      {
        code: 'edge/port-taken',
        args: { node: 'c', port: 'in' },
        where: { edge: 'e2', node: 'c', port: 'in', path: 'edges[2].to' },
      },
    ],
  ],
  [
    'an open port',
    'i:input c:conv d:conv a:add o:output',
    'i>c c>a d>a a>o',
    [
      {
        code: 'graph/missing-input',
        args: { port: 'in' },
        where: { node: 'd', port: 'in', path: 'nodes[2]' },
      },
    ],
  ],
  [
    'a cycle, with what leads into it and out of it',
    'i:input z:add b:conv a:conv d:conv o:output',
    'i>z a>z z>b b>a a>d d>o',
    [
      {
        code: 'graph/cycle',
        args: { nodes: ['z', 'b', 'a'] },
        where: { node: 'z', edge: 'e3' },
        repairs: [{ args: { edge: 'e3' } }],
      },
    ],
  ],
  [
    'a node that feeds itself',
    'i:input a:add o:output',
    'i>a a>a a>o',
    [{ code: 'graph/cycle', args: { nodes: ['a'] }, repairs: [{ args: { edge: 'e1' } }] }],
  ],
  ['no input', 'c:conv a:add o:output', 'a>c c>a c>o', [{ code: 'graph/cycle' }, { code: 'graph/no-input' }]],
  [
    'a dead end, and an output that is not listed',
    'i:input c:conv d:conv o:output p:output',
    'i>c c>o c>d c>p',
    [
      { code: 'graph/unused-node', args: { node: 'd' }, where: { node: 'd' } },
      {
        code: 'graph/unused-node',
        args: { node: 'p' },
        repairs: [{ code: 'connect-output' }, { code: 'remove-node' }],
      },
    ],
  ],
  // Unknown kinds are another check's: they pass with any port, and may be the input.
  ['unknown kinds', 'u:mystery o:output', 'u.a>u.b u>o', [{ code: 'graph/cycle' }]],
];

describe('validateGraph', () => {
  it.each(CORPUS)('%s', (_, nodes, edges, problems) => {
    const check = validateGraph(graph(nodes, edges), ports, { outputs: OUTPUTS });
    expect(check.problems).toMatchObject(problems);
    expect(check.problems).toHaveLength(problems.length);
    for (const { where } of check.problems) expect(where.path).toBeTypeOf('string');
  });

  it('reports outputs: none, and of nodes that are not there', () => {
    const whole = graph(WHOLE, 'i>c c>o');
    expect(validateGraph(whole, ports, { outputs: [] }).problems).toMatchObject([
      { code: 'graph/no-output', repairs: [{ code: 'connect-output', args: { node: 'o' } }] },
    ]);
    expect(validateGraph(whole, ports, { outputs: [output('o'), output('x')] }).problems).toMatchObject([
      { code: 'document/unknown-node', args: { node: 'x' }, where: { path: 'outputs[1].node' } },
    ]);
    const auxiliary = [{ ...output('c'), role: 'auxiliary' as const }];
    expect(validateGraph(whole, ports, { outputs: auxiliary }).problems).toMatchObject([
      { code: 'graph/no-output', repairs: [{ code: 'connect-output', args: { node: 'o' } }] },
    ]);
    expect(validateGraph({ nodes: [], edges: [] }, ports, { outputs: [] }).problems).toMatchObject([
      { code: 'graph/no-input' },
      { code: 'graph/no-output', repairs: [] },
    ]);
  });

  it('orders nodes after those they read, in the order of the document where it can', () => {
    const order = (nodes: string, edges: string) =>
      validateGraph(graph(nodes, edges), ports, { outputs: [] }).order;
    expect(order('i:input c:conv o:output', 'i>c c>o')).toEqual(['i', 'c', 'o']);
    expect(order('o:output c:conv i:input', 'i>c c>o')).toEqual(['i', 'c', 'o']);
    expect(order('i:input b:conv a:conv s:add', 'i>a i>b a>s b>s')).toEqual(['i', 'b', 'a', 's']);
    expect(order('s:add i:input c:conv j:input', 'c>s j>s i>c')).toEqual(['i', 'c', 'j', 's']);
    expect(order('i:input a:add b:conv c:conv', 'i>a b>a a>b b>c')).toEqual(['i']);
  });

  it('each repair mends its problem', () => {
    for (const [, nodes, edges] of CORPUS) {
      const document: InlayDocument = { ...emptyDocument('x'), ...graph(nodes, edges), outputs: OUTPUTS };
      for (const found of validateDocument(document, ports).problems) {
        for (const repair of found.repairs) {
          const mended = repair.commands.reduce((doc, command) => {
            const applied = applyCommand(doc, command);
            if (!applied.ok) throw new Error(applied.problem.code);
            return applied.value.doc;
          }, document);
          const left = validateDocument(mended, ports).problems;
          expect(left).not.toContainEqual(expect.objectContaining({ code: found.code, args: found.args }));
        }
      }
    }
  });

  const acyclic = fc
    .record({
      count: fc.integer({ min: 1, max: 12 }),
      seeds: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 30 }),
    })
    .chain(({ count, seeds }) =>
      fc.shuffledSubarray([...Array(count).keys()], { minLength: count }).map((places) => {
        const pairs = seeds
          .map(([a, b]) => [a % count, b % count] as const)
          .filter(([a, b]) => a !== b)
          .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
        const nodes = places.map((place) => sampleNode(`n${place}`, 'add'));
        const edges = pairs.map(([a, b], index): DocEdge => ({
          id: `e${index}`,
          from: [`n${a}`, 'out'],
          to: [`n${b}`, 'in'],
        }));
        return { nodes, edges };
      }),
    );

  it('orders any graph without cycles, and finds none', () => {
    fc.assert(
      fc.property(acyclic, (part) => {
        const { order, problems } = validateGraph(part, ports, { outputs: [] });
        expect(new Set(order)).toEqual(new Set(part.nodes.map(({ id }) => id)));
        for (const { from, to } of part.edges)
          expect(order.indexOf(from[0])).toBeLessThan(order.indexOf(to[0]));
        expect(problems.map(({ code }) => code)).not.toContain('graph/cycle');
      }),
    );
  });

  it('names a cycle that is one, in any graph that has one', () => {
    const back = fc.tuple(acyclic, fc.nat(), fc.nat());
    fc.assert(
      fc.property(back, ([part, a, b]) => {
        const count = part.nodes.length;
        const [from, to] = [`n${a % count}`, `n${b % count}`];
        const edges: DocEdge[] = [...part.edges, { id: 'back', from: [from, 'out'], to: [to, 'in'] }];
        const { order, problems } = validateGraph({ ...part, edges }, ports, { outputs: [] });
        const found = problems.find(({ code }) => code === 'graph/cycle');
        expect(found !== undefined).toBe(order.length < count);
        if (found?.code !== 'graph/cycle') return;
        const { nodes } = found.args;
        nodes.forEach((node, at) => {
          const next = nodes[(at + 1) % nodes.length];
          expect(edges.some((edge) => edge.from[0] === node && edge.to[0] === next)).toBe(true);
        });
      }),
    );
  });

  it('walks chains and circles of 100,000 nodes', { timeout: 30_000 }, () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) =>
      sampleNode(`n${index}`, index === 0 ? 'add' : 'conv'),
    );
    const edges = nodes
      .slice(1)
      .map(({ id }, index): DocEdge => ({ id: `e${index}`, from: [`n${index}`, 'out'], to: [id, 'in'] }));
    const outputs = [output('n99999')];
    expect(validateGraph({ nodes, edges }, ports, { outputs }).order).toHaveLength(100_000);
    const closing: DocEdge = { id: 'back', from: ['n99999', 'out'], to: ['n0', 'in'] };
    const circle = validateGraph({ nodes, edges: [...edges, closing] }, ports, { outputs });
    expect(circle.problems[0]).toMatchObject({ code: 'graph/cycle', where: { edge: 'back' } });
    expect(circle.order).toEqual([]);
  });
});

describe('validateDocument', () => {
  const inside = graph('c:conv', '');
  const twin = { ...sampleDefinition('twin'), ...inside };
  const using: InlayDocument = {
    ...emptyDocument('x'),
    ...graph('i:input t:composite:twin o:output', 'i>t t>o'),
    nodes: [sampleNode('i', 'input'), sampleNode('t', 'composite:twin'), sampleNode('o', 'output')],
    outputs: OUTPUTS,
    composites: { twin },
  };

  it('knows the ports of composites', () => {
    expect(validateDocument(using, ports)).toEqual({ problems: [], order: ['i', 't', 'o'] });
    const wrong = {
      ...using,
      edges: [using.edges[0]!, { ...using.edges[1]!, from: ['t', 'side'] as const }],
    };
    expect(validateDocument(wrong, ports).problems).toMatchObject([
      { code: 'edge/unknown-port', args: { known: ['out'] } },
    ]);
  });

  const INSIDE: readonly (readonly [string, object, object])[] = [
    [
      'an open port',
      { inputs: [] },
      { code: 'graph/missing-input', where: { path: 'composites.twin.nodes[0]' } },
    ],
    [
      'a port to nowhere',
      {
        inputs: [
          {
            port: 'in',
            to: [
              ['c', 'in'],
              ['x', 'in'],
            ],
          },
        ],
      },
      { code: 'edge/dangling', where: { path: 'composites.twin.inputs[0].to[1]' } },
    ],
    [
      'a port from nowhere',
      { outputs: [{ port: 'out', from: ['x', 'out'] }] },
      { code: 'edge/dangling', where: { path: 'composites.twin.outputs[0].from' } },
    ],
    [
      'a port fed twice',
      {
        inputs: [
          {
            port: 'in',
            to: [
              ['c', 'in'],
              ['c', 'in'],
            ],
          },
        ],
      },
      { code: 'edge/port-taken', where: { path: 'composites.twin.inputs[0].to[1]' } },
    ],
    [
      'an edge onto a fed port',
      { ...graph('c:conv d:add', 'd>c c>d') },
      { code: 'edge/port-taken', where: { path: 'composites.twin.edges[0].to' }, repairs: [] },
    ],
    [
      'a dead end',
      { ...graph('c:conv d:conv', 'c>d') },
      { code: 'graph/unused-node', where: { path: 'composites.twin.nodes[1]' }, repairs: [] },
    ],
    ['no output', { outputs: [] }, { code: 'graph/no-output', where: { path: 'composites.twin.outputs' } }],
  ];

  it.each(INSIDE)('reports %s inside a composite', (_, change, expected) => {
    const document = { ...using, composites: { twin: { ...twin, ...change } } };
    expect(validateDocument(document, ports).problems[0]).toMatchObject(expected);
  });

  it('reports composites in a circle', () => {
    const circle = { ...twin, nodes: [sampleNode('c', 'composite:twin')] };
    expect(validateDocument({ ...using, composites: { twin: circle } }, ports).problems).toMatchObject([
      { code: 'composite/cycle', args: { nodes: ['twin'] } },
    ]);
  });
});
