import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunEvent } from '../../../shared/protocol/events';
import { EventStream } from './event-stream';

const step = (at: number): RunEvent => ({ type: 'step', step: at, loss: 1, accuracy: 0.5 });
const timing = (at: number): RunEvent => {
  return { type: 'timing', step: at, nativeMs: 1, turnMs: 1, learningRate: 0.1 };
};

let sent: { readonly at: number; readonly steps: readonly number[] }[];
let stream: EventStream;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(0);
  sent = [];
  const send = (events: readonly RunEvent[]): void => {
    const steps = events.flatMap((event) => (event.type === 'step' ? [event.step] : []));
    sent.push({ at: Date.now(), steps });
  };
  stream = new EventStream(send, () => Date.now());
});
afterEach(() => vi.useRealTimers());

/** A native call: the clock goes on, and no timer can run. */
function busy(ms: number): void {
  stream.beforeBusy(ms);
  vi.setSystemTime(Date.now() + ms);
}

function train(steps: number, ms: number): void {
  for (let at = 1; at <= steps; at++) {
    busy(ms);
    stream.push(step(at));
    stream.push(timing(at));
  }
}

/** How long each step waited for its message, when step n ended at n * ms. */
const waits = (ms: number): number[] => sent.flatMap(({ at, steps }) => steps.map((n) => at - n * ms));

describe('EventStream', () => {
  it.each([50, 60, 400])('sends every step of %i ms before the next begins', (ms) => {
    train(5, ms);
    expect(sent.map(({ steps }) => steps)).toEqual([[1], [2], [3], [4], [5]]);
    expect(waits(ms)).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([1, 7, 23, 39])('gathers steps of %i ms, none waiting longer than 40 ms', (ms) => {
    const steps = Math.ceil(1000 / ms);
    train(steps, ms);
    stream.flush();
    expect(waits(ms)).toHaveLength(steps);
    expect(Math.max(...waits(ms))).toBeLessThanOrEqual(40);
    expect(sent.length).toBeLessThanOrEqual(1000 / 20);
  });

  it('sends what waits before a call that would make it late, and nothing before a quick one', () => {
    train(2, 2);
    busy(30);
    expect(sent.map(({ steps }) => steps)).toEqual([[1]]);
    busy(11);
    expect(sent.map(({ at, steps }) => [at, steps])).toEqual([
      [2, [1]],
      [34, [2]],
    ]);
  });

  it('sends what waits by itself when the thread is idle', () => {
    train(2, 2);
    vi.advanceTimersByTime(37);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sent.map(({ steps }) => steps)).toEqual([[1], [2]]);
  });

  it('never holds back what is not of a step', () => {
    train(2, 2);
    stream.push({ type: 'phase', phase: 'validating' });
    expect(sent.map(({ steps }) => steps)).toEqual([[1], [2]]);
  });
});
