import { describe, expect, it } from 'vitest';
import { fit, ranked } from './fuzzy';

const items = (...labels: string[]) => labels.map((label) => ({ label, words: [] as string[] }));
const labels = (found: readonly { readonly label: string }[]) => found.map(({ label }) => label);

describe('finding by a few letters', () => {
  it('puts a beginning before the start of a word before the middle of one', () => {
    const found = ranked('max', items('Climax', 'Global max pool', 'Max pool'));
    expect(labels(found)).toEqual(['Max pool', 'Global max pool', 'Climax']);
  });

  it('takes initials', () => {
    expect(labels(ranked('gap', items('Average pool', 'Global average pool')))).toEqual([
      'Global average pool',
    ]);
  });

  it('prefers what is meant whole', () => {
    expect(labels(ranked('se', items('Add SE residual unit', 'Add SE')))[0]).toBe('Add SE');
  });

  it('finds Chinese', () => {
    expect(labels(ranked('池化', items('最大池化', '卷積')))).toEqual(['最大池化']);
  });

  it('does not take letters strewn by chance', () => {
    expect(fit('dst', 'batch norm, dense output')).toBeNull();
    expect(fit('xyz', 'Max pool')).toBeNull();
  });

  it('finds by other words, behind labels', () => {
    const found = ranked('hu', [
      { label: 'SE', words: ['Hu, Shen, Sun 2018'] },
      { label: 'Hue', words: [] },
    ]);
    expect(labels(found)).toEqual(['Hue', 'SE']);
  });

  it('leaves the order without a query', () => {
    expect(labels(ranked(' ', items('b', 'a')))).toEqual(['b', 'a']);
  });
});
