import { describe, expect, it } from 'vitest';
import { step } from '../edit/step';
import { LANGUAGES } from './languages';
import { historyLabel } from './history-label';
import { texts } from './texts';

describe('historyLabel', () => {
  it('calls a node by its label, else by its block’s name in the language', () => {
    const add = (label: string) => step('add', { kind: 'se', label });
    expect(historyLabel(add(''), 'en')).toBe('add SE');
    expect(historyLabel(add('my gate'), 'en')).toBe('add my gate');
    expect(historyLabel(add('{{kind}} $& $t(add)'), 'en')).toBe('add {{kind}} $& $t(add)');
    expect(historyLabel(add('my gate'), 'zh-TW')).toBe('加入 my gate');
  });

  it('names parameters as the inspector does', () => {
    const change = step('set-param', { kind: 'gap-head', label: 'head', param: 'classes' });
    expect(historyLabel(change, 'en')).toBe('change Classes of head');
  });

  it('has the same arguments in both languages', () => {
    const argumentsOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const [code, text] of Object.entries(texts.en.history)) {
      const chinese = (texts['zh-TW'].history as Readonly<Record<string, string>>)[code]!;
      expect(argumentsOf(chinese), code).toEqual(argumentsOf(text));
      expect(chinese, code).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('has words for steps of a newer Inlay, and leaves no gap in any', () => {
    for (const language of LANGUAGES) {
      expect(historyLabel({ code: 'not-yet', args: {} }, language)).toBe(texts[language].history.unknown);
      const args = {
        kind: 'conv',
        label: '',
        toKind: 'add',
        toLabel: '',
        param: 'filters',
        count: 2,
        repeat: 3,
        block: 'Stage',
      };
      for (const code of Object.keys(texts[language].history)) {
        const words = historyLabel({ code, args }, language);
        expect(words, code).not.toContain('{{');
        expect(words, code).not.toMatch(/\s{2}|undefined/);
      }
    }
  });
});
