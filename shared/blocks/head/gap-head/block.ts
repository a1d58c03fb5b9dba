import { fail } from '../../../problems/problem';
import { asMap } from '../../../ir/primitives/definition';
import { formatShape } from '../../../ir/shape';
import { composite } from '../../block';
import { chain } from '../../fragment';
import { MAX_UNITS } from '../../limits';
import { setOwnParam } from '../../own-repair';
import type { ParamSpecs } from '../../params';
import { NETWORK_IN_NETWORK } from '../../references';
import { text } from './text';

const params = {
  classes: { type: 'int', default: 10, min: 1, max: MAX_UNITS },
  projection: { type: 'boolean', default: false },
} as const satisfies ParamSpecs;

/** Network in Network, section 3.2: one map per class, averaged. */
export const block = composite({
  kind: 'gap-head',
  version: 1,
  category: 'head',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'classes' },
  reference: { ...NETWORK_IN_NETWORK, where: 'section 3.2, table 5' },
  text,
  caption: (p) => `${p.projection ? '1² ' : ''}${p.classes}`,
  expand(p, x) {
    const [height, width, channels] = asMap(x.in);
    const pool = { id: 'pool', kind: 'global-average-pool' };
    if (p.projection) {
      const projection = { filters: p.classes, kernel: [1, 1] };
      return chain([{ id: 'conv', kind: 'conv', params: projection }, pool]);
    }
    if (channels !== p.classes) {
      const args = {
        expected: formatShape([height, width, p.classes]),
        found: formatShape([height, width, channels]),
      };
      fail('shape/mismatch', args, {}, [setOwnParam('projection', true), setOwnParam('classes', channels)]);
    }
    return chain([pool]);
  },
});
