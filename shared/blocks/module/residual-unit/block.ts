import { composite } from '../../block';
import { DEEP_RESIDUAL_LEARNING } from '../../references';
import { RESIDUAL_PARAMS, residualCaption, residualFragment } from '../residual';
import { text } from './text';

/** y = relu(F(x) + x), or, pre-activated, y = F(x) + x. */
export const block = composite({
  kind: 'residual-unit',
  version: 1,
  category: 'module',
  params: RESIDUAL_PARAMS,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'channels' },
  reference: { ...DEEP_RESIDUAL_LEARNING, where: 'section 3, figures 2 and 5' },
  text,
  caption: residualCaption,
  expand: (p, x) => residualFragment(p, x.in, null),
});
