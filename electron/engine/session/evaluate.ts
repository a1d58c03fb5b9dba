import { planBatches, preparedBatches, type DataPart } from '../data/batch-plan';
import { imageElements, type Dataset } from '../data/dataset';
import type { Preprocessing } from '../data/preprocess';
import type { Recipe } from '../../../shared/recipe/types';
import type { Network } from './network';

export interface Evaluation {
  /** Mean over the images. */
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
  readonly images: number;
}

/** Images of an inference batch; as large only where images are small. */
const BATCH = 250;
const SMALL_IMAGE = 64 * 64 * 3;

/**
 * Evaluates a part of a data set in inference mode, in order, all of it.
 * @param between is awaited between batches; true ends the evaluation
 * @returns null when it was ended, or when the part is empty or missing
 */
export async function evaluatePart(
  network: Network,
  dataset: Dataset,
  part: DataPart,
  recipe: Recipe,
  preprocessing: Preprocessing,
  between: () => Promise<boolean>,
): Promise<Evaluation | null> {
  if (part === 'test' && dataset.test === null) return null;
  const { shape } = dataset;
  const batch = imageElements(shape) <= SMALL_IMAGE ? BATCH : recipe.batch;
  const plan = planBatches(dataset, part, { ...recipe, batch }, { seed: recipe.seed, preprocessing });
  let loss = 0;
  let correct = 0;
  let images = 0;
  for (const prepared of preparedBatches(plan)) {
    if (await between()) return null;
    const found = network.evaluate({ ...prepared, shape });
    loss += found.loss;
    correct += found.correct;
    images += prepared.size;
  }
  return images === 0 ? null : { loss: loss / images, accuracy: correct / images, images };
}
