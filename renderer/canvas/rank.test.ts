import { describe, expect, it } from 'vitest';
import { fuzzy, rank, type Candidate } from './rank';

const block = (kind: string, name: string, english: string, paper = '', composite = false): Candidate => ({
  kind,
  names: [name, english],
  paper,
  composite,
});

const blocks = [
  block('conv', '卷積', 'Convolution'),
  block(
    'global-max-pool',
    '全域最大池化',
    'Global max pool',
    'Hu, Shen, Sun 2018 Squeeze-and-Excitation Networks',
  ),
  block(
    'global-average-pool',
    '全域平均池化',
    'Global average pool',
    'Lin, Chen, Yan 2013 Network in Network',
  ),
  block('se', 'SE', 'SE', 'Hu, Shen, Sun 2018 Squeeze-and-Excitation Networks', true),
  block('max-pool', '最大池化', 'Max pool'),
];

const kinds = (query: string) => rank(query, blocks).map(({ kind }) => kind);

describe('rank', () => {
  it('keeps all in their order for an empty query', () => {
    expect(rank('  ', blocks)).toBe(blocks);
  });

  it.each([
    ['conv', 'conv'],
    ['gap', 'global-average-pool'],
    ['max', 'max-pool'],
    ['squeeze', 'se'],
    ['卷積', 'conv'],
    ['ＳＥ', 'se'],
    ['glmp', 'global-max-pool'],
  ])('%s means %s first', (query, kind) => {
    expect(kinds(query)[0]).toBe(kind);
  });

  it('finds nothing for letters that do not occur', () => {
    expect(kinds('qqq')).toEqual([]);
  });
});

describe('fuzzy', () => {
  it('puts a start before a later word, and that before scattered letters', () => {
    const scores = ['pool', 'max pool', 'spool', 'p1o2o3l'].map((text) => fuzzy('pool', text));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]).toBe(100);
  });

  it('takes no letters that are strewn over a long text', () => {
    expect(fuzzy('ace', 'xaxxxcxxxe')).toBe(0);
  });
});
