import { composite } from '../../block';
import { RESIDUAL_PARAMS, residualCaption, residualFragment } from '../../module/residual';
import type { ParamSpecs } from '../../params';
import { SQUEEZE_AND_EXCITATION } from '../../references';
import { GATE_PARAMS } from '../gate';
import { text } from './text';

const params = {
  ...RESIDUAL_PARAMS,
  placement: { type: 'choice', default: 'standard', options: ['standard', 'pre', 'post', 'identity', '3x3'] },
  ...GATE_PARAMS,
} as const satisfies ParamSpecs;

/** A residual unit with SE at one of the five places of the paper's ablation (figure 5, table 14). */
export const block = composite({
  kind: 'se-residual-unit',
  version: 1,
  category: 'se',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'channels' },
  reference: { ...SQUEEZE_AND_EXCITATION, where: 'section 3.3, figures 3 and 5' },
  text,
  caption: (p) =>
    `${residualCaption(p)} · r ${p.ratio}${p.placement === 'standard' ? '' : ` ${p.placement}`}`,
  expand(p, x) {
    const { placement, ratio, seBias: bias, squeeze, excitation } = p;
    return residualFragment(p, x.in, { placement, params: { ratio, bias, squeeze, excitation } });
  },
});
