import { describe, expect, it } from 'vitest';
import { summaries } from '../templates/summaries';
import { summarise } from './summarise-templates';

describe('the gallery’s summaries', () => {
  const made = summarise();

  it('are of all templates', () => {
    expect(Object.keys(summaries).sort()).toEqual(Object.keys(made).sort());
  });

  it.each(Object.entries(summaries))('say what %s is', (id, summary) => {
    expect(summary).toEqual(made[id]);
  });
});
