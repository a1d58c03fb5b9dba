import type { Initializer, WeightRole } from '../ir/primitive';

/** Optimizers in PyTorch's forms (see docs of `targets/tensorflow/optimizers`). */
export type OptimizerSpec =
  | { readonly kind: 'sgd' }
  /** v = momentum * v + g; w -= lr * v (Nesterov: w -= lr * (g + momentum * v)). */
  | { readonly kind: 'momentum'; readonly momentum: number; readonly nesterov: boolean }
  /** Epsilon outside the root; `decay` is PyTorch's alpha. */
  | { readonly kind: 'rmsprop'; readonly decay: number; readonly momentum: number; readonly epsilon: number }
  | {
      readonly kind: 'adam' | 'adamw';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    };

export type Schedule =
  | { readonly kind: 'constant' }
  /** Learning rate times `factor` from each epoch (0-based) on; factors multiply: 0.1 at 200 and 0.1 at 230 make 0.01. */
  | { readonly kind: 'step'; readonly at: readonly { readonly epoch: number; readonly factor: number }[] }
  /** Half a cosine from the learning rate down to `final` (a learning rate too), over what follows the warm-up. */
  | { readonly kind: 'cosine'; readonly final: number }
  /** Times `factor` when the validation loss has not improved by `minDelta` for `patience` epochs; never below `minimum`. */
  | {
      readonly kind: 'plateau';
      readonly factor: number;
      readonly patience: number;
      readonly minDelta: number;
      readonly minimum: number;
    };

/** Settings for some weights. The multipliers of all rules that match multiply; of their starts the last one counts. */
export interface ParameterRule {
  /** A weight role, or null for any. */
  readonly role: WeightRole | null;
  /** A path prefix (`mlp3/conv3`), or null for any. */
  readonly path: string | null;
  readonly lrMult: number;
  readonly decayMult: number;
  /** How these weights start; null leaves it to the recipe and the primitive. */
  readonly init: Initializer | null;
}

export type Augmentation =
  | { readonly kind: 'flip' }
  /** Zero-pad by `pixels` on each side, then crop back at a random place (translation). */
  | { readonly kind: 'pad-crop'; readonly pixels: number };

/** `unit`: bytes / 255. `standardise`: then minus the mean, over the deviation, per channel of the training set. */
export type Preprocess =
  { readonly kind: 'none' } | { readonly kind: 'unit' } | { readonly kind: 'standardise' };

export interface Recipe {
  readonly label: string;
  readonly optimizer: OptimizerSpec;
  readonly learningRate: number;
  /** Linear from 0 over this many steps: the first step takes learningRate / warmupSteps. */
  readonly warmupSteps: number;
  readonly schedule: Schedule;
  /** lambda: `l2` adds lambda * w to the gradient; `decoupled` is w -= lr * lambda * w. AdamW is always decoupled. */
  readonly weightDecay: { readonly kind: 'l2' | 'decoupled'; readonly lambda: number };
  readonly parameters: readonly ParameterRule[];
  /** Start of kernels that say nothing themselves. */
  readonly init: Initializer;
  readonly batch: number;
  readonly epochs: number;
  readonly labelSmoothing: number;
  readonly classWeights: readonly number[] | null;
  /** Largest global gradient norm, or null. */
  readonly clipNorm: number | null;
  /** Share of the training set held out for validation, 0 to 0.5. */
  readonly validation: number;
  /** Stop after this many epochs without a better validation loss, or null. */
  readonly earlyStopping: number | null;
  readonly preprocess: Preprocess;
  readonly augment: readonly Augmentation[];
  readonly seed: number;
}

/** A document's recipes: the one in use, and all by id (the paper's, a CPU-friendly one, the user's own). */
export interface RecipeBook {
  readonly active: string;
  readonly recipes: Readonly<Record<string, Recipe>>;
}
