import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../shared/protocol/events';
import { storedRun } from '../platform/run-store';
import { caughtUp } from './going';

const line = (step: number): string =>
  JSON.stringify({ type: 'step', step, loss: 3 - step / 10, accuracy: 0.1 });
const timing = (step: number) =>
  ({ type: 'timing', step, nativeMs: 4, turnMs: 5, learningRate: 0.1 }) as const;
const step = (at: number): RunEvent => ({ type: 'step', step: at, loss: 3 - at / 10, accuracy: 0.1 });

/** What a window reads of a run that goes on: six steps of ten, the first three of them before it was resumed. */
const stored = storedRun({
  summary: {
    ...{ directory: '/runs/a', name: 'a', document: 'net', documentHash: 'h', createdAt: '', data: 'mnist' },
    ...{ recipe: 'r', seed: 1, epochs: 1, step: 6, epoch: 0, loss: 2.4, accuracy: 0.1, valAccuracy: null },
    ...{ testAccuracy: null, state: 'active' },
  },
  document: '{}',
  metrics: [1, 2, 3, 4, 5, 6].map(line).join('\n'),
  timing: [1, 2, 3, 4, 5, 6].map((at) => JSON.stringify(timing(at))).join('\n'),
  ...{ batch: 8, steps: 10, stepsPerEpoch: 10 },
});
const started = {
  type: 'started',
  run: '/runs/a',
  ...{ steps: 10, epochs: 1, stepsPerEpoch: 10, batch: 8, resumedFrom: 3 },
} as const;

describe('a run of a window before', () => {
  it('has every value once, whichever of them were read and heard', () => {
    const events = [started, { type: 'phase', phase: 'training' }, ...[5, 6, 7, 8].map(step)] as const;
    const { state, status } = caughtUp({ ...stored, status: 'running' }, started, events);
    expect([state.step, state.resumedFrom, state.phase, status]).toEqual([8, 3, 'training', 'running']);
    expect(state.lossCurve.x).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is paused where it was', () => {
    const events = [started, { type: 'phase', phase: 'paused' }] as const;
    expect(caughtUp({ ...stored, status: 'running' }, started, events).status).toBe('paused');
  });
});
