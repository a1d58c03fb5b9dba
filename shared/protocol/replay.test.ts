import { describe, expect, it } from 'vitest';
import type { RunEvent } from './events';
import { replayRun } from './replay';
import { INITIAL_RUN_STATE, reduceRun } from './run-state';

const facts = { steps: 60, epochs: 2, stepsPerEpoch: 30, batch: 32 };

/** A run as the engine tells it, and the files it writes meanwhile. */
function record(lastStep: number, finished: boolean) {
  const events: RunEvent[] = [
    { type: 'started', run: '/runs/a', ...facts, resumedFrom: 0 },
    { type: 'phase', phase: 'training' },
  ];
  const metrics: string[] = [];
  const timing: string[] = [];
  const tell = (event: RunEvent, file: string[]): void => {
    events.push(event);
    file.push(JSON.stringify(event));
  };
  for (let step = 1; step <= lastStep; step += 1) {
    tell({ type: 'step', step, loss: 3 / step, accuracy: step / 100 }, metrics);
    tell({ type: 'timing', step, nativeMs: 90, turnMs: 80 + (step % 7), learningRate: 0.1 / step }, timing);
    if (step % facts.stepsPerEpoch !== 0) continue;
    const epoch = step / facts.stepsPerEpoch;
    const valLoss = epoch === 1 ? null : 0.5;
    tell({ type: 'epoch', epoch, loss: 1, accuracy: 0.5, valLoss, valAccuracy: valLoss }, metrics);
  }
  if (finished) {
    const line = { type: 'finished', testLoss: 0.2, testAccuracy: 0.93 } as const;
    metrics.push(JSON.stringify(line));
    events.push({ type: 'phase', phase: 'finished' }, { ...line, run: '/runs/a' });
  } else events.push({ type: 'phase', phase: 'stopped' });
  const files = { metrics: `${metrics.join('\n')}\n`, timing: `${timing.join('\n')}\n` };
  return { live: events.reduce(reduceRun, INITIAL_RUN_STATE), files };
}

describe('a run read back from its files', () => {
  it.each([
    ['finished', 60, true],
    ['stopped within an epoch', 37, false],
    ['stopped before its first step', 0, false],
  ])('is the run that was seen live: %s', (_, last, finished) => {
    const { live, files } = record(last, finished);
    expect(replayRun({ directory: '/runs/a', ...facts, ...files })).toEqual(live);
  });

  it('does without lines that are damaged, and without timing', () => {
    const { live, files } = record(5, false);
    const metrics = `null\n{"type":"step","step":9}\n${files.metrics}{"type":"st`;
    const read = replayRun({ directory: '/runs/a', ...facts, metrics, timing: '' });
    expect(read.lossCurve).toEqual(live.lossCurve);
    expect(read).toMatchObject({ phase: 'stopped', step: 5, imagesPerSecond: null });
  });
});
