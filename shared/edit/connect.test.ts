import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import { newHistory } from '../document/history';
import type { InlayDocument, PortRef } from '../document/types';
import { analyse } from '../ir/analyse';
import { documentOf } from '../ir/test-support';
import { checkConnection, connect, reconnect } from './connect';
import { edgesOf, edited, got } from './edit.test-support';

const conv = (id: string, filters = 4) => createNode('conv', id, { filters });
const document = documentOf(
  [
    createNode('input', 'input', { height: 8, width: 8 }),
    conv('a'),
    conv('b'),
    conv('odd', 5),
    createNode('add', 'sum'),
    createNode('concat', 'all'),
    createNode('flatten', 'flat'),
    createNode('dense', 'fc'),
    createNode('output', 'out'),
  ],
  'input>a a>b input>odd a>sum b>sum sum>flat flat>fc fc>out b>all',
);
const analysis = analyse(document);
const port = (text: string) => text.split('.') as unknown as PortRef;
const check = (from: string, to: string, moved?: string) =>
  checkConnection(analysis, port(from), port(to), moved)?.code ?? null;
const joined = (from: string, to: string, start: InlayDocument = document) =>
  edited(start, (history) => got(connect(history, analyse(start), port(from), port(to))));

describe('checkConnection', () => {
  it.each([
    ['a port that takes many', 'odd.out', 'all.in', null],
    ['a port that gives up its edge', 'odd.out', 'b.in', null],
    ['itself', 'b.out', 'b.in', 'graph/cycle'],
    ['a circle', 'sum.out', 'a.in', 'graph/cycle'],
    ['the same edge', 'a.out', 'sum.in', 'edit/duplicate-edge'],
    ['the wrong direction', 'a.in', 'b.out', 'edge/unknown-port'],
    ['an unknown port', 'a.out', 'b.by', 'edge/unknown-port'],
    ['an unknown node', 'a.out', 'gone.in', 'document/unknown-node'],
    ['other channels', 'odd.out', 'sum.in', 'shape/mismatch'],
    ['a map to a dense layer', 'a.out', 'fc.in', 'shape/needs-vector'],
    ['a map to an output', 'odd.out', 'out.in', 'shape/needs-vector'],
    ['a vector to a convolution', 'flat.out', 'odd.in', 'shape/needs-map'],
  ])('judges %s', (_, from, to, code) => {
    expect(check(from, to)).toBe(code);
  });

  it('names the nodes of a circle in order', () => {
    const found = checkConnection(analysis, ['sum', 'out'], ['a', 'in']);
    expect(found?.args).toEqual({ nodes: ['a', 'sum'] });
  });

  it('looks past the edge that is being moved', () => {
    expect(check('a.out', 'sum.in', 'e3')).toBeNull();
    // Without e1 there is no way from a to b.
    expect(check('b.out', 'a.in')).toBe('graph/cycle');
    expect(check('b.out', 'a.in', 'e1')).toBeNull();
  });

  it('is asked once per analysis and ends', () => {
    const first = checkConnection(analysis, ['odd', 'out'], ['sum', 'in']);
    expect(checkConnection(analysis, ['odd', 'out'], ['sum', 'in'])).toBe(first);
    expect(first?.repairs).toEqual([]);
  });

  it('does not blame the target for what was wrong before', () => {
    const broken = {
      ...document,
      nodes: document.nodes.map((n) => (n.id === 'b' ? { ...n, kind: 'gone' } : n)),
    };
    expect(checkConnection(analyse(broken), ['odd', 'out'], ['all', 'in'])).toBeNull();
  });
});

describe('connect', () => {
  it('adds at the end of a port that takes many', () => {
    const edges = edgesOf(joined('a.out', 'all.in'));
    expect(edges.slice(0, -1)).toEqual(edgesOf(document));
    expect(edges[edges.length - 1]).toBe('a.out>all.in');
  });

  it('replaces the edge of a port that takes one', () => {
    const changed = joined('odd.out', 'b.in');
    expect(edgesOf(changed)).not.toContain('a.out>b.in');
    expect(changed.edges.find(({ to }) => to[0] === 'b')).toMatchObject({ id: 'e1', from: ['odd', 'out'] });
  });

  it('judges the document as it is, whatever analysis it is given', () => {
    const later = newHistory(joined('a.out', 'all.in'));
    expect(connect(later, analysis, ['a', 'out'], ['all', 'in'])).toMatchObject({
      problem: { code: 'edit/duplicate-edge' },
    });
  });
});

describe('reconnect', () => {
  const moved = (edge: string, end: { from?: PortRef; to?: PortRef }) =>
    edited(document, (history) => got(reconnect(history, analysis, edge, end)));

  it('keeps the place of an edge that changes its source, and goes last where it comes anew', () => {
    const wide = {
      ...document,
      nodes: document.nodes.map((node) => (node.id === 'odd' ? conv('odd') : node)),
    };
    const analysisOf = analyse(wide);
    const change = (end: { from?: PortRef; to?: PortRef }) =>
      edited(wide, (history) => got(reconnect(history, analysisOf, 'e3', end)));
    expect(edgesOf(change({ from: ['odd', 'out'] }))[3]).toBe('odd.out>sum.in');
    const elsewhere = change({ to: ['all', 'in'] });
    expect(elsewhere.edges[elsewhere.edges.length - 1]).toEqual({
      id: 'e3',
      from: ['a', 'out'],
      to: ['all', 'in'],
    });
  });

  it('takes the place of the edge on a port that takes one', () => {
    const changed = moved('e8', { to: ['odd', 'in'] });
    expect(edgesOf(changed).filter((edge) => edge.endsWith('>odd.in'))).toEqual(['b.out>odd.in']);
  });

  it('does nothing for the same ends, and refuses what connecting refuses', () => {
    const history = newHistory(document);
    expect(got(reconnect(history, analysis, 'e3', { to: ['sum', 'in'] })).commands).toEqual([]);
    expect(reconnect(history, analysis, 'e0', { from: ['sum', 'out'] }).ok).toBe(false);
    expect(reconnect(history, analysis, 'gone', {}).ok).toBe(false);
  });
});
