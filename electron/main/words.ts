import type { LanguageCode } from '../../shared/language/languages';
import { nativeTexts as english } from '../../shared/language/en/native';
import { nativeTexts as chinese } from '../../shared/language/zh-tw/native';
import type { Settings } from '../../shared/protocol/window';

const TEXTS = { en: english, 'zh-TW': chinese } as const;

/** The language of the system's own dialogs: the one that was chosen, else the operating system's. */
export function nativeLanguage(chosen: Settings['language'], locale: string): LanguageCode {
  if (chosen === 'en' || chosen === 'zh-TW') return chosen;
  // Script and regions other than Taiwan read traditional characters better than English.
  return chosen === 'system' && /^zh\b/i.test(locale) ? 'zh-TW' : 'en';
}

/** A sentence for one of the system's dialogs. */
export function nativeText(language: LanguageCode, key: keyof typeof english, name = ''): string {
  return TEXTS[language][key].replaceAll('{{name}}', name);
}
