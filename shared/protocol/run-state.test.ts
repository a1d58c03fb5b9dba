import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problem } from '../problems/problem';
import { addPoint, cutCurve, EMPTY_CURVE, MAX_POINTS } from './curve';
import type { RunEvent } from './events';
import { INITIAL_RUN_STATE, reduceRun, type RunState } from './run-state';
import { kernelsAt, msText, summariseKernels } from './run-state-kernels';

const started = {
  type: 'started',
  run: '/runs/a',
  steps: 40,
  epochs: 4,
  stepsPerEpoch: 10,
  resumedFrom: 0,
  batch: 64,
} as const;

function after(...events: RunEvent[]): RunState {
  return events.reduce(reduceRun, INITIAL_RUN_STATE);
}

function steps(first: number, last: number): RunEvent[] {
  return Array.from({ length: last - first + 1 }, (_, at): RunEvent[] => {
    const step = first + at;
    return [
      { type: 'step', step, loss: 1 / step, accuracy: step / 100 },
      { type: 'timing', step, nativeMs: 90, turnMs: 100, learningRate: 0.1 },
    ];
  }).flat();
}

describe('run state', () => {
  it('follows a run from its start to its end', () => {
    const epoch = {
      type: 'epoch',
      epoch: 1,
      loss: 0.4,
      accuracy: 0.5,
      valLoss: 0.3,
      valAccuracy: 0.6,
    } as const;
    const state = after(started, { type: 'phase', phase: 'training' }, ...steps(1, 10), epoch);
    expect(state).toMatchObject({
      phase: 'training',
      run: '/runs/a',
      step: 10,
      steps: 40,
      epoch: 1,
      loss: 0.1,
      accuracy: 0.1,
      learningRate: 0.1,
      lastEpoch: epoch,
      turnMs: 100,
      imagesPerSecond: 640,
      eta: 3000,
    });
    expect(state.lossCurve.x).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(state.valLossCurve).toMatchObject({ x: [1], y: [0.3] });
    const done = reduceRun(reduceRun(state, { type: 'checkpoint', step: 10, which: 'best' }), {
      type: 'finished',
      testLoss: 0.2,
      testAccuracy: 0.9,
      run: '/runs/a',
    });
    expect(done).toMatchObject({
      checkpoint: { last: null, best: 10 },
      test: { loss: 0.2, accuracy: 0.9 },
      eta: null,
    });
  });

  it('knows no time left before it trains, while it tests, or when it is done', () => {
    const training = after(started, { type: 'phase', phase: 'training' }, ...steps(1, 2));
    expect(training.eta).toBe(3800);
    expect(after(started, ...steps(1, 2)).eta).toBeNull();
    expect(reduceRun(training, { type: 'phase', phase: 'testing' }).eta).toBeNull();
    expect(reduceRun(training, { type: 'phase', phase: 'paused' }).eta).toBe(3800);
  });

  it('forgets values after the checkpoint that a resumed run goes on from', () => {
    const before = after(started, { type: 'phase', phase: 'training' }, ...steps(1, 15));
    const resumed = reduceRun(before, { ...started, resumedFrom: 12 });
    expect(resumed).toMatchObject({ step: 12, epoch: 1, resumedFrom: 12, turnMs: null });
    expect(resumed.lossCurve.x).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(steps(13, 15).reduce(reduceRun, resumed).lossCurve).toEqual(before.lossCurve);
  });

  it('leaves out validation where there is none, and test where there was none', () => {
    const state = after(
      started,
      { type: 'epoch', epoch: 1, loss: 1, accuracy: 0, valLoss: null, valAccuracy: null },
      { type: 'finished', testLoss: null, testAccuracy: null, run: '/runs/a' },
    );
    expect(state.valLossCurve).toBe(EMPTY_CURVE);
    expect(state.test).toBeNull();
    expect(state.epochLossCurve.y).toEqual([1]);
  });

  it('keeps problems, the newest last, not without bound', () => {
    const warn = (step: number): RunEvent => ({
      type: 'problem',
      problem: problem('run/diverged', { step }),
    });
    const state = after(...Array.from({ length: 200 }, (_, step) => warn(step)));
    expect(state.problems).toHaveLength(50);
    expect(state.problems[49]!.args).toEqual({ step: 199 });
  });

  it('ignores what a newer engine may tell, and never changes a state in place', () => {
    const state = Object.freeze(after(started));
    expect(reduceRun(state, { type: 'weather' } as unknown as RunEvent)).toBe(state);
    const frozen = { ...state, lossCurve: { ...EMPTY_CURVE, x: Object.freeze([]), y: Object.freeze([]) } };
    expect(() => steps(1, 3).reduce(reduceRun, frozen)).not.toThrow();
  });
});

