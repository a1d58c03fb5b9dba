import { describe, expect, it } from 'vitest';
import { findTemplates, groupTemplates, knownTemplates } from './templates';

const found = (query: string): readonly string[] => findTemplates(query).map(({ id }) => id);

describe('finding a template', () => {
  it('gives all of them for no query', () => {
    expect(findTemplates('  ')).toEqual(knownTemplates);
  });

  it('wants every word, in any text, any order and either language', () => {
    expect(found('mnist lin')).toEqual(['nin-mnist']);
    expect(found('全域 三層')).toContain('nin-cifar10');
    expect(found('三層')).not.toContain('nin-cifar10-fc');
    expect(found('mnist nonsense')).toEqual([]);
  });

  it('finds by a block’s kind and name', () => {
    expect(found('fc-head')).toContain('nin-cifar10-fc');
    expect(found('fc-head')).not.toContain('nin-cifar10');
  });

  it('groups what is found by paper, without empty groups', () => {
    const groups = groupTemplates(findTemplates('nin-mnist'));
    expect(groups.map(({ paper, templates }) => [paper.id, templates.map(({ id }) => id)])).toEqual([
      ['nin', ['nin-mnist']],
    ]);
  });
});
