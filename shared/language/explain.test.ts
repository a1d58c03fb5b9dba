import { describe, expect, it } from 'vitest';
import { problem } from '../problems/problem';
import { explain, say } from './explain';
import { LANGUAGES } from './languages';
import { texts } from './texts';

const ARGUMENT = /\{\{\s*(\w+)\s*\}\}/g;
const argumentsOf = (text: string) => [...text.matchAll(ARGUMENT)].map((match) => match[1]).sort();

describe('the catalogues', () => {
  it('use the same arguments in both languages, and no sentence is a left-over code', () => {
    for (const space of ['problems', 'repairs', 'cli'] as const) {
      const english: Readonly<Record<string, string>> = texts.en[space];
      const chinese: Readonly<Record<string, string>> = texts['zh-TW'][space];
      expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
      for (const [key, text] of Object.entries(english)) {
        expect(argumentsOf(chinese[key]!), key).toEqual(argumentsOf(text));
        expect(text.startsWith(key), key).toBe(false);
        if (space !== 'cli') expect(/[\u4e00-\u9fff]/.test(chinese[key]!), key).toBe(true);
      }
    }
  });
});

describe('explain', () => {
  const missing = problem(
    'graph/missing-input',
    { port: 'in' },
    { file: 'a.inlay.json', node: 'mlp1', port: 'in' },
  );

  it('names the place from the outside in', () => {
    expect(explain(missing, 'en').place).toBe('a.inlay.json, node mlp1, port in');
  });

  it('fills in every argument in every language', () => {
    for (const language of LANGUAGES) {
      const { text } = explain(
        problem('data/unknown-set', { name: 'mnist2', known: ['mnist', 'cifar10'] }),
        language,
      );
      expect(text).toContain('mnist2');
      expect(text).toContain('mnist, cifar10');
      expect(text).not.toContain('{{');
    }
  });

  it('does not escape what people typed', () => {
    expect(say('en', 'cli', 'where/file', { name: `<a & 'b'>` })).toBe(`<a & 'b'>`);
  });
});
