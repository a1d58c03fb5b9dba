import { describe, expect, it, vi } from 'vitest';
import { defaultRecipe } from '../../shared/recipe/defaults';
import type { Recipe } from '../../shared/recipe/types';
import { useLanguageStore } from '../platform/language';
import {
  freeId,
  LENGTH_FIELDS,
  misstated,
  OPTIMIZER_FIELDS,
  OPTIMIZERS,
  RATE_FIELDS,
  REGULARISE_FIELDS,
  SCHEDULE_FIELDS,
  SCHEDULES,
  typed,
  valueIn,
  withValue,
} from './recipe-fields';
import { recipeRows } from './recipe-summary';

const recipe = defaultRecipe();
const keysOf = <T extends object>(table: T): (keyof T)[] => Object.keys(table) as (keyof T)[];

describe('the settings of a recipe', () => {
  it('are all there, for every optimizer and schedule, and none of their numbers is left out', () => {
    for (const kind of keysOf(OPTIMIZERS)) {
      const optimizer = OPTIMIZERS[kind];
      expect(misstated({ ...recipe, optimizer }).size).toBe(0);
      const paths = OPTIMIZER_FIELDS[kind].map(({ path }) => path.replace('optimizer.', ''));
      expect(['kind', ...paths].sort()).toEqual(Object.keys(optimizer).sort());
    }
    for (const kind of keysOf(SCHEDULES)) {
      const schedule = SCHEDULES[kind];
      expect(misstated({ ...recipe, schedule }).size).toBe(0);
      const listed = kind === 'step' ? ['at'] : [];
      const paths = SCHEDULE_FIELDS[kind].map(({ path }) => path.replace('schedule.', ''));
      expect(['kind', ...listed, ...paths].sort()).toEqual(Object.keys(schedule).sort());
    }
    for (const { path } of [...RATE_FIELDS, ...LENGTH_FIELDS, ...REGULARISE_FIELDS]) {
      expect(valueIn(recipe, path), path).not.toBeUndefined();
    }
  });

  it('are changed alone, and say what was expected where they are wrong', () => {
    const changed = withValue(recipe, 'optimizer.momentum', 1);
    expect(recipe.optimizer).toMatchObject({ momentum: 0.9 });
    expect(changed).toEqual({ ...recipe, optimizer: { ...recipe.optimizer, momentum: 1 } });
    expect([...misstated(changed)]).toEqual([['optimizer.momentum', '≥ 0, < 1']]);
    const drops: Recipe = { ...recipe, schedule: { kind: 'step', at: [{ epoch: 3, factor: 0.1 }] } };
    const half = withValue(drops, 'schedule.at.0.epoch', 0.5);
    expect([...misstated(half).keys()]).toEqual(['schedule.at.0.epoch']);
  });

  it('are typed as people type numbers', () => {
    expect([typed(' 1e-4 '), typed('0.10')]).toEqual([1e-4, 0.1]);
    expect(misstated(withValue(recipe, 'batch', typed('64x'))).has('batch')).toBe(true);
    expect(misstated(withValue(recipe, 'batch', typed(' '))).has('batch')).toBe(true);
  });

  it('get an id of their own when they are saved as new', () => {
    expect(freeId({ default: 1, recipe1: 1 })).toBe('recipe2');
  });
});

describe('a recipe in a few lines', () => {
  const paper: Recipe = {
    ...recipe,
    learningRate: 1e-4,
    warmupSteps: 1,
    schedule: {
      kind: 'step',
      at: [
        { epoch: 200, factor: 0.1 },
        { epoch: 230, factor: 0.1 },
      ],
    },
    augment: [{ kind: 'flip' }, { kind: 'pad-crop', pixels: 4 }],
  };
  const values = (of: Recipe): readonly string[] =>
    recipeRows(of, useLanguageStore.getState().words).map(({ value }) => value);

  it('says it in English and in Chinese', () => {
    expect(values(paper)).toEqual([
      'SGD, momentum 0.9',
      '1e-4',
      '64',
      '10',
      'L2, 1e-4',
      'Mirror at random, shift by 4 pixels',
      '1 step of warm-up, ×0.1 at epoch 200, ×0.1 at epoch 230',
    ]);
    vi.stubGlobal('document', { documentElement: {}, getElementById: () => null });
    useLanguageStore.getState().setLanguage('zh-TW');
    expect(values(paper)[6]).toBe('暖身 1 步、第 200 週期 ×0.1、第 230 週期 ×0.1');
  });

  it('calls the decay of AdamW decoupled, whatever is set', () => {
    expect(values({ ...recipe, weightDecay: { kind: 'l2', lambda: 0 } })[4]).toBe('無');
    const [, , , , decay] = values({ ...recipe, optimizer: OPTIMIZERS.adamw });
    expect(decay).toContain('解耦');
  });
});
