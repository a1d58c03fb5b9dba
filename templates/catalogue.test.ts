import { describe, expect, it } from 'vitest';
import { analyse } from '../shared/ir/analyse';
import { LANGUAGES } from '../shared/language/languages';
import { catalogue, papers } from './catalogue';
import { templates, type TemplateId } from './index';
import { openedTemplate } from './open.test-support';

describe('the catalogue of templates', () => {
  it('has every template, and nothing else', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(templates).sort());
  });

  it('lists papers oldest first, what is no single paper last', () => {
    const years = papers.map(({ year }) => year ?? Infinity);
    expect(years).toEqual([...years].sort((a, b) => a - b));
    for (const { title, heading, year } of papers) {
      expect(year === null ? heading?.en : title, 'something to call it').not.toBe('');
    }
  });

  it('keeps the templates of a paper together', () => {
    const order = Object.values(catalogue).map(({ paper }) => paper);
    const changes = order.filter((paper, index) => paper !== order[index - 1]);
    expect(changes).toEqual(papers.map(({ id }) => id));
  });
});

describe.each(Object.keys(catalogue) as TemplateId[])('%s', (id) => {
  const { line, parity } = catalogue[id];

  it('names its true count in every language', () => {
    const { parameters } = analyse(openedTemplate(id)).totals;
    for (const code of LANGUAGES) expect(parity.fact[code]).toContain(parameters.toLocaleString('en-US'));
  });

  it('has words in every language', () => {
    for (const code of LANGUAGES) {
      for (const texts of [line, parity.fact, parity.source]) expect(texts[code].trim()).not.toBe('');
    }
    for (const { label } of parity.rows) expect(label.trim()).not.toBe('');
  });
});
