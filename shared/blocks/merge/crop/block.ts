import { leaf } from '../../block';
import { MAX_PADDING } from '../../limits';
import type { ParamSpecs } from '../../params';
import { text } from './text';

const params = {
  top: { type: 'int', default: 1, min: 0, max: MAX_PADDING },
  bottom: { type: 'int', default: 1, min: 0, max: MAX_PADDING },
  left: { type: 'int', default: 1, min: 0, max: MAX_PADDING },
  right: { type: 'int', default: 1, min: 0, max: MAX_PADDING },
} as const satisfies ParamSpecs;

/** Takes rows and columns away at the edges of every map. */
export const block = leaf({
  kind: 'crop',
  version: 1,
  category: 'merge',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: null,
  text,
  caption: (p) => `− ${p.top} ${p.bottom} ${p.left} ${p.right}`,
  lower: (b, p, x) => ({
    out: b.one('crop', { cropping: [p.top, p.bottom, p.left, p.right] }, [x.in]),
  }),
});
