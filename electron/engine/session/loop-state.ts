import { afterEpoch as plateauAfter, INITIAL_PLATEAU, learningRateAt } from '../../../shared/recipe/schedule';
import type { Recipe } from '../../../shared/recipe/types';
import type { LoopState } from '../runs/checkpoint';

const NO_SUMS: LoopState['sums'] = { loss: 0, correct: 0, images: 0 };

/** The loop before the first step. */
export function initialLoopState(): LoopState {
  return { step: 0, epoch: 0, batch: 0, sums: NO_SUMS, plateau: INITIAL_PLATEAU, best: null };
}

/**
 * The state after a training batch.
 * @param loss its mean loss
 * @param correct how many of its `size` images were right
 */
export function afterBatch(state: LoopState, loss: number, correct: number, size: number): LoopState {
  const { step, batch, sums } = state;
  return {
    ...state,
    step: step + 1,
    batch: batch + 1,
    sums: { loss: sums.loss + loss * size, correct: sums.correct + correct, images: sums.images + size },
  };
}

/**
 * The state after an epoch, all of its batches done.
 * @param loss what the run is judged by: the validation loss, or the training loss where nothing is held out
 * @returns also whether it is the best so far
 */
export function afterEpoch(
  state: LoopState,
  recipe: Recipe,
  loss: number,
): { readonly state: LoopState; readonly isBest: boolean } {
  const isBest = state.best === null || loss < state.best.loss;
  const next: LoopState = {
    step: state.step,
    epoch: state.epoch + 1,
    batch: 0,
    sums: NO_SUMS,
    plateau: plateauAfter(state.plateau, recipe, loss),
    best: isBest ? { step: state.step, epoch: state.epoch + 1, loss } : state.best,
  };
  return { state: next, isBest };
}

/** The learning rate of the step about to be taken. */
export function rateFor(recipe: Recipe, { step, epoch, plateau }: LoopState, stepsPerEpoch: number): number {
  return learningRateAt(recipe, { step, epoch, plateau, stepsPerEpoch });
}
