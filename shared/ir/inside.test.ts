import { describe, expect, it } from 'vitest';
import type { InputPorts } from '../blocks/block';
import { allBlocks, createNode } from '../blocks/registry';
import type { CompositeDefinition, InlayDocument } from '../document/types';
import { templates } from '../../templates';
import { readDocument } from '../document/parse';
import { analyse, type Analysis } from './analyse';
import { insideOf, type InsideNode } from './inside';
import { chainOf, classOutput, documentOf } from './test-support';

const sum = (nodes: readonly InsideNode[], key: 'parameters' | 'macs' | 'activationBytes') =>
  nodes.reduce((total, { analysis }) => total + analysis[key], 0);

/** Every composite below a path adds up to what the analysis says of it. */
function expectSums(analysis: Analysis, path: string, whole: InsideNode['analysis']): void {
  const inside = insideOf(analysis, path);
  expect(inside, path).not.toBeNull();
  for (const key of ['parameters', 'macs', 'activationBytes'] as const) {
    expect(sum(inside!.nodes, key), `${path} ${key}`).toBe(whole[key]);
  }
  const [[node, port] = ['', '']] = Object.values(inside!.outputs);
  const last = inside!.nodes.find(({ id }) => id === node)!.analysis;
  expect(last.outputs[port], path).toEqual(whole.shape);
  expect(last.receptiveField, path).toEqual(whole.receptiveField);
  for (const inner of inside!.nodes) if (inner.composite) expectSums(analysis, inner.path, inner.analysis);
}

function nin(): InlayDocument {
  const read = readDocument(templates['nin-cifar10']);
  if (!read.ok) throw new Error('template');
  return read.value;
}

/** A user's block: a convolution that doubles with each repetition, then a nested block. */
const doubling: CompositeDefinition = {
  id: 'doubling',
  name: 'Doubling',
  hash: '',
  params: [{ name: 'filters', label: 'Filters', type: 'int', default: 4 }],
  inputs: [{ port: 'in', to: [['conv', 'in']] }],
  outputs: [{ port: 'out', from: ['inner', 'out'] }],
  nodes: [
    createNode('conv', 'conv', { filters: { expr: 'filters * (repeat + 1)' } }),
    { ...createNode('composite:inner', 'inner'), params: { units: { expr: 'filters + 1' } } },
  ],
  edges: [{ id: 'e', from: ['conv', 'out'], to: ['inner', 'in'] }],
  layout: {},
};
const inner: CompositeDefinition = {
  ...doubling,
  id: 'inner',
  params: [{ name: 'units', label: 'Units', type: 'int', default: 1 }],
  inputs: [{ port: 'in', to: [['stack', 'in']] }],
  outputs: [{ port: 'out', from: ['stack', 'out'] }],
  nodes: [{ ...createNode('conv', 'stack', { filters: { expr: 'units + repeat' } }), repeat: 2 }],
  edges: [],
};

function ownBlocks(repeat: number): InlayDocument {
  const node = { ...createNode('composite:doubling', 'u'), params: { filters: 3 }, repeat };
  const document = documentOf(
    [createNode('input', 'input'), node, createNode('flatten', 'flat'), createNode('output', 'out')],
    'input>u u>flat flat>out',
  );
  return { ...document, composites: { doubling, inner } };
}

