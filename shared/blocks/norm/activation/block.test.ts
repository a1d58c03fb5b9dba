import { expect, it } from 'vitest';
import { ACTIVATIONS } from '../../../ir/primitive';
import { tryBlock } from '../../test-support';
import { activationNames } from '../../words';

it.each(ACTIVATIONS)('%s keeps maps and vectors as they are, without weights', (fn) => {
  for (const shape of [[4, 6, 3], [7]]) {
    const tried = tryBlock('activation', { fn, slope: 0.2 }, shape);
    expect(tried.outputs['out']).toEqual(shape);
    expect(tried.parameters + tried.macs).toBe(0);
    expect(tried.nodes[0]?.attrs).toEqual({ fn, slope: 0.2 });
  }
});

it('has a written name for every function', () => {
  expect(Object.keys(activationNames).sort()).toEqual([...ACTIVATIONS].sort());
});
