import type { Recipe, RecipeBook } from './types';

/** Where a new document's training starts: momentum 0.9, learning rate 0.01, L2 decay on kernels alone. */
export function defaultRecipe(): Recipe {
  return {
    label: 'Default',
    optimizer: { kind: 'momentum', momentum: 0.9, nesterov: false },
    learningRate: 0.01,
    warmupSteps: 0,
    schedule: { kind: 'constant' },
    weightDecay: { kind: 'l2', lambda: 1e-4 },
    parameters: [
      { role: 'bias', path: null, lrMult: 1, decayMult: 0, init: null },
      { role: 'gamma', path: null, lrMult: 1, decayMult: 0, init: null },
      { role: 'beta', path: null, lrMult: 1, decayMult: 0, init: null },
      { role: 'slope', path: null, lrMult: 1, decayMult: 0, init: null },
    ],
    init: { scheme: 'he-normal' },
    batch: 64,
    epochs: 10,
    labelSmoothing: 0,
    classWeights: null,
    clipNorm: null,
    validation: 0.1,
    earlyStopping: null,
    preprocess: { kind: 'standardise' },
    augment: [],
    seed: 1,
  };
}

/** A book with the default recipe in use. */
export function defaultRecipeBook(): RecipeBook {
  return { active: 'default', recipes: { default: defaultRecipe() } };
}