describe('kernels', () => {
  const chosen = (node: string, choice: 'native' | 'dense', native: number | null, dense: number | null) => {
    const candidates = [{ kernel: 'native', ms: native } as const, { kernel: 'dense', ms: dense } as const];
    return { node, choice, candidates };
  };
  const nodes = [
    chosen('sk/conv1', 'native', 2, 3),
    chosen('sk/conv2', 'dense', 9, 4),
    chosen('sk2', 'dense', 8, 1),
  ];
  const told = { type: 'kernels', document: 'd34d', nodes } as const;

  it('told before the start stay, and are those of whoever tells last', () => {
    const state = after(told, started, ...steps(1, 2));
    expect(state.kernels).toEqual({ document: 'd34d', nodes });
    const again = { ...told, nodes: [nodes[0]!] };
    expect(reduceRun(reduceRun(state, again), { ...started, resumedFrom: 1 }).kernels?.nodes).toEqual([
      nodes[0],
    ]);
    expect(after(started).kernels).toBeNull();
  });

  it('are found by the node that they are in', () => {
    expect(kernelsAt(nodes, 'sk')).toEqual(nodes.slice(0, 2));
    expect(kernelsAt(nodes, 'sk/conv2')).toEqual([nodes[1]]);
    expect(kernelsAt(nodes, 'conv2')).toEqual([]);
  });

  it('are told in three figures', () => {
    expect([0.0431, 2.049, 18.83, 103.1, 3125.1].map(msText)).toEqual([
      '0.0431',
      '2.05',
      '18.8',
      '103',
      '3125',
    ]);
  });

  it('add up where all of them are known', () => {
    expect(summariseKernels(nodes)).toEqual({
      counts: { native: 1, split: 0, dense: 2 },
      ms: 7,
      nativeMs: 19,
    });
    const refused = [...nodes, chosen('last', 'dense', null, 5)];
    expect(summariseKernels(refused)).toMatchObject({ ms: 12, nativeMs: null });
    const unmeasured = [...nodes, { node: 'last', choice: 'native', candidates: [] } as const];
    expect(summariseKernels(unmeasured)).toMatchObject({ counts: { native: 2 }, ms: null });
  });
});

describe('curves', () => {
  it('stay small, evenly spaced from the first value on', () => {
    const total = MAX_POINTS * 5 + 77;
    let curve = EMPTY_CURVE;
    for (let x = 1; x <= total; x++) {
      curve = addPoint(curve, x, 2 * x);
      expect(curve.x.length).toBeLessThanOrEqual(MAX_POINTS);
    }
    expect(curve.every).toBe(8);
    expect(curve.x).toEqual(Array.from({ length: Math.ceil(total / 8) }, (_, at) => 1 + 8 * at));
    expect(curve.y).toEqual(curve.x.map((x) => 2 * x));
  });

  it('cut back and told again are the same curve', () => {
    const build = (from: typeof EMPTY_CURVE, first: number, last: number) => {
      let curve = from;
      for (let x = first; x <= last; x++) curve = addPoint(curve, x, x * x);
      return curve;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(3000), (length, back) => {
        const whole = build(EMPTY_CURVE, 1, length);
        const at = Math.max(0, length - back);
        // A kept value: cutting between two kept ones moves the grid, not the values.
        const kept = at - ((at - 1) % whole.every);
        fc.pre(kept >= 1);
        expect(build(cutCurve(whole, kept - 1), kept, length)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});
