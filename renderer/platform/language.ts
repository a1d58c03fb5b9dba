import i18next, { type i18n } from 'i18next';
import { create } from 'zustand';
import type { AnyBlock, BlockText, PaperReference } from '../../shared/blocks/block';
import type { ParamSpecs } from '../../shared/blocks/params';
import { blockOf } from '../../shared/blocks/registry';
import { explain, type Explanation } from '../../shared/language/explain';
import type { LanguageCode } from '../../shared/language/languages';
import type { Problem } from '../../shared/problems/problem';
import { areas, type WordKey } from '../words';
import { layers } from './layers';
import { pseudo } from './pseudo';

/** A language of the window. `pseudo` is English made strange and longer, to find what no catalogue holds. */
export type Language = LanguageCode | 'pseudo';

export type WordArguments = Readonly<Record<string, string | number>>;
export type Words = (key: WordKey, args?: WordArguments) => string;

function catalogue(): i18n {
  const instance = i18next.createInstance();
  const of = (language: Language) =>
    Object.fromEntries(
      Object.entries(areas).flatMap(([area, texts]) =>
        Object.entries(texts[language === 'pseudo' ? 'en' : language]).map(
          ([key, text]: [string, string]) => [`${area}.${key}`, language === 'pseudo' ? pseudo(text) : text],
        ),
      ),
    );
  void instance.init({
    initAsync: false,
    lng: 'en',
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    resources: {
      en: { translation: of('en') },
      'zh-TW': { translation: of('zh-TW') },
      // Its plurals are English's.
      'en-XA': { translation: of('pseudo') },
    },
  });
  return instance;
}

const texts = catalogue();

interface LanguageState {
  readonly language: Language;
  readonly words: Words;
  readonly setLanguage: (language: Language) => void;
}

function wordsOf(language: Language): Words {
  const lng = language === 'pseudo' ? 'en-XA' : language;
  return (key, args = {}) => texts.t(key, { lng, ...args });
}

export const useLanguageStore = create<LanguageState>()((set) => ({
  language: 'en',
  words: wordsOf('en'),
  setLanguage: (language) => {
    document.documentElement.lang = language === 'zh-TW' ? 'zh-Hant-TW' : 'en';
    layers()?.setAttribute('aria-label', wordsOf(language)('common.layers'));
    set({ language, words: wordsOf(language) });
  },
}));

/** The sentences of the language in use. */
export function useWords(): Words {
  return useLanguageStore((state) => state.words);
}

export function useLanguage(): Language {
  return useLanguageStore((state) => state.language);
}

/** Outside React: the sentences of the language in use at this moment. */
export function currentWords(): Words {
  return useLanguageStore.getState().words;
}

/** The language of catalogues that know no pseudo-language. */
export function codeOf(language: Language): LanguageCode {
  return language === 'pseudo' ? 'en' : language;
}

/** A problem in the words of a language. */
export function explainIn(language: Language, problem: Problem): Explanation {
  const told = explain(problem, codeOf(language));
  if (language !== 'pseudo') return told;
  return { ...told, place: pseudo(told.place), text: pseudo(told.text), repairs: told.repairs.map(pseudo) };
}

/** A block's words in a language; for a kind that is not registered its name is the kind itself. */
export function blockWords(language: Language, kind: string): BlockText<ParamSpecs> {
  const block: AnyBlock | undefined = blockOf(kind);
  if (block === undefined) return { name: kind, summary: '', params: {} };
  const text = block.text[codeOf(language)] as BlockText<ParamSpecs>;
  return language === 'pseudo' ? pseudoBlock(text) : text;
}

function pseudoBlock(text: BlockText<ParamSpecs>): BlockText<ParamSpecs> {
  const params = Object.entries(text.params).map(([name, { label, help }]) => [
    name,
    { label: pseudo(label), help: pseudo(help) },
  ]);
  const options = Object.entries(text.options ?? {}).map(([name, label]) => [name, pseudo(label)]);
  return {
    name: pseudo(text.name),
    summary: pseudo(text.summary),
    params: Object.fromEntries(params) as BlockText<ParamSpecs>['params'],
    options: Object.fromEntries(options) as Readonly<Record<string, string>>,
  };
}

/** `blockWords` in the language in use. */
export function useBlockWords(kind: string): BlockText<ParamSpecs> {
  const language = useLanguage();
  return blockWords(language, kind);
}

/** How Chinese names the parts of a paper; longer words first. */
const PAPER_PARTS: readonly (readonly [RegExp, string])[] = [
  [/section ([\w.]+)/g, '第 $1 節'],
  [/figure ([\w.()]+)/g, '圖 $1'],
  [/table ([\w.]+)/g, '表 $1'],
  [/equation ([\w.]+)/g, '式 $1'],
  [/algorithm ([\w.]+)/g, '演算法 $1'],
  [/layer ([\w.]+)/g, '$1 層'],
  [/squeeze operators/g, '擠壓方式'],
  [/, /g, '、'],
];

/** Where in its paper a block is defined (`section 3.1, figure 1(b)`), in a language. */
function paperPlace(language: Language, where: string): string {
  if (language === 'pseudo') return pseudo(where);
  if (language === 'en') return where;
  return PAPER_PARTS.reduce((text, [part, chinese]) => text.replace(part, chinese), where);
}

/** A block's paper in one line: `Lin, Chen, Yan 2013 · section 3.1, figure 1(b)`. */
export function paperLine(language: Language, { authors, where }: PaperReference): string {
  return `${authors} · ${paperPlace(language, where)}`;
}
