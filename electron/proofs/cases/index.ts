import { arrange } from './arrange';
import type { CaseTable } from './case';
import { chance } from './chance';
import { head } from './head';
import { linear } from './linear';
import { norm } from './norm';
import { pointwise } from './pointwise';
import { windows } from './windows';

/** Every primitive on trial. */
export const cases: CaseTable = {
  ...linear,
  ...windows,
  ...norm,
  ...pointwise,
  ...arrange,
  ...chance,
  ...head,
};
