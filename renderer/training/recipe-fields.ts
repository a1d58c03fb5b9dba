import { recipeSchema } from '../../shared/recipe/schema';
import type { OptimizerSpec, Recipe, Schedule } from '../../shared/recipe/types';
import type { WordKey } from '../words';

/** A place in a recipe: `optimizer.momentum`. */
export type RecipePath = string;

/** One setting of a recipe and how it is edited. Limits are those of the recipe's schema. */
export type RecipeField =
  | { readonly type: 'number'; readonly path: RecipePath; readonly label: WordKey; readonly help?: WordKey }
  | { readonly type: 'switch'; readonly path: RecipePath; readonly label: WordKey; readonly help?: WordKey }
  /** A number, or nothing (null). */
  | {
      readonly type: 'optional';
      readonly path: RecipePath;
      readonly label: WordKey;
      readonly help?: WordKey;
      /** What it begins with when it is switched on. */
      readonly start: number;
    };

const number = (path: RecipePath, label: WordKey, help?: WordKey): RecipeField => ({
  ...{ type: 'number', path, label },
  ...(help === undefined ? {} : { help }),
});

/** What each optimizer begins with: PyTorch's defaults where it has them. */
export const OPTIMIZERS: { readonly [K in OptimizerSpec['kind']]: Extract<OptimizerSpec, { kind: K }> } = {
  sgd: { kind: 'sgd' },
  momentum: { kind: 'momentum', momentum: 0.9, nesterov: false },
  rmsprop: { kind: 'rmsprop', decay: 0.99, momentum: 0, epsilon: 1e-8 },
  adam: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  adamw: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
} as { readonly [K in OptimizerSpec['kind']]: Extract<OptimizerSpec, { kind: K }> };

/** What each schedule begins with. */
export const SCHEDULES: { readonly [K in Schedule['kind']]: Extract<Schedule, { kind: K }> } = {
  constant: { kind: 'constant' },
  step: { kind: 'step', at: [] },
  cosine: { kind: 'cosine', final: 0 },
  plateau: { kind: 'plateau', factor: 0.1, patience: 5, minDelta: 1e-4, minimum: 0 },
};

const BETAS: readonly RecipeField[] = [
  number('optimizer.beta1', 'training.beta1'),
  number('optimizer.beta2', 'training.beta2'),
  number('optimizer.epsilon', 'training.epsilon'),
];

/** The numbers of an optimizer. */
export const OPTIMIZER_FIELDS: { readonly [K in OptimizerSpec['kind']]: readonly RecipeField[] } = {
  sgd: [],
  momentum: [
    number('optimizer.momentum', 'training.momentum'),
    { type: 'switch', path: 'optimizer.nesterov', label: 'training.nesterov' },
  ],
  rmsprop: [
    number('optimizer.decay', 'training.rms-decay'),
    number('optimizer.momentum', 'training.momentum'),
    number('optimizer.epsilon', 'training.epsilon'),
  ],
  adam: BETAS,
  adamw: BETAS,
};

/** The numbers of a schedule; the drops of `step` are a list of their own. */
export const SCHEDULE_FIELDS: { readonly [K in Schedule['kind']]: readonly RecipeField[] } = {
  constant: [],
  step: [],
  cosine: [number('schedule.final', 'training.final-rate')],
  plateau: [
    number('schedule.factor', 'training.factor'),
    number('schedule.patience', 'training.patience', 'training.patience-help'),
    number('schedule.minDelta', 'training.min-delta'),
    number('schedule.minimum', 'training.minimum'),
  ],
};

export const RATE_FIELDS: readonly RecipeField[] = [
  number('learningRate', 'training.learning-rate'),
  number('warmupSteps', 'training.warmup', 'training.warmup-help'),
];

export const LENGTH_FIELDS: readonly RecipeField[] = [
  number('batch', 'training.batch'),
  number('epochs', 'training.epochs'),
  number('validation', 'training.validation-share', 'training.validation-help'),
  {
    type: 'optional',
    path: 'earlyStopping',
    label: 'training.early-stopping',
    help: 'training.early-stopping-help',
    start: 5,
  },
  number('seed', 'training.seed', 'training.seed-help'),
];

export const REGULARISE_FIELDS: readonly RecipeField[] = [
  number('weightDecay.lambda', 'training.lambda'),
  number('labelSmoothing', 'training.label-smoothing'),
  { type: 'optional', path: 'clipNorm', label: 'training.clip-norm', start: 1 },
];

type Tree = Readonly<Record<string, unknown>>;

/** The value at a place. */
export function valueIn(recipe: Recipe, path: RecipePath): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Tree)[key], recipe);
}

/** The recipe with another value at a place. */
export function withValue(recipe: Recipe, path: RecipePath, value: unknown): Recipe {
  return put(recipe, path.split('.'), value) as Recipe;
}

function put(tree: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(tree)) {
    return tree.map((item: unknown, index) => (String(index) === key ? put(item, rest, value) : item));
  }
  return { ...(tree as Tree), [key]: put((tree as Tree)[key], rest, value) };
}

/** What was expected at each place whose value a recipe must not have, as the schema says it: `≥ 0, < 1`. */
export function misstated(recipe: Recipe): ReadonlyMap<RecipePath, string> {
  const parsed = recipeSchema.safeParse(recipe);
  if (parsed.success) return new Map();
  return new Map(parsed.error.issues.map(({ path, message }) => [path.join('.'), message]));
}

/** What a person typed as a number; NaN, which no recipe may hold, for what is none. */
export function typed(text: string): number {
  const plain = text.trim();
  return plain === '' ? NaN : Number(plain);
}

/** An id for one more recipe of a book. */
export function freeId(taken: Readonly<Record<string, unknown>>): string {
  for (let number = 1; ; number += 1) {
    const id = `recipe${number}`;
    if (!Object.prototype.hasOwnProperty.call(taken, id)) return id;
  }
}
