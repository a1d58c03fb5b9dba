import { asMap } from '../../../ir/primitives/definition';
import { composite } from '../../block';
import type { ParamSpecs } from '../../params';
import { SQUEEZE_AND_EXCITATION } from '../../references';
import { GATE_PARAMS } from '../gate';
import { text } from './text';

const params = {
  ratio: GATE_PARAMS.ratio,
  bias: GATE_PARAMS.seBias,
  squeeze: GATE_PARAMS.squeeze,
  excitation: GATE_PARAMS.excitation,
} as const satisfies ParamSpecs;

/**
 * Equations 2 to 4: z = pool(u), s = excitation(W2 relu(W1 z)), out = s u, with W1 of C/r by C. C/r is rounded down
 * and never below 1.
 */
export const block = composite({
  kind: 'se',
  version: 1,
  category: 'se',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...SQUEEZE_AND_EXCITATION, where: 'section 3, figure 1' },
  text,
  caption: (p) =>
    `r ${p.ratio}${p.squeeze === 'max' ? ' max' : ''}${p.excitation === 'sigmoid' ? '' : ` ${p.excitation}`}`,
  expand(p, x) {
    const channels = asMap(x.in)[2];
    const hidden = Math.max(1, Math.floor(channels / p.ratio));
    return {
      nodes: [
        { id: 'squeeze', kind: `global-${p.squeeze}-pool`, params: {}, label: 'squeeze' },
        { id: 'fc1', kind: 'dense', params: { units: hidden, bias: p.bias }, label: 'excite: W1' },
        { id: 'relu', kind: 'activation', params: { fn: 'relu' } },
        { id: 'fc2', kind: 'dense', params: { units: channels, bias: p.bias }, label: 'excite: W2' },
        { id: 'gate', kind: 'activation', params: { fn: p.excitation }, label: 'excite' },
        { id: 'scale', kind: 'multiply', params: {}, label: 'scale' },
      ],
      edges: [
        { from: ['squeeze', 'out'], to: ['fc1', 'in'] },
        { from: ['fc1', 'out'], to: ['relu', 'in'] },
        { from: ['relu', 'out'], to: ['fc2', 'in'] },
        { from: ['fc2', 'out'], to: ['gate', 'in'] },
        { from: ['gate', 'out'], to: ['scale', 'by'] },
      ],
      inputs: {
        in: [
          ['squeeze', 'in'],
          ['scale', 'in'],
        ],
      },
      outputs: { out: ['scale', 'out'] },
    };
  },
});
