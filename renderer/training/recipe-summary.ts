import type { OptimizerSpec, Recipe, Schedule } from '../../shared/recipe/types';
import type { Words } from '../platform/language';

/** A setting as people write it: `0.002`, `1e-4`. */
export function setting(value: number): string {
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential() : String(value);
}

function optimizerText(optimizer: OptimizerSpec, t: Words): string {
  switch (optimizer.kind) {
    case 'sgd':
      return t('training.optimizer-sgd');
    case 'momentum': {
      const key = optimizer.nesterov ? 'training.summary-nesterov' : 'training.summary-momentum';
      return t(key, { momentum: setting(optimizer.momentum) });
    }
    case 'rmsprop':
      return t('training.optimizer-rmsprop');
    case 'adam':
      return t('training.optimizer-adam');
    case 'adamw':
      return t('training.optimizer-adamw');
  }
}

function scheduleText(schedule: Schedule, t: Words): string {
  switch (schedule.kind) {
    case 'constant':
      return t('training.schedule-constant');
    case 'step': {
      const drops = schedule.at.map(({ epoch, factor }) =>
        t('training.summary-drop', { factor: setting(factor), epoch }),
      );
      return drops.length === 0 ? t('training.schedule-constant') : drops.join(t('training.list-comma'));
    }
    case 'cosine':
      return t('training.summary-cosine', { final: setting(schedule.final) });
    case 'plateau':
      return t('training.summary-plateau', {
        factor: setting(schedule.factor),
        count: schedule.patience,
      });
  }
}

function scheduleWithWarmup({ schedule, warmupSteps }: Recipe, t: Words): string {
  const text = scheduleText(schedule, t);
  if (warmupSteps === 0) return text;
  return [t('training.summary-warmup', { count: warmupSteps }), text].join(t('training.list-comma'));
}

function decayText({ weightDecay: { kind, lambda }, optimizer }: Recipe, t: Words): string {
  if (lambda === 0) return t('common.none');
  const decoupled = kind === 'decoupled' || optimizer.kind === 'adamw';
  return t(decoupled ? 'training.summary-decoupled' : 'training.summary-l2', { lambda: setting(lambda) });
}

function augmentText({ augment }: Recipe, t: Words): string {
  if (augment.length === 0) return t('common.none');
  return augment
    .map((one) =>
      one.kind === 'flip' ? t('training.augment-flip') : t('training.summary-crop', { count: one.pixels }),
    )
    .join(t('training.list-comma'));
}

/** One line of what a recipe says. */
export interface SummaryRow {
  readonly label: string;
  readonly value: string;
}

/** What a recipe says, in the order people ask for it. */
export function recipeRows(recipe: Recipe, t: Words): readonly SummaryRow[] {
  const row = (label: string, value: string): SummaryRow => ({ label, value });
  return [
    row(t('training.optimizer'), optimizerText(recipe.optimizer, t)),
    row(t('training.learning-rate'), setting(recipe.learningRate)),
    row(t('training.batch'), String(recipe.batch)),
    row(t('training.epochs'), String(recipe.epochs)),
    row(t('training.decay'), decayText(recipe, t)),
    row(t('training.augmentation'), augmentText(recipe, t)),
    // Last, since it may be long.
    row(t('training.schedule'), scheduleWithWarmup(recipe, t)),
  ];
}
