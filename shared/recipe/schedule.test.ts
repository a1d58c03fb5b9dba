import { describe, expect, it } from 'vitest';
import { activeRecipe } from './active-recipe';
import { defaultRecipe, defaultRecipeBook } from './defaults';
import { afterEpoch, INITIAL_PLATEAU, learningRateAt, type PlateauState } from './schedule';
import type { Recipe, RecipeBook, Schedule } from './types';

const STEPS = 10;

function recipe(schedule: Schedule, change: Partial<Recipe> = {}): Recipe {
  return { ...defaultRecipe(), learningRate: 0.1, schedule, epochs: 4, ...change };
}

function rateAt(of: Recipe, step: number, plateau: PlateauState = INITIAL_PLATEAU): number {
  return learningRateAt(of, { step, stepsPerEpoch: STEPS, epoch: Math.floor(step / STEPS), plateau });
}

function run(of: Recipe, losses: readonly number[]): readonly PlateauState[] {
  let state = INITIAL_PLATEAU;
  return losses.map((loss) => {
    // Through JSON each time, as through a checkpoint.
    state = JSON.parse(JSON.stringify(afterEpoch(state, of, loss))) as PlateauState;
    return state;
  });
}

describe('learningRateAt', () => {
  it('stays constant', () => {
    const constant = recipe({ kind: 'constant' });
    expect([0, 9, 10, 1000].map((step) => rateAt(constant, step))).toEqual([0.1, 0.1, 0.1, 0.1]);
  });

  it('warms up in equal parts, the first one not zero', () => {
    const warm = recipe({ kind: 'constant' }, { warmupSteps: 4 });
    const rates = [0, 1, 2, 3, 4, 5].map((step) => rateAt(warm, step));
    [0.025, 0.05, 0.075, 0.1, 0.1, 0.1].forEach((rate, step) => expect(rates[step]).toBeCloseTo(rate, 15));
  });

  it('steps at epochs, factors multiplying', () => {
    // NIN on CIFAR-10: about 200 epochs, then a tenth for 30, then a hundredth.
    const nin = recipe({
      kind: 'step',
      at: [
        { epoch: 200, factor: 0.1 },
        { epoch: 230, factor: 0.1 },
      ],
    });
    const rates = [0, 1999, 2000, 2299, 2300].map((step) => rateAt(nin, step));
    [0.1, 0.1, 0.01, 0.01, 0.001].forEach((rate, at) => expect(rates[at]).toBeCloseTo(rate, 15));
  });

  it('follows half a cosine to its final rate', () => {
    const cosine = recipe({ kind: 'cosine', final: 0.02 });
    for (const step of [0, 1, 7, 13, 20, 33, 39, 40]) {
      // PyTorch's CosineAnnealingLR, closed form, counted in steps.
      const expected = 0.02 + (0.08 * (1 + Math.cos((Math.PI * step) / 40))) / 2;
      expect(rateAt(cosine, step)).toBeCloseTo(expected, 15);
    }
    expect(rateAt(cosine, 20)).toBeCloseTo(0.06, 15);
    expect(rateAt(cosine, 400)).toBeCloseTo(0.02, 15);
  });

  it('starts the cosine after the warm-up', () => {
    const cosine = recipe({ kind: 'cosine', final: 0 }, { warmupSteps: 20 });
    expect(rateAt(cosine, 9)).toBeCloseTo(0.05, 15);
    expect(rateAt(cosine, 20)).toBeCloseTo(0.1, 15);
    expect(rateAt(cosine, 30)).toBeCloseTo(0.05, 15);
    expect(rateAt(recipe({ kind: 'cosine', final: 0 }, { warmupSteps: 50 }), 45)).toBeCloseTo(0.092, 15);
  });

  it('takes the plateau factor down to its minimum', () => {
    const plateau = recipe({ kind: 'plateau', factor: 0.5, patience: 2, minDelta: 0, minimum: 0.02 });
    const at = (factor: number) => rateAt(plateau, 5, { ...INITIAL_PLATEAU, factor });
    expect([1, 0.5, 0.25, 0.125].map(at)).toEqual([0.1, 0.05, 0.025, 0.02]);
    expect(rateAt({ ...plateau, learningRate: 0.01 }, 5)).toBe(0.01);
  });
});

describe('afterEpoch', () => {
  const plateau = { kind: 'plateau', factor: 0.1, patience: 2, minDelta: 0.01, minimum: 0 } as const;

  it('reduces after epochs without improvement, and starts to wait anew', () => {
    const states = run(recipe(plateau), [1, 0.9, 0.9, 0.895, 0.9, 0.9, 0.5, Number.NaN, 0.495]);
    const expected = [1, 1, 1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001];
    states.forEach(({ factor }, epoch) => expect(factor).toBeCloseTo(expected[epoch]!, 12));
    expect(states.map(({ waited }) => waited)).toEqual([0, 0, 1, 0, 1, 0, 0, 1, 0]);
  });

  it('leaves the factor alone under other schedules', () => {
    const states = run(recipe({ kind: 'constant' }), [1, 1, 1, 1, 1]);
    expect(states.map(({ factor, waited, stop }) => [factor, waited, stop])).toEqual(
      Array.from({ length: 5 }, () => [1, 0, false]),
    );
  });

  it('stops early, by any improvement, and stays stopped', () => {
    const early = recipe(plateau, { earlyStopping: 3 });
    const states = run(early, [1, 2, 2, 0.999, 1, Number.NaN, 1, 0.1]);
    expect(states.map(({ stop }) => stop)).toEqual([false, false, false, false, false, false, true, true]);
    expect(states.map(({ best }) => best)).toEqual([1, 1, 1, 0.999, 0.999, 0.999, 0.999, 0.1]);
    expect(states.map(({ sinceBest }) => sinceBest)).toEqual([0, 1, 2, 0, 1, 2, 3, 0]);
  });

  it('waits for a first finite loss', () => {
    const states = run(recipe(plateau, { earlyStopping: 3 }), [Number.NaN, Number.NaN, 5, 4]);
    expect(states.map(({ best, stop }) => [best, stop])).toEqual([
      [null, false],
      [null, false],
      [5, false],
      [4, false],
    ]);
  });
});

describe('activeRecipe', () => {
  const recipe: RecipeBook = {
    active: 'b',
    recipes: { ...defaultRecipeBook().recipes, b: defaultRecipe() },
  };

  it('finds the one in use, or one by id', () => {
    expect(activeRecipe({ recipe })).toEqual({ ok: true, value: recipe.recipes['b'] });
    expect(activeRecipe({ recipe }, 'default')).toEqual({ ok: true, value: recipe.recipes['default'] });
  });

  it('names those there are', () => {
    for (const id of ['paper', 'constructor']) {
      expect(activeRecipe({ recipe }, id)).toMatchObject({
        problem: { code: 'document/unknown-recipe', args: { id, known: ['default', 'b'] } },
      });
    }
  });
});
