import { app } from './app';
import { canvas } from './canvas';
import { common } from './common';
import { exporting } from './export';
import { inspector } from './inspector';
import { palette } from './palette';
import { runs } from './runs';
import { start } from './start';
import { training } from './training';

/** Everything the window says, by area. Problems, repairs and blocks bring their own words (`shared/language`). */
export const areas = {
  app,
  canvas,
  common,
  export: exporting,
  inspector,
  palette,
  runs,
  start,
  training,
} as const;

type Areas = typeof areas;
/** i18next chooses between `x_one` and `x_other` by `count`: both are said as `x`. */
type Base<K extends string> = K extends `${infer B}_${'one' | 'other'}` ? B : K;

/** `area.key` of every sentence. */
export type WordKey = {
  [A in keyof Areas]: `${A}.${Base<keyof Areas[A]['en'] & string>}`;
}[keyof Areas];
