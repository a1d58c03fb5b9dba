import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import { hashed, sampleDefinition } from '../document/sample-document.test-support';
import { newHistory, undo } from '../document/history';
import { analyse } from '../ir/analyse';
import { documentOf } from '../ir/test-support';
import { addBehind, addBlock, insertOnEdge, moveOntoEdge } from './add';
import { after, edgesOf, edited, got, template } from './edit.test-support';

const nin = template('nin-cifar10');

describe('addBlock', () => {
  it('stores every parameter, and gives an id that was never given', () => {
    let history = newHistory(nin);
    const first = addBlock(history, 'se', [44, 22], { ratio: 4 });
    expect(first.created).toEqual(['se1']);
    history = after(history, first);
    const node = history.document.nodes.find(({ id }) => id === 'se1')!;
    expect(node.params).toEqual({ ratio: 4, bias: true, squeeze: 'average', excitation: 'sigmoid' });
    expect(history.document.layout['se1']).toEqual([44, 22]);
    expect(addBlock(got(undo(history)), 'se', null).created).toEqual(['se2']);
  });

  it('lists an output: the first as what is learnt, others as help', () => {
    const bare = edited({ ...nin, outputs: [] }, (history) => addBlock(history, 'output', null));
    expect(bare.outputs.map(({ role }) => role)).toEqual(['class']);
    expect(
      edited(nin, (history) => addBlock(history, 'output', null)).outputs.map(({ role }) => role),
    ).toEqual(['class', 'auxiliary']);
  });

  it('gives a user’s block the parameters it exposes', () => {
    const twin = hashed(sampleDefinition('twin'));
    const document = edited({ ...nin, composites: { twin } }, (history) =>
      addBlock(history, 'composite:twin', null),
    );
    expect(document.nodes.find(({ id }) => id === 'twin1')?.params).toEqual({ filters: 8 });
  });
});

describe('insertOnEdge', () => {
  it('puts an SE block on each edge of Network in Network that carries maps', () => {
    const { edges } = analyse(nin);
    for (const { id, from, to } of nin.edges.filter((edge) => edges.get(edge.id)?.length === 3)) {
      const document = edited(nin, (history) => got(insertOnEdge(history, id, 'se', null)));
      expect(edgesOf(document)).toContain(`${from.join('.')}>se1.in`);
      expect(edgesOf(document)).toContain(`se1.out>${to.join('.')}`);
      expect(analyse(document).problems).toEqual([]);
    }
  });

  it('keeps the order of a port that takes many', () => {
    const conv = (id: string) => createNode('conv', id);
    const document = documentOf(
      [createNode('input', 'input'), conv('a'), conv('b'), conv('c'), createNode('concat', 'all')],
      'input>a input>b input>c a>all b>all c>all',
      [],
    );
    const changed = edited(document, (history) => got(insertOnEdge(history, 'e4', 'dropout', [1, 2])));
    const into = changed.edges.filter(({ to }) => to[0] === 'all').map(({ from }) => from[0]);
    expect(into).toEqual(['a', 'dropout1', 'c']);
    expect(changed.layout['dropout1']).toEqual([1, 2]);
  });

  it('refuses blocks that nothing passes through, and edges that are not there', () => {
    const history = newHistory(nin);
    const edge = nin.edges[0]!.id;
    expect(insertOnEdge(history, edge, 'input', null)).toMatchObject({
      problem: { code: 'edit/no-way-through' },
    });
    expect(insertOnEdge(history, edge, 'output', null).ok).toBe(false);
    expect(insertOnEdge(history, edge, 'no-such-kind', null).ok).toBe(false);
    expect(insertOnEdge(history, 'nothing', 'se', null)).toMatchObject({
      problem: { code: 'document/unknown-edge' },
    });
  });
});

describe('moveOntoEdge', () => {
  it('takes a node without edges, and no other', () => {
    const loose = after(newHistory(nin), addBlock(newHistory(nin), 'se', [0, 0]));
    const edge = nin.edges[2]!;
    const { document } = after(loose, got(moveOntoEdge(loose, edge.id, 'se1')));
    expect(edgesOf(document)).toContain(`se1.out>${edge.to.join('.')}`);
    expect(moveOntoEdge(newHistory(document), nin.edges[4]!.id, 'se1')).toMatchObject({
      problem: { code: 'edit/node-connected' },
    });
  });
});

describe('addBehind', () => {
  it('adds, places and connects, and lists an output', () => {
    const cut = { ...nin, outputs: [], nodes: nin.nodes.slice(0, -1), edges: nin.edges.slice(0, -1) };
    const { out: _, ...layout } = nin.layout;
    const last = cut.nodes[cut.nodes.length - 1]!.id;
    const document = edited({ ...cut, layout }, (history) => got(addBehind(history, last, 'output', null)));
    expect(edgesOf(document)).toContain(`${last}.out>output1.in`);
    expect(document.outputs.map(({ node }) => node)).toEqual(['output1']);
    expect(document.layout['output1']![0]).toBeGreaterThan(nin.layout[last]![0]);
    expect(analyse(document).problems).toEqual([]);
  });

  it('refuses blocks without inputs, and ports that are not there', () => {
    const history = newHistory(nin);
    expect(addBehind(history, 'mlp1', 'input', null)).toMatchObject({ problem: { code: 'edit/no-input' } });
    expect(addBehind(history, 'mlp1', 'se', null, 'side')).toMatchObject({
      problem: { code: 'edge/unknown-port' },
    });
    expect(addBehind(history, 'gone', 'se', null)).toMatchObject({
      problem: { code: 'document/unknown-node' },
    });
  });
});
