import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('costs what a dense layer costs', () => {
  const tried = tryBlock('dropconnect', { units: 128 }, [1152]);
  expect(tried.parameters).toBe(1152 * 128 + 128);
  expect(tried.macs).toBe(1152 * 128);
  expect(tried.outputs['out']).toEqual([128]);
  expect(tryBlock('dropconnect', { units: 128, bias: false }, [1152]).parameters).toBe(1152 * 128);
});

it('takes vectors only', () => {
  expect(problemOf('dropconnect', {}, [8, 8, 3]).code).toBe('shape/needs-vector');
});
