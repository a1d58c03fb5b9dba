import { cosineOfTurns } from './exact-math';
import type { Recipe, Schedule } from './types';

/**
 * What epochs leave behind for plateau schedules and early stopping. Plain JSON: it goes into checkpoints, so that a
 * resumed run goes on as if it had never stopped.
 */
export interface PlateauState {
  /** Product of the factors applied so far. */
  readonly factor: number;
  /** Loss that a plateau's `minDelta` is measured from; null before the first epoch. */
  readonly plateauBest: number | null;
  /** Epochs since then, or since the last reduction. */
  readonly waited: number;
  /** Lowest validation loss so far; null before the first epoch with a finite one. */
  readonly best: number | null;
  /** Epochs since `best`. */
  readonly sinceBest: number;
  /** Early stopping has come. */
  readonly stop: boolean;
}

/** The state before the first epoch. */
export const INITIAL_PLATEAU: PlateauState = {
  factor: 1,
  plateauBest: null,
  waited: 0,
  best: null,
  sinceBest: 0,
  stop: false,
};

type ScheduledRecipe = Pick<Recipe, 'learningRate' | 'warmupSteps' | 'schedule' | 'epochs'>;

/** Where a run stands. */
export interface TrainingPosition {
  /** Steps done before this one, from the start of the run. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** From 0. */
  readonly epoch: number;
  readonly plateau: PlateauState;
}

/**
 * The learning rate of the step about to be taken: the schedule's, times the warm-up's share of it ((step + 1) /
 * warmupSteps, so that the first step moves and the last one of the warm-up takes the full rate). Pure; uses only
 * operations that every JavaScript engine rounds alike.
 */
export function learningRateAt(recipe: ScheduledRecipe, position: TrainingPosition): number {
  const { warmupSteps } = recipe;
  const rate = scheduledRate(recipe, position);
  return position.step < warmupSteps ? (rate * (position.step + 1)) / warmupSteps : rate;
}

function scheduledRate(recipe: ScheduledRecipe, position: TrainingPosition): number {
  const { learningRate, schedule } = recipe;
  switch (schedule.kind) {
    case 'constant':
      return learningRate;
    case 'step':
      return schedule.at.reduce(
        (rate, { epoch, factor }) => (position.epoch >= epoch ? rate * factor : rate),
        learningRate,
      );
    case 'cosine':
      // Half a turn of the cosine from 1 to -1.
      return (
        schedule.final +
        ((learningRate - schedule.final) * (1 + cosineOfTurns(annealed(recipe, position) / 2))) / 2
      );
    case 'plateau':
      // A rate that starts below the minimum stays where it is.
      return Math.max(learningRate * position.plateau.factor, Math.min(schedule.minimum, learningRate));
  }
}

/** Share of the recipe's steps after the warm-up that are done, 0 to 1. */
function annealed(recipe: ScheduledRecipe, { step, stepsPerEpoch }: TrainingPosition): number {
  const total = recipe.epochs * stepsPerEpoch - recipe.warmupSteps;
  if (total <= 0) return 0;
  return Math.min(1, Math.max(0, (step - recipe.warmupSteps) / total));
}

/**
 * The state after an epoch.
 * @param loss the epoch's validation loss (the training loss where nothing is held out); NaN is no improvement
 */
export function afterEpoch(
  state: PlateauState,
  recipe: Pick<Recipe, 'schedule' | 'earlyStopping'>,
  loss: number,
): PlateauState {
  const improved = loss < (state.best ?? Infinity);
  const best = improved ? loss : state.best;
  const sinceBest = improved ? 0 : state.sinceBest + 1;
  const stop = state.stop || (recipe.earlyStopping !== null && sinceBest >= recipe.earlyStopping);
  return { ...afterPlateau(state, recipe.schedule, loss), best, sinceBest, stop };
}

function afterPlateau(state: PlateauState, schedule: Schedule, loss: number): PlateauState {
  if (schedule.kind !== 'plateau') return state;
  if (loss < (state.plateauBest ?? Infinity) - schedule.minDelta) {
    return { ...state, plateauBest: loss, waited: 0 };
  }
  const waited = state.waited + 1;
  if (waited < schedule.patience) return { ...state, waited };
  return { ...state, waited: 0, factor: state.factor * schedule.factor };
}
