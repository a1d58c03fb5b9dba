import { composite } from '../../block';
import { chain } from '../../fragment';
import { inceptionCaption, INCEPTION_PARAMS } from '../../module/inception';
import type { ParamSpecs } from '../../params';
import { SQUEEZE_AND_EXCITATION } from '../../references';
import { GATE_PARAMS } from '../gate';
import { text } from './text';

const params = {
  ...INCEPTION_PARAMS,
  ...GATE_PARAMS,
} as const satisfies ParamSpecs;

/** Figure 2: SE on the concatenated result of an Inception module. */
export const block = composite({
  kind: 'se-inception',
  version: 1,
  category: 'se',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...SQUEEZE_AND_EXCITATION, where: 'section 3.3, figure 2' },
  text,
  caption: (p) => `${inceptionCaption(p)} · r ${p.ratio}`,
  expand(p) {
    const { ratio, seBias: bias, squeeze, excitation, ...inception } = p;
    return chain([
      { id: 'inception', kind: 'inception', params: inception },
      { id: 'se', kind: 'se', params: { ratio, bias, squeeze, excitation } },
    ]);
  },
});
