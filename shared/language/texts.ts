import type { ProblemCode } from '../problems/catalogue';
import type { RepairCode } from '../problems/repairs';
import { cliTexts as cliEn } from './en/cli';
import { dataTexts as dataEn } from './en/data';
import { documentTexts as documentEn } from './en/document';
import { graphTexts as graphEn } from './en/graph';
import { repairsTexts as repairsEn } from './en/repairs';
import { runTexts as runEn } from './en/run';
import { targetTexts as targetEn } from './en/target';
import type { LanguageCode } from './languages';
import { cliTexts as cliZh } from './zh-tw/cli';
import { dataTexts as dataZh } from './zh-tw/data';
import { documentTexts as documentZh } from './zh-tw/document';
import { graphTexts as graphZh } from './zh-tw/graph';
import { repairsTexts as repairsZh } from './zh-tw/repairs';
import { runTexts as runZh } from './zh-tw/run';
import { targetTexts as targetZh } from './zh-tw/target';

/** One language's sentences. A code without a sentence does not type-check. */
export interface Texts {
  readonly problems: Readonly<Record<ProblemCode, string>>;
  readonly repairs: Readonly<Record<RepairCode, string>>;
  readonly cli: Readonly<Record<keyof typeof cliEn, string>>;
}

export const texts: Readonly<Record<LanguageCode, Texts>> = {
  en: {
    problems: { ...documentEn, ...graphEn, ...dataEn, ...runEn, ...targetEn },
    repairs: repairsEn,
    cli: cliEn,
  },
  'zh-TW': {
    problems: { ...documentZh, ...graphZh, ...dataZh, ...runZh, ...targetZh },
    repairs: repairsZh,
    cli: cliZh,
  },
};
