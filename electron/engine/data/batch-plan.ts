import { fail } from '../../../shared/problems/problem';
import type { Augmentation, Recipe } from '../../../shared/recipe/types';
import { Augmenter, gather } from './augment';
import { imageElements, type Dataset, type ImageShape } from './dataset';
import { batchCount, epochOrder, holdOut } from './order';
import { lookUp, settlePreprocessing, valueTable, type Preprocessing } from './preprocess';

/** Training examples, those of them held out by the recipe, or the test set. */
export type DataPart = 'train' | 'validation' | 'test';

/** What of a recipe decides its batches. */
export type DataRecipe = Pick<Recipe, 'batch' | 'validation' | 'augment' | 'preprocess'>;

/** All that a stream of batches follows from: plain data and shared memory, so it goes to the worker as it is. */
export interface BatchPlan {
  readonly images: Uint8Array;
  readonly labels: Int32Array;
  readonly shape: ImageShape;
  /** Indices into the split that belong to this part, ascending. */
  readonly examples: Int32Array;
  readonly batch: number;
  readonly seed: number;
  readonly shuffle: boolean;
  readonly augment: readonly Augmentation[];
  readonly preprocessing: Preprocessing;
}

export interface Batch {
  /** float32 `[size, height, width, channels]`. */
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly size: number;
  /** 0-based, as is `index`, the position in the epoch. */
  readonly epoch: number;
  readonly index: number;
  /** Whether the epoch ends with it. */
  readonly last: boolean;
}

export interface PlanOptions {
  readonly seed: number;
  /** As stored with the run; settled from the training set when absent. */
  readonly preprocessing?: Preprocessing | undefined;
}

/**
 * Plans the batches of a part: training is shuffled and augmented, validation and test come in order as they are.
 * Signals `data/no-test-set`. Without a validation share the validation part is empty (no batches).
 */
export function planBatches(
  dataset: Dataset,
  part: DataPart,
  recipe: DataRecipe,
  { seed, preprocessing }: PlanOptions,
): BatchPlan {
  const { shape, train, test } = dataset;
  const training = part === 'train';
  const split = part === 'test' ? (test ?? fail('data/no-test-set', { name: dataset.name })) : train;
  const examples =
    part === 'test'
      ? Int32Array.from({ length: split.count }, (_, index) => index)
      : holdOut(split.count, recipe.validation, seed)[part];
  return {
    images: split.images,
    labels: split.labels,
    shape,
    examples,
    batch: recipe.batch,
    seed,
    shuffle: training,
    augment: training ? recipe.augment : [],
    preprocessing: preprocessing ?? settlePreprocessing(recipe.preprocess, train, shape),
  };
}

/** Batches in an epoch of a plan. */
export function batchesPerEpoch(plan: BatchPlan): number {
  return batchCount(plan.examples.length, plan.batch);
}

/** Makes the batches of a plan, each from its epoch and index alone. */
export class BatchPreparer {
  private readonly table: Float32Array;
  private readonly augmenter: Augmenter | null;
  private order: { epoch: number; examples: Int32Array } | null = null;

  constructor(private readonly plan: BatchPlan) {
    const [height, width] = plan.shape;
    this.table = valueTable(plan.preprocessing);
    this.augmenter = plan.augment.length > 0 ? new Augmenter(plan.augment, plan.seed, height, width) : null;
  }

  /**
   * Writes a batch.
   * @param images room for `batch` images, float32
   * @param labels room for `batch` labels
   * @returns how many examples it has: the last batch of an epoch may be smaller
   */
  prepare(epoch: number, index: number, images: Float32Array, labels: Int32Array): number {
    const { plan, table, augmenter } = this;
    const order = this.orderOf(epoch);
    const elements = imageElements(plan.shape);
    const channels = plan.shape[2];
    const first = index * plan.batch;
    const size = Math.min(plan.batch, order.length - first);
    for (let position = 0; position < size; position += 1) {
      const example = order[first + position]!;
      const from = example * elements;
      const to = position * elements;
      if (augmenter === null) lookUp(plan.images, from, elements, channels, table, images, to);
      else gather(augmenter.mapOf(epoch, example), plan.images, from, channels, table, images, to);
      labels[position] = plan.labels[example]!;
    }
    return size;
  }

  private orderOf(epoch: number): Int32Array {
    if (!this.plan.shuffle) return this.plan.examples;
    if (this.order?.epoch !== epoch) {
      this.order = { epoch, examples: epochOrder(this.plan.examples, this.plan.seed, epoch) };
    }
    return this.order.examples;
  }
}

/**
 * The batches of one epoch, prepared in this thread when asked for, each in arrays of its own. Evaluation goes this
 * way; a training source gives the same batches from its worker.
 * @param from the epoch and the first batch wanted; the very first by default
 */
export function* preparedBatches(
  plan: BatchPlan,
  from: { readonly epoch: number; readonly batchIndex: number } = { epoch: 0, batchIndex: 0 },
): Generator<Batch, void, undefined> {
  const preparer = new BatchPreparer(plan);
  const { epoch } = from;
  const count = batchesPerEpoch(plan);
  for (let index = from.batchIndex; index < count; index += 1) {
    const room = Math.min(plan.batch, plan.examples.length - index * plan.batch);
    const images = new Float32Array(room * imageElements(plan.shape));
    const labels = new Int32Array(room);
    const size = preparer.prepare(epoch, index, images, labels);
    yield { images, labels, size, epoch, index, last: index === count - 1 };
  }
}
