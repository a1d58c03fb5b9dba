import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../problems/catalogue';
import { defaultRecipe, defaultRecipeBook } from './defaults';
import { readRecipeBook } from './schema';

/** A change of the default recipe, and the code and path of the problem it makes. */
const CORPUS: readonly (readonly [change: object, code: ProblemCode, path: string])[] = [
  [{ learningRate: -0.1 }, 'document/invalid-value', 'learningRate'],
  [{ learningRate: '0.1' }, 'document/wrong-type', 'learningRate'],
  [{ batch: 2.5 }, 'document/invalid-value', 'batch'],
  [{ epochs: 0 }, 'document/invalid-value', 'epochs'],
  [{ seed: 2 ** 31 }, 'document/invalid-value', 'seed'],
  [{ seed: -1 }, 'document/invalid-value', 'seed'],
  [{ validation: 0.6 }, 'document/invalid-value', 'validation'],
  [{ labelSmoothing: 1 }, 'document/invalid-value', 'labelSmoothing'],
  [{ clipNorm: 0 }, 'document/invalid-value', 'clipNorm'],
  [{ earlyStopping: 0 }, 'document/invalid-value', 'earlyStopping'],
  [{ classWeights: [1, -1] }, 'document/invalid-value', 'classWeights[1]'],
  [
    { optimizer: { kind: 'momentum', momentum: 1, nesterov: false } },
    'document/invalid-value',
    'optimizer.momentum',
  ],
  [{ optimizer: { kind: 'momentum', momentum: 0.9 } }, 'document/missing-key', 'optimizer.nesterov'],
  [{ optimizer: { kind: 'sgd', momentum: 0.9 } }, 'document/unknown-key', 'optimizer.momentum'],
  [
    { optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 0 } },
    'document/invalid-value',
    'optimizer.epsilon',
  ],
  [{ optimizer: 'sgd' }, 'document/wrong-type', 'optimizer'],
  [{ schedule: { kind: 'linear' } }, 'document/invalid-value', 'schedule.kind'],
  [
    { schedule: { kind: 'step', at: [{ epoch: 1.5, factor: 1 }] } },
    'document/invalid-value',
    'schedule.at[0].epoch',
  ],
  [
    { schedule: { kind: 'step', at: [{ epoch: 1, factor: 0 }] } },
    'document/invalid-value',
    'schedule.at[0].factor',
  ],
  [{ weightDecay: { kind: 'l1', lambda: 0 } }, 'document/invalid-value', 'weightDecay.kind'],
  [
    { parameters: [{ role: 'weights', path: null, lrMult: 1, decayMult: 1 }] },
    'document/invalid-value',
    'parameters[0].role',
  ],
  [
    { parameters: [{ role: null, path: 'a//b', lrMult: 1, decayMult: 1 }] },
    'document/invalid-value',
    'parameters[0].path',
  ],
  [{ init: { scheme: 'normal' } }, 'document/missing-key', 'init.std'],
  [{ init: { scheme: 'normal', std: -1 } }, 'document/invalid-value', 'init.std'],
  [{ preprocess: { kind: 'zca' } }, 'document/invalid-value', 'preprocess.kind'],
  [
    { augment: [{ kind: 'flip' }, { kind: 'pad-crop', pixels: 0 }] },
    'document/invalid-value',
    'augment[1].pixels',
  ],
  [{ momentum: 0.9 }, 'document/unknown-key', 'momentum'],
  [{ label: null }, 'document/wrong-type', 'label'],
];

describe('readRecipeBook', () => {
  it('reads the default book', () => {
    expect(readRecipeBook(defaultRecipeBook())).toEqual({ ok: true, value: defaultRecipeBook() });
  });

  it.each(CORPUS)('refuses %j as %s', (change, code, path) => {
    const read = readRecipeBook({ active: 'x', recipes: { x: { ...defaultRecipe(), ...change } } });
    expect(read.ok).toBe(false);
    if (!read.ok)
      expect(read.problems[0]).toMatchObject({ code, where: { path: `recipe.recipes.x.${path}` } });
  });

  it('refuses a book without the recipe in use, and what is no book', () => {
    const lost = readRecipeBook({ active: 'x', recipes: {} });
    expect(!lost.ok && lost.problems[0]).toMatchObject({
      code: 'document/unknown-recipe',
      where: { path: 'recipe.active' },
    });
    const none = readRecipeBook([]);
    expect(!none.ok && none.problems[0]).toMatchObject({
      code: 'document/wrong-type',
      where: { path: 'recipe' },
    });
  });
});
