import { describe, expect, it } from 'vitest';
import { readDocument } from '../shared/document/parse';
import { analyse } from '../shared/ir/analyse';
import { catalogue, papers } from './catalogue';
import { templates, type TemplateId } from './index';

describe('the catalogue of templates', () => {
  it('has every template, under a paper of its own list', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(templates).sort());
    const ids = papers.map(({ id }) => id);
    for (const { paper } of Object.values(catalogue)) expect(ids).toContain(paper);
  });

  it.each(Object.keys(catalogue) as TemplateId[])('%s names its true count in both languages', (id) => {
    const read = readDocument(templates[id]);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const count = analyse(read.value).totals.parameters.toLocaleString('en-US');
    const { fact } = catalogue[id].parity;
    expect(fact.en).toContain(count);
    expect(fact['zh-TW']).toContain(count);
  });
});