describe('insideOf', () => {
  const composites = allBlocks().filter(({ type }) => type === 'composite');

  it.each(composites.map((block) => [block.kind, block] as const))(
    'gives %s’s parts, which add up to it',
    (kind, block) => {
      const fed = Object.keys(block.inputs as InputPorts).map((port) => `input>b.${port}`);
      // Ten for heads, 32 for groups.
      const [analysis] = [10, 32]
        .map((channels) => createNode('input', 'input', { height: 8, width: 8, channels }))
        .map((input) => analyse(documentOf([input, createNode(kind, 'b')], fed.join(' '))))
        .filter(({ nodes }) => nodes.get('b')!.shape !== null);
      if (!analysis) throw new Error(`${kind} takes neither`);
      expectSums(analysis, 'b', analysis.nodes.get('b')!);
    },
  );

  it('opens every composite of Network in Network, with the fields of the whole network', () => {
    const document = nin();
    const analysis = analyse(document);
    const inside = insideOf(analysis, 'mlp2')!;
    expect(inside.nodes.map(({ path }) => path)).toEqual([
      'mlp2/conv1',
      'mlp2/relu1',
      'mlp2/conv2',
      'mlp2/relu2',
      'mlp2/conv3',
      'mlp2/relu3',
    ]);
    expect(inside.edges[0]).toEqual({
      id: 'conv1.out>relu1.in',
      from: ['conv1', 'out'],
      to: ['relu1', 'in'],
      shape: [16, 16, 192],
    });
    expect(inside.inputs).toEqual({ in: [['conv1', 'in']] });
    // Behind a 5×5 and a 3×3 of stride 2: 7 pixels, and 4 more steps of 2.
    expect(inside.nodes[0]!.analysis.receptiveField).toEqual([15, 15]);
    for (const { id } of document.nodes) {
      if (insideOf(analysis, id)) expectSums(analysis, id, analysis.nodes.get(id)!);
    }
  });

  it('opens copies of users’ blocks, whose expressions see the repeat around them', () => {
    const analysis = analyse(ownBlocks(3));
    expect(analysis.problems).toEqual([]);
    expectSums(analysis, 'u', analysis.nodes.get('u')!);
    const filters = (path: string) => insideOf(analysis, path)!.nodes[0]!.params['filters'];
    expect([0, 1, 2].map((copy) => filters(`u/${copy}`))).toEqual([3, 6, 9]);
    const stack = insideOf(analysis, 'u/1/inner/stack')!;
    expect(stack.nodes.map(({ params, path }) => [path, params['filters']])).toEqual([
      ['u/1/inner/stack/0', 4],
      ['u/1/inner/stack/1', 5],
    ]);
  });

  it('shows a user’s block before anything reaches it, and a built-in one not', () => {
    const document = ownBlocks(1);
    const bare = analyse({ ...document, edges: [] });
    expect(insideOf(bare, 'u')!.nodes.map(({ analysis }) => analysis.shape)).toEqual([null, null]);
    const mlp = documentOf([createNode('mlpconv', 'm')], '', [classOutput('m')]);
    expect(insideOf(analyse(mlp), 'm')).toBeNull();
  });

  it('places the problem of an inner node at its path', () => {
    const document = ownBlocks(1);
    const broken = {
      ...doubling,
      nodes: [createNode('conv', 'conv', { kernel: [5, 5], padding: 'valid' }), doubling.nodes[1]!],
    };
    const small = documentOf(
      [createNode('input', 'input', { height: 2, width: 2 }), document.nodes[1]!],
      'input>u',
    );
    const analysis = analyse({ ...small, composites: { doubling: broken, inner } });
    const [first] = insideOf(analysis, 'u')!.nodes;
    expect(first!.analysis.problems[0]).toMatchObject({
      code: 'shape/window-too-large',
      where: { node: 'u/conv' },
    });
  });

  it('shows the copies of a node whose parameters are wrong, with what is wrong', () => {
    const stray = { ...createNode('conv', 'c', { stray: { expr: '1' } }), repeat: 2 };
    const inside = insideOf(analyse(documentOf([createNode('input', 'input'), stray], 'input>c')), 'c');
    expect(inside!.nodes.map(({ analysis }) => analysis.problems[0]?.code)).toEqual([
      'block/unknown-param',
      'block/unknown-param',
    ]);
  });

  it('is null for leaves and for nothing, and ends in definitions that hold themselves', () => {
    const analysis = analyse(chainOf([8, 8, 3], [['conv', 'c']]));
    for (const path of ['c', 'c/x', 'nothing', '']) expect(insideOf(analysis, path), path).toBeNull();
    const again = { ...createNode('composite:doubling', 'again'), params: { filters: 1 } };
    const itself = {
      ...doubling,
      inputs: [],
      outputs: [{ port: 'out', from: ['again', 'out'] as const }],
      nodes: [again],
      edges: [],
    };
    const circle = analyse({ ...ownBlocks(1), composites: { doubling: itself } });
    expect(insideOf(circle, 'u')?.nodes.map(({ path }) => path)).toEqual(['u/again']);
    expect(insideOf(circle, 'u/again')).toBeNull();
  });

  it('is made once per state of the node', () => {
    const document = nin();
    const first = analyse(document);
    const again = analyse({ ...document, name: 'renamed' }, first);
    expect(insideOf(again, 'mlp1')).toBe(insideOf(first, 'mlp1'));
  });
});
