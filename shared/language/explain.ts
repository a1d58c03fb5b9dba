import i18next, { type i18n } from 'i18next';
import type { Problem, ProblemWhere } from '../problems/problem';
import type { LanguageCode } from './languages';
import { texts, type Texts } from './texts';

/** A problem in words. */
export interface Explanation {
  readonly code: string;
  /** Where it sits: `nin.json, node mlp1, parameter kernel`; empty when nowhere in particular. */
  readonly place: string;
  readonly text: string;
  /** What can be done, best first. */
  readonly repairs: readonly string[];
}

let shared: i18n | undefined;

function catalogue(): i18n {
  if (shared) return shared;
  shared = i18next.createInstance();
  void shared.init({
    initAsync: false,
    lng: 'en',
    fallbackLng: false,
    // Codes hold slashes and dots of their own.
    keySeparator: false,
    nsSeparator: false,
    ns: Object.keys(texts.en),
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      Object.entries(texts).map(([language, spaces]) => [language, { ...spaces }]),
    ),
  });
  return shared;
}

/** Lists are joined, numbers get separators that no language confuses, the rest stays. */
function printable(args: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}

/** One sentence of the catalogue. */
export function say(language: LanguageCode, namespace: keyof Texts, key: string, args: object = {}): string {
  return catalogue().t(key, { lng: language, ns: namespace, ...printable(args) });
}

/** A problem as a person reads it. */
export function explain(problem: Problem, language: LanguageCode): Explanation {
  return {
    code: problem.code,
    place: describePlace(problem.where, language),
    text: say(language, 'problems', problem.code, problem.args),
    repairs: problem.repairs.map((repair) => say(language, 'repairs', repair.code, repair.args)),
  };
}

const PLACES = ['file', 'path', 'node', 'port', 'param', 'edge'] as const;

function describePlace(where: ProblemWhere, language: LanguageCode): string {
  const parts = PLACES.filter((part) => where[part] !== undefined).map((part) =>
    say(language, 'cli', `where/${part}`, { name: where[part] }),
  );
  return parts.join(language === 'zh-TW' ? '，' : ', ');
}
