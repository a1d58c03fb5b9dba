import { describe, expect, it } from 'vitest';
import type { ChosenKernel } from '../../shared/protocol/events';
import { currentWords } from '../platform/language';
import { kernelMark } from './view-model';

const measured: ChosenKernel = {
  node: 'sk/conv1',
  choice: 'dense',
  candidates: [
    { kernel: 'native', ms: 103.1 },
    { kernel: 'split', ms: null },
    { kernel: 'dense', ms: 18.83 },
  ],
};
const native: ChosenKernel = {
  node: 'sk/conv2',
  choice: 'native',
  candidates: [{ kernel: 'native', ms: 2 }],
};
const unmeasured: ChosenKernel = { ...native, candidates: [] };

describe('the mark of how a node is computed', () => {
  const of = (...nodes: ChosenKernel[]) => kernelMark(nodes, currentWords());

  it('names one kernel with its speed, and all that was tried in its help', () => {
    const { mark, help } = of(measured);
    expect(mark).toBe('dense 18.8 ms');
    expect(help).toContain('for a step: native 103 ms, split does not work here, dense 18.8 ms.');
  });

  it('counts several, and adds up their time where it is known', () => {
    const { mark, help } = of(measured, native);
    expect(mark).toBe('20.8 ms · native 1 · dense 1');
    expect(help).toContain('2 grouped or dilated convolutions are in this block: native 1, dense 1.');
    expect(of(measured, unmeasured).mark).toBe('native 1 · dense 1');
  });

  it('tells no speed that nobody measured', () => {
    expect(of(unmeasured)).toEqual({
      mark: 'native',
      help: 'Computed by one operation that knows groups and dilation.',
    });
  });
});
