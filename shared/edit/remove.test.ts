import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import { logicalHash } from '../document/hash';
import { newHistory } from '../document/history';
import type { InlayDocument } from '../document/types';
import { documentOf } from '../ir/test-support';
import { insertOnEdge } from './add';
import { after, edgesOf, edited, got, template } from './edit.test-support';
import { removeSelection } from './remove';

const conv = (id: string) => createNode('conv', id);
const residual = documentOf(
  [
    createNode('input', 'input'),
    conv('a'),
    conv('b'),
    conv('c'),
    createNode('add', 'sum'),
    createNode('concat', 'all'),
    createNode('global-average-pool', 'pool'),
    createNode('output', 'out'),
  ],
  'input>a a>b b>c c>sum a>sum sum>all a>all all>pool pool>out',
);
const without = (document: InlayDocument, nodes: readonly string[], edges: readonly string[] = []) =>
  edgesOf(edited(document, (history) => removeSelection(history, nodes, edges)));

describe('removeSelection', () => {
  it('gives the network back when what was inserted goes', () => {
    for (const document of [template('nin-mnist'), residual]) {
      for (const { id } of document.edges) {
        const start = newHistory(document);
        const inserted = after(start, got(insertOnEdge(start, id, 'dropout', [0, 0])));
        const { document: back } = after(inserted, removeSelection(inserted, ['dropout1'], []));
        expect(back).toEqual(document);
        expect(logicalHash(back)).toBe(logicalHash(document));
      }
    }
  });

  it('bridges a chain of several, and every edge behind it, in their order', () => {
    expect(without(residual, ['b', 'c'])).toEqual([
      'input.out>a.in',
      'a.out>sum.in',
      'sum.out>all.in',
      'a.out>all.in',
      'all.out>pool.in',
      'pool.out>out.in',
    ]);
    expect(without(residual, ['a'])).toEqual([
      'input.out>b.in',
      'b.out>c.in',
      'c.out>sum.in',
      'input.out>sum.in',
      'sum.out>all.in',
      'input.out>all.in',
      'all.out>pool.in',
      'pool.out>out.in',
    ]);
    // A part with branches, but one value in and one out.
    expect(without(residual, ['b', 'c', 'sum', 'all'])).toEqual([
      'input.out>a.in',
      'a.out>pool.in',
      'pool.out>out.in',
    ]);
  });

  it('bridges nothing where two ways come in, or none', () => {
    expect(without(residual, ['all'])).not.toContain('sum.out>pool.in');
    expect(without(residual, ['input'])).toHaveLength(residual.edges.length - 1);
    expect(without(residual, ['out'])).toHaveLength(residual.edges.length - 1);
  });

  it('does not lead back a value to what does not come of it', () => {
    // `a` is read by the removed part, and something else of that part is read: no way through.
    const document = documentOf([conv('a'), createNode('add', 'x'), conv('y'), conv('z')], 'a>x y>x y>z', []);
    expect(without(document, ['x', 'y'])).toEqual([]);
  });

  it('cuts edges by themselves, and passes by what is not there', () => {
    expect(without(residual, [], ['e4', 'nothing'])).toHaveLength(residual.edges.length - 1);
    expect(removeSelection(newHistory(residual), ['nothing'], []).commands).toEqual([]);
    // Selecting a node selects its edges in many a canvas: they do not keep it from being bridged.
    expect(without(residual, ['b'], ['e1', 'e2'])).toContain('a.out>c.in');
  });

  it('says what goes', () => {
    const label = (nodes: readonly string[], edges: readonly string[]) =>
      removeSelection(newHistory(residual), nodes, edges).label;
    expect(label(['b'], [])).toEqual({ code: 'remove-node', args: { kind: 'conv', label: '' } });
    expect(label(['b', 'c'], ['e0'])).toEqual({ code: 'remove-nodes', args: { count: 2 } });
    expect(label([], ['e0']).code).toBe('remove-edge');
    expect(label([], ['e0', 'e1'])).toEqual({ code: 'remove-edges', args: { count: 2 } });
  });
});
