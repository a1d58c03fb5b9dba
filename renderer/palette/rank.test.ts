import { describe, expect, it } from 'vitest';
import { groupsIn } from './entries';
import { rankBlocks } from './rank';

const english = groupsIn('en').flatMap(({ entries }) => entries);
const found = (query: string, entries = english): readonly string[] =>
  rankBlocks(query, entries).map(({ kind }) => kind);

describe('finding a block', () => {
  it('gives all of them, in their order, for no query', () => {
    expect(rankBlocks('  ', english)).toBe(english);
  });

  it('puts a name before what only mentions it', () => {
    expect(found('se')[0]).toBe('se');
    expect(found('conv')[0]).toBe('conv');
    expect(found('conv')).toContain('mlpconv');
    expect(found('global')).toEqual(expect.arrayContaining(['global-average-pool', 'global-max-pool']));
  });

  it('finds by the paper’s authors and year', () => {
    expect(found('Lin 2013')[0]).toBe('mlpconv');
    expect(found('hu')[0]).toBe('se');
    expect(found('ioffe')).toEqual(['batch-norm']);
    const of2013 = english.filter(({ year }) => year === '2013').map(({ kind }) => kind);
    expect(of2013).toEqual(expect.arrayContaining(['mlpconv', 'fc-head', 'gap-head', 'global-average-pool']));
    expect([...found('2013')].sort()).toEqual([...of2013].sort());
    expect(found('2013')[0]).toBe('mlpconv');
  });

  it('wants every word', () => {
    expect(found('max global')).toEqual(['global-max-pool']);
    expect(found('max nonsense')).toEqual([]);
  });

  it('finds by the Chinese and the English name while the window is Chinese', () => {
    const chinese = groupsIn('zh-TW').flatMap(({ entries }) => entries);
    expect(found('卷積', chinese)[0]).toBe('conv');
    expect(found('convolution', chinese)[0]).toBe('conv');
    expect(found('ＳＥ', chinese)[0]).toBe('se');
  });
});
