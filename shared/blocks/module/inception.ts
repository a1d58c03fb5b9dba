import { MAX_CHANNELS } from '../limits';
import type { ParamSpecs, ParamValues } from '../params';

/** The widths of a module in the order of the paper's table 1; the defaults are its inception (3a). */
export const INCEPTION_PARAMS = {
  path1x1: { type: 'int', default: 64, min: 1, max: MAX_CHANNELS },
  reduce3x3: { type: 'int', default: 96, min: 1, max: MAX_CHANNELS },
  path3x3: { type: 'int', default: 128, min: 1, max: MAX_CHANNELS },
  reduce5x5: { type: 'int', default: 16, min: 1, max: MAX_CHANNELS },
  path5x5: { type: 'int', default: 32, min: 1, max: MAX_CHANNELS },
  poolProjection: { type: 'int', default: 32, min: 1, max: MAX_CHANNELS },
  batchNorm: { type: 'boolean', default: false },
} as const satisfies ParamSpecs;

/** The four branches' widths, reductions before their convolution. */
export function inceptionCaption(p: ParamValues<typeof INCEPTION_PARAMS>): string {
  const norm = p.batchNorm ? ' BN' : '';
  return `${p.path1x1} · ${p.reduce3x3}→${p.path3x3} · ${p.reduce5x5}→${p.path5x5} · ${p.poolProjection}${norm}`;
}
