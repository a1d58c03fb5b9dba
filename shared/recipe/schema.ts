import * as z from 'zod';
import {
  above,
  below,
  boolean,
  check,
  dictionary,
  idSchema,
  integer,
  list,
  number,
  oneOf,
  strict,
  text,
  variants,
} from '../document/strict';
import { problem, type Problem } from '../problems/problem';
import type { RecipeBook } from './types';

/** Longest path of a weight inside a network: ids joined by `/`. */
const MAX_PATH = 500;
const PATH = /^[A-Za-z0-9][A-Za-z0-9_-]*(?:\/[A-Za-z0-9_-]+)*$/;

/** A path inside the network or a node (`mlp3/conv3`, `conv3/bias`). */
export const pathSchema = z
  .string({ error: 'string' })
  .max(MAX_PATH, { error: `string, ≤ ${MAX_PATH}` })
  .regex(PATH, { error: 'a/b/c' });

/** Factors of learning rates and decays. */
export const multiplierSchema = number(0, 1e6);

export const initializerSchema = variants('scheme', [
  strict({ scheme: oneOf(['zeros', 'ones']) }),
  strict({ scheme: z.literal('constant'), value: number(-1e6, 1e6) }),
  strict({ scheme: z.literal('normal'), std: number(0, 1e6) }),
  strict({ scheme: z.literal('uniform'), limit: number(0, 1e6) }),
  strict({ scheme: oneOf(['he-normal', 'he-uniform', 'glorot-normal', 'glorot-uniform', 'lecun-normal']) }),
]);

const optimizerSchema = variants('kind', [
  strict({ kind: z.literal('sgd') }),
  strict({ kind: z.literal('momentum'), momentum: below(0, 1), nesterov: boolean }),
  strict({ kind: z.literal('rmsprop'), decay: below(0, 1), momentum: below(0, 1), epsilon: above(0, 1) }),
  strict({ kind: oneOf(['adam', 'adamw']), beta1: below(0, 1), beta2: below(0, 1), epsilon: above(0, 1) }),
]);

const MAX_RATE = 1000;
const MAX_EPOCHS = 100_000;

const scheduleSchema = variants('kind', [
  strict({ kind: z.literal('constant') }),
  strict({
    kind: z.literal('step'),
    at: list(strict({ epoch: integer(0, MAX_EPOCHS), factor: above(0, 1e6) }), 1000),
  }),
  strict({ kind: z.literal('cosine'), final: number(0, MAX_RATE) }),
  strict({
    kind: z.literal('plateau'),
    factor: above(0, 1),
    patience: integer(1, MAX_EPOCHS),
    minDelta: number(0, 1e6),
    minimum: number(0, MAX_RATE),
  }),
]);

const parameterRuleSchema = strict({
  role: oneOf(['kernel', 'bias', 'gamma', 'beta', 'mean', 'variance', 'slope']).nullable(),
  path: pathSchema.nullable(),
  lrMult: multiplierSchema,
  decayMult: multiplierSchema,
  init: initializerSchema.nullable(),
});

const augmentationSchema = variants('kind', [
  strict({ kind: z.literal('flip') }),
  strict({ kind: z.literal('pad-crop'), pixels: integer(1, 256) }),
]);

/** Largest seed: it is fed to the compiled graph as a signed 32-bit integer. */
const MAX_SEED = 2 ** 31 - 1;

export const recipeSchema = strict({
  label: text(200),
  optimizer: optimizerSchema,
  learningRate: number(0, MAX_RATE),
  warmupSteps: integer(0, 1e9),
  schedule: scheduleSchema,
  weightDecay: strict({ kind: oneOf(['l2', 'decoupled']), lambda: number(0, 100) }),
  parameters: list(parameterRuleSchema, 1000),
  init: initializerSchema,
  batch: integer(1, 65_536),
  epochs: integer(1, MAX_EPOCHS),
  labelSmoothing: below(0, 1),
  classWeights: list(number(0, 1e6), 100_000).nullable(),
  clipNorm: above(0, 1e9).nullable(),
  validation: number(0, 0.5),
  earlyStopping: integer(1, MAX_EPOCHS).nullable(),
  preprocess: variants('kind', [
    strict({ kind: z.literal('none') }),
    strict({ kind: z.literal('unit') }),
    strict({ kind: z.literal('standardise') }),
  ]),
  augment: list(augmentationSchema, 16),
  seed: integer(0, MAX_SEED),
});

export const recipeBookSchema = strict({
  active: idSchema,
  recipes: dictionary(recipeSchema),
});

/** What a recipe book must keep beyond its form: the recipe in use is there. `path` is where the book sits. */
export function recipeBookProblems(book: RecipeBook, path: string): readonly Problem[] {
  if (Object.prototype.hasOwnProperty.call(book.recipes, book.active)) return [];
  const known = Object.keys(book.recipes);
  return [problem('document/unknown-recipe', { id: book.active, known }, { path: `${path}.active` })];
}

/** Reads a recipe book out of parsed JSON. Each problem says where, from `recipe` on. */
export function readRecipeBook(
  raw: unknown,
):
  | { readonly ok: true; readonly value: RecipeBook }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const checked = check<RecipeBook>(recipeBookSchema, { recipe: raw }, ['recipe']);
  if (!checked.ok) return checked;
  const problems = recipeBookProblems(checked.value, 'recipe');
  return problems.length === 0 ? checked : { ok: false, problems };
}
