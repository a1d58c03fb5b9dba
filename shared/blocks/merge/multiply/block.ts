import type { IrBuilder } from '../../../ir/builder';
import type { IrValue } from '../../../ir/ir';
import { leaf } from '../../block';
import { SQUEEZE_AND_EXCITATION } from '../../references';
import { text } from './text';

/** A vector beside a map becomes `[1, 1, c]`, so that one number meets every position of its map. */
function meet(b: IrBuilder, value: IrValue, other: IrValue): IrValue {
  if (value.shape.length !== 1 || other.shape.length !== 3) return value;
  return b.one('reshape', { shape: [1, 1, value.shape[0]!] }, [value], 'reshape');
}

export const block = leaf({
  kind: 'multiply',
  version: 1,
  category: 'merge',
  params: {},
  inputs: { in: 'one', by: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...SQUEEZE_AND_EXCITATION, where: 'section 3.2, equation 4' },
  text,
  caption: () => 'a × b',
  lower: (b, _, x) => ({ out: b.one('multiply', {}, [meet(b, x.in, x.by), meet(b, x.by, x.in)]) }),
});
