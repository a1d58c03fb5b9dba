import { describe, expect, it } from 'vitest';
import { problem } from '../../shared/problems/problem';
import type { RunEvent } from '../../shared/protocol/events';
import type { RunSummary } from '../../shared/protocol/window';
import { canResume, isActive, newRun, type CurrentRun } from '../platform/run-store';
import { afterLoss, afterMessage } from './run-messages';
import { engineDoing } from './status';
import { latestOf } from './store';

const fresh = newRun({ run: 'w1', directory: '/runs/a', data: 'mnist', recipe: 'CPU' });
const started: RunEvent = {
  ...{ type: 'started', run: '/runs/a', steps: 20, epochs: 2, stepsPerEpoch: 10, batch: 64 },
  resumedFrom: 0,
};

function after(run: CurrentRun, ...events: readonly RunEvent[]): CurrentRun {
  return afterMessage(run, { type: 'events', run: 'w1', events });
}

function step(number: number): RunEvent {
  return { type: 'step', step: number, loss: 1 / number, accuracy: 0.5 };
}

const going = after(fresh, started, { type: 'phase', phase: 'training' }, step(1), step(2), step(3));

describe('a run that the window shows', () => {
  it('goes from its start to its end', () => {
    expect(canResume(fresh)).toBe(false);
    expect(going).toMatchObject({ status: 'running', state: { step: 3, steps: 20 } });
    const ended = afterMessage(going, {
      ...{ type: 'ended', run: 'w1', phase: 'finished', directory: '/runs/a' },
      problems: [],
    });
    expect(ended).toMatchObject({ status: 'ended', state: { phase: 'finished' }, problems: [] });
    expect([isActive(ended), canResume(ended)]).toEqual([false, false]);
  });

  it('waits for the engine to do what it was asked for', () => {
    const asked = { ...going, asked: 'pause' } as const;
    const stillGoing = after(asked, step(4));
    expect(stillGoing).toMatchObject({ status: 'running', asked: 'pause' });
    const paused = after(stillGoing, { type: 'phase', phase: 'paused' });
    expect(paused).toMatchObject({ status: 'paused', asked: null });
    const back = after({ ...paused, asked: 'continue' }, { type: 'phase', phase: 'training' });
    expect(back).toMatchObject({ status: 'running', asked: null });
  });

  it('keeps its curves when the engine crashes, and goes on from the checkpoint', () => {
    const closed = afterLoss(going, null);
    const crashed = afterLoss(closed, 'SIGKILL');
    expect(closed).toMatchObject({ status: 'crashed', trouble: { kind: 'crash', reason: null } });
    expect(crashed.trouble).toEqual({ kind: 'crash', reason: 'SIGKILL' });
    expect(crashed.state.lossCurve.x).toEqual([1, 2, 3]);
    expect(canResume(crashed)).toBe(true);
    const resumed = { ...newRun({ ...crashed, run: 'w1' }), state: crashed.state };
    const next = after(resumed, { ...started, resumedFrom: 2 }, step(3), step(4));
    expect(next).toMatchObject({ status: 'running', trouble: null });
    expect(next.state.lossCurve.x).toEqual([1, 2, 3, 4]);
  });

  it('fails with its problems, or by a fault of ours, or is refused', () => {
    const diverged = problem('run/diverged', { step: 3 });
    const failed = afterMessage(going, {
      ...{ type: 'ended', run: 'w1', phase: 'failed', directory: null },
      problems: [diverged],
    });
    expect(failed).toMatchObject({ status: 'ended', directory: '/runs/a', problems: [diverged] });
    expect(canResume(failed)).toBe(true);
    const fault = afterMessage(going, { type: 'fault', run: 'w1', message: 'Error\n at x' });
    expect(fault).toMatchObject({ status: 'ended', trouble: { kind: 'fault' } });
    const busy = problem('run/busy', { path: '/runs/a', pid: 3 });
    expect(afterMessage(fresh, { type: 'refused', run: 'w1', problem: busy })).toMatchObject({
      ...{ status: 'ended', problems: [busy] },
    });
  });

  it('takes a stop that came too late for no trouble', () => {
    const late = problem('engine/unknown-run', { run: 'w1' });
    const told = afterMessage({ ...going, asked: 'stop' }, { type: 'refused', run: 'w1', problem: late });
    expect(told).toMatchObject({ status: 'running', asked: null, problems: [] });
  });
});

describe('the engine in the status bar', () => {
  it.each([
    ['down', 'down', null, []],
    ['ready', 'up', '2.21.0', []],
    ['loading', 'up', null, [fresh]],
    ['training', 'up', '2.21.0', [going, { ...going, status: 'paused' } as const]],
    ['paused', 'up', '2.21.0', [{ ...going, status: 'paused' } as const]],
    ['ready', 'up', '2.21.0', [afterLoss(going, null)]],
    ['crashed', 'crashed', null, [afterLoss(going, 'SIGKILL')]],
  ] as const)('is %s', (doing, process, tensorflow, runs) => {
    expect(engineDoing(process, tensorflow, runs)).toBe(doing);
  });
});

describe('the newest run of a document', () => {
  const summary = (directory: string, documentHash: string, document: string): RunSummary =>
    ({ directory, documentHash, document }) as RunSummary;
  const runs = [summary('c', 'h2', 'Other'), summary('b', 'h0', 'NIN'), summary('a', 'h1', 'NIN')];

  it('is the newest of this network under any name, or of this name', () => {
    expect(latestOf(runs, { hash: 'h1', name: 'NIN' })?.directory).toBe('b');
    expect(latestOf(runs, { hash: 'h2', name: 'NIN' })?.directory).toBe('c');
    expect(latestOf(runs, { hash: 'hx', name: 'Mine' })).toBeUndefined();
  });
});
