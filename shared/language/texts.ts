import type { ProblemCode } from '../problems/catalogue';
import type { RepairCode } from '../problems/repairs';
import { cliTexts as cliEn } from './en/cli';
import { dataTexts as dataEn } from './en/data';
import { documentTexts as documentEn } from './en/document';
import { editTexts as editEn } from './en/edit';
import { graphTexts as graphEn } from './en/graph';
import { historyTexts as historyEn } from './en/history';
import { repairsTexts as repairsEn } from './en/repairs';
import { runTexts as runEn } from './en/run';
import { targetTexts as targetEn } from './en/target';
import { windowTexts as windowEn } from './en/window-problems';
import type { LanguageCode } from './languages';
import { cliTexts as cliZh } from './zh-tw/cli';
import { dataTexts as dataZh } from './zh-tw/data';
import { documentTexts as documentZh } from './zh-tw/document';
import { editTexts as editZh } from './zh-tw/edit';
import { graphTexts as graphZh } from './zh-tw/graph';
import { historyTexts as historyZh } from './zh-tw/history';
import { repairsTexts as repairsZh } from './zh-tw/repairs';
import { runTexts as runZh } from './zh-tw/run';
import { targetTexts as targetZh } from './zh-tw/target';
import { windowTexts as windowZh } from './zh-tw/window-problems';

/** One language's sentences. A code without a sentence does not type-check. */
export interface Texts {
  readonly problems: Readonly<Record<ProblemCode, string>>;
  readonly repairs: Readonly<Record<RepairCode, string>>;
  readonly cli: Readonly<Record<keyof typeof cliEn, string>>;
  /** What a step of undo did. */
  readonly history: Readonly<Record<keyof typeof historyEn, string>>;
}

export const texts: Readonly<Record<LanguageCode, Texts>> = {
  en: {
    problems: { ...documentEn, ...graphEn, ...editEn, ...dataEn, ...runEn, ...targetEn, ...windowEn },
    repairs: repairsEn,
    cli: cliEn,
    history: historyEn,
  },
  'zh-TW': {
    problems: { ...documentZh, ...graphZh, ...editZh, ...dataZh, ...runZh, ...targetZh, ...windowZh },
    repairs: repairsZh,
    cli: cliZh,
    history: historyZh,
  },
};
