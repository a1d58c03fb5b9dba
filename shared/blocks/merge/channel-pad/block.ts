import { leaf } from '../../block';
import { MAX_CHANNELS } from '../../limits';
import type { ParamSpecs } from '../../params';
import { DEEP_RESIDUAL_LEARNING } from '../../references';
import { text } from './text';

const params = {
  before: { type: 'int', default: 0, min: 0, max: MAX_CHANNELS },
  after: { type: 'int', default: 16, min: 0, max: MAX_CHANNELS },
} as const satisfies ParamSpecs;

/** Maps of zeros before and behind: a shortcut into more channels without parameters (option A). */
export const block = leaf({
  kind: 'channel-pad',
  version: 1,
  category: 'merge',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...DEEP_RESIDUAL_LEARNING, where: 'section 3.3, option A' },
  text,
  caption: (p) => (p.before === 0 ? `+ ${p.after}` : `+ ${p.before} | ${p.after}`),
  lower: (b, p, x) => ({ out: b.one('channel-pad', { before: p.before, after: p.after }, [x.in]) }),
});
