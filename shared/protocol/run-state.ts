import type { Problem } from '../problems/problem';
import { addPoint, cutCurve, EMPTY_CURVE, type Curve } from './curve';
import type { KernelsEvent, MetricEvent, RunEvent, RunPhase, TimingEvent } from './events';

type StepEvent = Extract<MetricEvent, { type: 'step' }>;
type EpochEvent = Extract<MetricEvent, { type: 'epoch' }>;

/** What a window or a terminal shows of a run: a pure function of its events. */
export interface RunState {
  readonly phase: RunPhase;
  /** The run directory; null before it is known. */
  readonly run: string | null;
  /** Steps done, and planned in all. */
  readonly step: number;
  readonly steps: number;
  /** Epochs finished, and planned in all. */
  readonly epoch: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly batch: number;
  readonly resumedFrom: number;
  /** Of the newest step. */
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly learningRate: number | null;
  readonly lastEpoch: EpochEvent | null;
  /** Running mean of a whole turn of the loop, in milliseconds; null before the second step. */
  readonly turnMs: number | null;
  readonly imagesPerSecond: number | null;
  /** Milliseconds of training left at this pace; null when unknown or done. */
  readonly eta: number | null;
  readonly checkpoint: { readonly last: number | null; readonly best: number | null };
  /** How convolutions with a choice are computed; null while nothing was told of it. */
  readonly kernels: Pick<KernelsEvent, 'document' | 'nodes'> | null;
  readonly test: { readonly loss: number | null; readonly accuracy: number | null } | null;
  /** Warnings, and last the error a failed run ended with. */
  readonly problems: readonly Problem[];
  /** Over steps. */
  readonly lossCurve: Curve;
  readonly accuracyCurve: Curve;
  readonly learningRateCurve: Curve;
  /** Over epochs. */
  readonly epochLossCurve: Curve;
  readonly epochAccuracyCurve: Curve;
  readonly valLossCurve: Curve;
  readonly valAccuracyCurve: Curve;
}

export const INITIAL_RUN_STATE: RunState = {
  phase: 'preparing',
  run: null,
  step: 0,
  steps: 0,
  epoch: 0,
  epochs: 0,
  stepsPerEpoch: 0,
  batch: 0,
  resumedFrom: 0,
  loss: null,
  accuracy: null,
  learningRate: null,
  lastEpoch: null,
  turnMs: null,
  imagesPerSecond: null,
  eta: null,
  checkpoint: { last: null, best: null },
  kernels: null,
  test: null,
  problems: [],
  lossCurve: EMPTY_CURVE,
  accuracyCurve: EMPTY_CURVE,
  learningRateCurve: EMPTY_CURVE,
  epochLossCurve: EMPTY_CURVE,
  epochAccuracyCurve: EMPTY_CURVE,
  valLossCurve: EMPTY_CURVE,
  valAccuracyCurve: EMPTY_CURVE,
};

/** Share of a new turn in the running mean: about the last twenty turns count. */
const PACE = 0.1;
/** A run that warns at every step must not grow without bound. */
const MAX_PROBLEMS = 50;

/** The state after an event. Events it does not know leave the state as it is. */
export function reduceRun(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'started':
      return started(state, event);
    case 'phase':
      return withEta({ ...state, phase: event.phase });
    case 'step':
      return stepped(state, event);
    case 'timing':
      return timed(state, event);
    case 'epoch':
      return epochDone(state, event);
    case 'checkpoint':
      return { ...state, checkpoint: { ...state.checkpoint, [event.which]: event.step } };
    case 'problem':
      return { ...state, problems: [...state.problems, event.problem].slice(-MAX_PROBLEMS) };
    case 'kernels':
      return { ...state, kernels: { document: event.document, nodes: event.nodes } };
    case 'finished': {
      const { testLoss: loss, testAccuracy: accuracy, run } = event;
      const test = loss === null && accuracy === null ? null : { loss, accuracy };
      return { ...state, run, test, eta: null };
    }
    default:
      return state;
  }
}

/** A run that goes on keeps its curves up to the checkpoint; its later values come again. */
function started(state: RunState, event: Extract<RunEvent, { type: 'started' }>): RunState {
  const { run, steps, epochs, stepsPerEpoch, batch, resumedFrom } = event;
  const epoch = stepsPerEpoch > 0 ? Math.floor(resumedFrom / stepsPerEpoch) : 0;
  return {
    ...state,
    ...{ run, steps, epochs, stepsPerEpoch, batch, resumedFrom, epoch },
    step: resumedFrom,
    turnMs: null,
    imagesPerSecond: null,
    eta: null,
    test: null,
    lossCurve: cutCurve(state.lossCurve, resumedFrom),
    accuracyCurve: cutCurve(state.accuracyCurve, resumedFrom),
    learningRateCurve: cutCurve(state.learningRateCurve, resumedFrom),
    epochLossCurve: cutCurve(state.epochLossCurve, epoch),
    epochAccuracyCurve: cutCurve(state.epochAccuracyCurve, epoch),
    valLossCurve: cutCurve(state.valLossCurve, epoch),
    valAccuracyCurve: cutCurve(state.valAccuracyCurve, epoch),
  };
}

function stepped(state: RunState, { step, loss, accuracy }: StepEvent): RunState {
  return {
    ...state,
    ...{ step, loss, accuracy },
    lossCurve: addPoint(state.lossCurve, step, loss),
    accuracyCurve: addPoint(state.accuracyCurve, step, accuracy),
  };
}

function timed(state: RunState, { step, turnMs, learningRate }: TimingEvent): RunState {
  const mean = state.turnMs === null ? turnMs : state.turnMs + PACE * (turnMs - state.turnMs);
  return withEta({
    ...state,
    learningRate,
    turnMs: mean,
    imagesPerSecond: mean > 0 ? (state.batch * 1000) / mean : null,
    learningRateCurve: addPoint(state.learningRateCurve, step, learningRate),
  });
}

function epochDone(state: RunState, event: EpochEvent): RunState {
  const { epoch, loss, accuracy, valLoss, valAccuracy } = event;
  return {
    ...state,
    epoch,
    lastEpoch: event,
    epochLossCurve: addPoint(state.epochLossCurve, epoch, loss),
    epochAccuracyCurve: addPoint(state.epochAccuracyCurve, epoch, accuracy),
    valLossCurve: valLoss === null ? state.valLossCurve : addPoint(state.valLossCurve, epoch, valLoss),
    valAccuracyCurve:
      valAccuracy === null ? state.valAccuracyCurve : addPoint(state.valAccuracyCurve, epoch, valAccuracy),
  };
}

const RUNNING: ReadonlySet<RunPhase> = new Set(['training', 'validating', 'paused']);

function withEta(state: RunState): RunState {
  const left = state.steps - state.step;
  const known = state.turnMs !== null && left > 0 && RUNNING.has(state.phase);
  return { ...state, eta: known ? left * state.turnMs : null };
}
