import { composite } from '../../block';
import { chain } from '../../fragment';
import { inceptionCaption, INCEPTION_PARAMS } from '../../module/inception';
import type { ParamSpecs } from '../../params';
import { SQUEEZE_AND_EXCITATION } from '../../references';
import { text } from './text';

const params = {
  ...INCEPTION_PARAMS,
  ratio: { type: 'int', default: 16, min: 1, max: 4096 },
  seBias: { type: 'boolean', default: true },
  squeeze: { type: 'choice', default: 'average', options: ['average', 'max'] },
  excitation: { type: 'choice', default: 'sigmoid', options: ['sigmoid', 'hard-sigmoid', 'tanh', 'relu'] },
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
