import { describe, expect, it } from 'vitest';
import { addPoint, EMPTY_CURVE, MAX_POINTS } from '../../shared/protocol/curve';
import { INITIAL_RUN_STATE, type RunState } from '../../shared/protocol/run-state';
import { align, endOf, lineToCompare, linesOf, smooth, topOf, valueAt, type Points } from './chart-data';

function curve(length: number, value: (x: number) => number) {
  let made = EMPTY_CURVE;
  for (let x = 1; x <= length; x += 1) made = addPoint(made, x, value(x));
  return made;
}

const state: RunState = {
  ...INITIAL_RUN_STATE,
  steps: 100,
  epochs: 10,
  stepsPerEpoch: 10,
  lossCurve: curve(25, (x) => 1 / x),
  valLossCurve: curve(2, (x) => x),
};

describe('the lines of a chart', () => {
  it('share one axis, of steps or of epochs', () => {
    const steps = linesOf(state, 'loss', 'step');
    expect(steps.batches.x).toEqual(state.lossCurve.x);
    expect(steps.validation).toEqual({ x: [10, 20], y: [1, 2] });
    const epochs = linesOf(state, 'loss', 'epoch');
    expect(epochs.batches.x[9]).toBe(1);
    expect(epochs.validation.x).toEqual([1, 2]);
  });

  it('are put side by side, with nothing where a line has no point or no finite one', () => {
    const a: Points = { x: [1, 2, 4], y: [10, NaN, 40] };
    const b: Points = { x: [2, 3], y: [2, 3] };
    expect(align([a, b])).toEqual([
      [1, 2, 3, 4],
      [10, null, null, 40],
      [null, 2, 3, null],
    ]);
    expect(align([])).toEqual([[]]);
  });

  it('stay few, however long the run', () => {
    const long = curve(50_000, (x) => x);
    expect(align([long])[0].length).toBeLessThanOrEqual(MAX_POINTS);
  });

  it('are smoothed from the first value on, over gaps', () => {
    expect(smooth([4, 4, 4]).every((value) => Math.abs(value - 4) < 1e-12)).toBe(true);
    const noisy = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 1 : 3));
    const end = smooth(noisy)[399]!;
    expect(Math.abs(end - 2)).toBeLessThan(0.1);
    expect(smooth([1, NaN, 1])[2]).toBeCloseTo(1);
  });

  it('of another run are its validation, or its training where it hardly has any', () => {
    expect(lineToCompare(state, 'loss', 'step').x).toEqual([10, 20]);
    const young = { ...state, valLossCurve: curve(1, (x) => x) };
    expect(lineToCompare(young, 'loss', 'step').x).toHaveLength(25);
  });

  it('are read at or before the crosshair', () => {
    const line: Points = { x: [10, 20, 30], y: [1, 2, 3] };
    expect([9, 10, 19, 30, 99].map((at) => valueAt(line, at))).toEqual([null, 1, 1, 3, 3]);
  });
});

describe('the axes of a chart', () => {
  it('leave out the few losses that lie far above all others', () => {
    const y = [900, ...Array.from({ length: 199 }, () => 2)];
    expect(topOf([{ x: y.map((_, index) => index), y }])).toBeCloseTo(2.1);
    expect(topOf([{ x: [], y: [] }])).toBe(1);
  });

  it('show a long run from its beginning on, and end at what is planned', () => {
    const to = (x: number): Points => ({ x: [x], y: [0] });
    expect(endOf([to(100)], state, 'step')).toBe(100);
    expect(endOf([to(60)], state, 'step')).toBe(100);
    expect(endOf([to(25)], state, 'step')).toBe(50);
    expect(endOf([], state, 'step')).toBe(25);
    expect(endOf([to(250)], state, 'step')).toBe(250);
    expect(endOf([to(1)], state, 'epoch')).toBe(2.5);
  });
});
