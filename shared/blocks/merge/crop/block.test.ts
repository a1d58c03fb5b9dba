import { expect, it } from 'vitest';
import { problemOf, tryBlock } from '../../test-support';

it('takes rows and columns away where it is told', () => {
  const tried = tryBlock('crop', { top: 1, bottom: 2, left: 3, right: 4 }, [8, 9, 3]);
  expect(tried.outputs['out']).toEqual([5, 2, 3]);
});

it('leaves at least one position', () => {
  expect(problemOf('crop', { top: 4, bottom: 4 }, [8, 9, 3]).code).toBe('shape/window-too-large');
});
