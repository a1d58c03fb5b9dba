import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import { analyse } from './analyse';
import { toIr } from './to-ir';
import { chainOf, classOutput, documentOf, irOf, withParams } from './test-support';

const CHAIN = chainOf(
  [8, 8, 3],
  [
    ['conv', 'c', { filters: 4 }],
    ['flatten', 'flat'],
    ['dense', 'fc', { units: 5 }],
  ],
);
const PLAIN = { labelSmoothing: 0, classWeights: null };

describe('toIr', () => {
  it('ends each output in a loss head with the recipe’s smoothing and weights', () => {
    const classWeights = [1, 2, 3, 4, 5];
    const ir = toIr(
      { ...CHAIN, outputs: [classOutput('out', 'class', 0.7)] },
      { labelSmoothing: 0.1, classWeights },
    );
    if (!ir.ok) throw new Error(JSON.stringify(ir.problems));
    const head = ir.value.nodes[ir.value.nodes.length - 1];
    expect(head).toMatchObject({
      op: 'cross-entropy',
      path: 'out/loss',
      attrs: { labelSmoothing: 0.1, classWeights, weight: 0.7 },
      outputs: [{ shape: [] }],
      weights: [],
    });
    expect(ir.value.outputs).toEqual([
      {
        node: 'out',
        role: 'class',
        logits: { node: 'out', index: 0, shape: [5] },
        loss: { node: 'out/loss', index: 0, shape: [] },
      },
    ]);
  });

  it('refuses class weights of another number of classes, at the output', () => {
    const ir = toIr(CHAIN, { labelSmoothing: 0, classWeights: [1, 2] });
    expect(ir.ok ? [] : ir.problems).toMatchObject([
      { code: 'shape/mismatch', args: { expected: '5', found: '2' }, where: { node: 'out' } },
    ]);
  });

  it('keeps auxiliary heads and leaves out what reaches no output', () => {
    const document = documentOf(
      [
        createNode('conv', 'aside', { filters: 2 }),
        createNode('output', 'auxOut'),
        createNode('output', 'out'),
        createNode('gap-head', 'main', { projection: true }),
        createNode('gap-head', 'aux', { projection: true }),
        createNode('conv', 'stem', { filters: 4 }),
        createNode('input', 'input', { height: 8, width: 8, channels: 3 }),
      ],
      'input>stem stem>aside stem>main main>out stem>aux aux>auxOut',
      [classOutput('out'), classOutput('auxOut', 'auxiliary', 0.3)],
    );
    const { nodes, outputs } = irOf(document);
    expect(nodes.map(({ path }) => path).sort()).toEqual([
      'aux/conv',
      'aux/pool',
      'auxOut',
      'auxOut/loss',
      'input',
      'main/conv',
      'main/pool',
      'out',
      'out/loss',
      'stem',
    ]);
    expect(outputs.map(({ node, role }) => [node, role])).toEqual([
      ['out', 'class'],
      ['auxOut', 'auxiliary'],
    ]);
    expect(nodes.find(({ path }) => path === 'auxOut/loss')?.attrs).toMatchObject({ weight: 0.3 });
  });

  it('trains beside unfinished work, but not beside what is wrong in itself', () => {
    const beside = (kind: string, params = {}) =>
      toIr({ ...CHAIN, nodes: [...CHAIN.nodes, createNode(kind, 'aside', params)] }, PLAIN);
    expect(beside('conv').ok).toBe(true);
    const range = beside('conv', { filters: 0 });
    expect(range.ok ? [] : range.problems.map(({ code }) => code)).toEqual(['block/param-range']);
    const kind = beside('no-such-kind');
    expect(kind.ok ? [] : kind.problems.map(({ code }) => code)).toEqual(['block/unknown-kind']);
  });

  it('refuses an output that holds a part called as its loss', () => {
    const definition = {
      id: 'd',
      name: '',
      hash: '',
      params: [],
      layout: {},
      edges: [],
      inputs: [{ port: 'in', to: [['loss', 'in']] as const }],
      outputs: [{ port: 'out', from: ['loss', 'out'] as const }],
      nodes: [createNode('dropout', 'loss')],
    };
    const chain = chainOf(
      [8, 8, 3],
      [
        ['flatten', 'flat'],
        ['composite:d', 'u'],
      ],
    );
    const ir = toIr({ ...chain, composites: { d: definition }, outputs: [classOutput('u')] }, PLAIN);
    expect(ir.ok ? [] : ir.problems).toMatchObject([
      { code: 'document/duplicate-id', args: { id: 'u/loss' } },
    ]);
  });

  it('gives every error, warnings left aside', () => {
    const broken = withParams(withParams(CHAIN, 'c', { filters: -1 }), 'fc', { units: 1.5 });
    const ir = toIr(broken, PLAIN);
    expect(ir.ok ? [] : ir.problems.map(({ code, where }) => [code, where.node])).toEqual([
      ['block/param-range', 'c'],
      ['block/param-type', 'fc'],
    ]);
  });

  it('takes an analysis of this state or of an earlier one, to the same end', () => {
    const edited = withParams(CHAIN, 'c', { filters: 9 });
    const fresh = toIr(edited, PLAIN);
    expect(toIr(edited, PLAIN, analyse(CHAIN))).toEqual(fresh);
    expect(toIr(edited, PLAIN, analyse(edited))).toEqual(fresh);
  });
});
