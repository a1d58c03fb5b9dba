import { describe, expect, it } from 'vitest';
import { problem } from '../../shared/problems/problem';
import { afterLoss, afterMessage, type Job } from './store';

const job: Job = {
  run: 'w1',
  out: '/tmp/out',
  formats: ['savedmodel', 'keras'],
  progress: {},
  at: null,
  stopping: false,
  outcome: null,
};

describe('an export as the engine tells it', () => {
  it('follows each format', () => {
    const first = afterMessage(job, {
      type: 'export-progress',
      run: 'w1',
      format: 'savedmodel',
      done: 32,
      total: 32,
    });
    const second = afterMessage(first, {
      type: 'export-progress',
      run: 'w1',
      format: 'keras',
      done: 0,
      total: 0,
    });
    expect(second.at).toBe('keras');
    expect(second.progress).toEqual({ savedmodel: { done: 32, total: 32 }, keras: { done: 0, total: 0 } });
  });

  it('leaves other work alone', () => {
    expect(afterMessage(job, { type: 'fault', run: 'w2', message: 'x' })).toBe(job);
    expect(afterLoss(job, ['w2'], null)).toBe(job);
  });

  it('ends refused, stopped, or by the loss of the engine, whose reason may come later', () => {
    const refusal = problem('engine/run-active', { run: 'w1' });
    expect(afterMessage(job, { type: 'refused', run: 'w1', problem: refusal }).outcome?.problems).toEqual([
      refusal,
    ]);
    const stopped = afterMessage(job, {
      type: 'exported',
      run: 'w1',
      reports: [],
      problems: [],
      stopped: true,
    });
    expect(stopped.outcome?.end).toBe('stopped');
    const lost = afterLoss(afterLoss(job, ['w1'], null), ['w1'], 'SIGKILL');
    expect(lost.outcome).toMatchObject({ end: 'lost', reason: 'SIGKILL' });
    // What came to its end before the engine went is not undone by that.
    expect(afterLoss(stopped, ['w1'], 'SIGKILL')).toBe(stopped);
  });
});
