import { leaf } from '../../block';
import { MAX_ELEMENTS_AXIS } from '../../limits';
import type { ParamSpecs } from '../../params';
import { setOwnParam } from '../../own-repair';
import { elements } from '../../../ir/shape';
import { fail } from '../../../problems/problem';
import { text } from './text';

const params = {
  shape: { type: 'ints', default: [1, 1, 32], min: 1, max: MAX_ELEMENTS_AXIS, minLength: 1, maxLength: 3 },
} as const satisfies ParamSpecs;

/** The same values in another shape, in row order: `[height, width, channels]`, or `[features]` for a vector. */
export const block = leaf({
  kind: 'reshape',
  version: 1,
  category: 'merge',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: null,
  text,
  caption: (p) => p.shape.join('×'),
  lower(b, p, x) {
    const total = elements(x.in.shape);
    // Networks here know maps and vectors, nothing between.
    if (p.shape.length === 2 || elements(p.shape) !== total) {
      const repairs = [setOwnParam('shape', [total]), setOwnParam('shape', [1, 1, total])];
      fail('shape/reshape', { from: total, to: elements(p.shape) }, { param: 'shape' }, repairs);
    }
    return { out: b.one('reshape', { shape: p.shape }, [x.in]) };
  },
});
