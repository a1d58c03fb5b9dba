import { Plus, Trash2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { setRecipe } from '../../shared/edit/change';
import type { Recipe, RecipeBook } from '../../shared/recipe/types';
import { edit } from '../documents/edit';
import { useWords } from '../platform/language';
import { Button, IconButton } from '../platform/ui/button';
import { DialogWindow } from '../platform/ui/dialog';
import { Segments, SelectField, SwitchField, TextField } from '../platform/ui/fields';
import { NumberInput, RecipeRow, Row, type Draft } from './recipe-row';
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
} from './recipe-fields';
import styles from './training.module.css';

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={styles.recipeSection} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

function OptimizerSection(draft: Draft): ReactNode {
  const t = useWords();
  const { recipe, change } = draft;
  const { kind } = recipe.optimizer;
  return (
    <Section title={t('training.optimizer')}>
      <Row label={t('training.optimizer')}>
        {(id) => (
          <SelectField
            id={id}
            label={t('training.optimizer')}
            value={kind}
            choices={(Object.keys(OPTIMIZERS) as (keyof typeof OPTIMIZERS)[]).map((value) => ({
              value,
              label: t(`training.optimizer-${value}`),
            }))}
            onChange={(next) => change({ ...recipe, optimizer: OPTIMIZERS[next] })}
          />
        )}
      </Row>
      {OPTIMIZER_FIELDS[kind].map((field) => (
        <RecipeRow key={`${kind} ${field.path}`} field={field} {...draft} />
      ))}
    </Section>
  );
}

/** The epochs at which the learning rate drops. */
function Drops({ recipe, change, wrong }: Draft): ReactNode {
  const t = useWords();
  const { schedule } = recipe;
  if (schedule.kind !== 'step') return null;
  const put = (at: typeof schedule.at): void => change({ ...recipe, schedule: { kind: 'step', at } });
  return (
    <div className={styles.drops}>
      {schedule.at.map(({ epoch, factor }, index) => (
        <div key={index} className={styles.drop}>
          <span aria-hidden>{t('training.drop-epoch')}</span>
          <NumberInput
            label={t('training.drop-epoch')}
            value={epoch}
            expected={wrong.get(`schedule.at.${index}.epoch`)}
            onChange={(next) =>
              put(schedule.at.map((one, at) => (at === index ? { ...one, epoch: next } : one)))
            }
          />
          <span aria-hidden>{t('training.drop-factor')}</span>
          <NumberInput
            label={t('training.drop-factor')}
            value={factor}
            expected={wrong.get(`schedule.at.${index}.factor`)}
            onChange={(next) =>
              put(schedule.at.map((one, at) => (at === index ? { ...one, factor: next } : one)))
            }
          />
          <IconButton
            label={t('training.remove-drop')}
            onClick={() => put(schedule.at.filter((_, at) => at !== index))}
          >
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        onClick={() => {
          const last = schedule.at[schedule.at.length - 1];
          put([...schedule.at, { epoch: (last?.epoch ?? 0) + 10, factor: last?.factor ?? 0.1 }]);
        }}
      >
        <Plus size={16} aria-hidden />
        {t('training.add-drop')}
      </Button>
    </div>
  );
}

function RateSection(draft: Draft): ReactNode {
  const t = useWords();
  const { recipe, change } = draft;
  const { kind } = recipe.schedule;
  return (
    <Section title={t('training.learning-rate')}>
      {RATE_FIELDS.map((field) => (
        <RecipeRow key={field.path} field={field} {...draft} />
      ))}
      <Row label={t('training.schedule')}>
        {(id) => (
          <SelectField
            id={id}
            label={t('training.schedule')}
            value={kind}
            choices={(Object.keys(SCHEDULES) as (keyof typeof SCHEDULES)[]).map((value) => ({
              value,
              label: t(`training.schedule-${value}`),
            }))}
            onChange={(next) => change({ ...recipe, schedule: SCHEDULES[next] })}
          />
        )}
      </Row>
      {SCHEDULE_FIELDS[kind].map((field) => (
        <RecipeRow key={`${kind} ${field.path}`} field={field} {...draft} />
      ))}
      <Drops {...draft} />
    </Section>
  );
}

function RegulariseSection(draft: Draft): ReactNode {
  const t = useWords();
  const { recipe, change } = draft;
  // AdamW decouples its decay by definition.
  const always = recipe.optimizer.kind === 'adamw';
  return (
    <Section title={t('training.regularisation')}>
      <Row label={t('training.decay')} help={t(always ? 'training.decay-adamw' : 'training.decay-help')}>
        {() => (
          <Segments
            label={t('training.decay')}
            value={always ? 'decoupled' : recipe.weightDecay.kind}
            choices={[
              { value: 'l2', label: t('training.decay-l2'), disabled: always },
              { value: 'decoupled', label: t('training.decay-decoupled') },
            ]}
            onChange={(kind) => change({ ...recipe, weightDecay: { ...recipe.weightDecay, kind } })}
          />
        )}
      </Row>
      {REGULARISE_FIELDS.map((field) => (
        <RecipeRow key={field.path} field={field} {...draft} />
      ))}
    </Section>
  );
}

/** What shifts an image of a small size by hardly more than an eighth of it. */
const USUAL_CROP = 4;

function ImagesSection({ recipe, change, wrong }: Draft): ReactNode {
  const t = useWords();
  const flips = recipe.augment.some(({ kind }) => kind === 'flip');
  const at = recipe.augment.findIndex(({ kind }) => kind === 'pad-crop');
  const crop = recipe.augment[at];
  const without = (kind: string): Recipe['augment'] => recipe.augment.filter((one) => one.kind !== kind);
  const put = (augment: Recipe['augment']): void => change({ ...recipe, augment });
  return (
    <Section title={t('training.images')}>
      <Row label={t('training.preprocess')}>
        {(id) => (
          <SelectField
            id={id}
            label={t('training.preprocess')}
            value={recipe.preprocess.kind}
            choices={(['none', 'unit', 'standardise'] as const).map((value) => ({
              value,
              label: t(`training.preprocess-${value}`),
            }))}
            onChange={(kind) => change({ ...recipe, preprocess: { kind } })}
          />
        )}
      </Row>
      <Row label={t('training.augment-flip')}>
        {(id) => (
          <SwitchField
            id={id}
            label={t('training.augment-flip')}
            checked={flips}
            onChange={(on) => put(on ? [{ kind: 'flip' }, ...without('flip')] : without('flip'))}
          />
        )}
      </Row>
      <Row label={t('training.augment-crop')} help={t('training.augment-crop-help')}>
        {(id) => (
          <span className={styles.optional}>
            <SwitchField
              id={id}
              label={t('training.augment-crop')}
              checked={crop !== undefined}
              onChange={(on) =>
                put(
                  on
                    ? [...without('pad-crop'), { kind: 'pad-crop', pixels: USUAL_CROP }]
                    : without('pad-crop'),
                )
              }
            />
            {crop?.kind === 'pad-crop' && (
              <NumberInput
                label={t('training.crop-pixels')}
                value={crop.pixels}
                expected={wrong.get(`augment.${at}.pixels`)}
                onChange={(pixels) => put([...without('pad-crop'), { kind: 'pad-crop', pixels }])}
              />
            )}
          </span>
        )}
      </Row>
    </Section>
  );
}

/** Edits the recipe in use, or makes another from it. What is saved is one step of undo. */
export function RecipeDialog({
  documentKey,
  book,
  onClose,
}: {
  readonly documentKey: string;
  readonly book: RecipeBook;
  readonly onClose: () => void;
}): ReactNode {
  const t = useWords();
  const [recipe, change] = useState<Recipe>(book.recipes[book.active]!);
  const wrong = misstated(recipe);
  const draft: Draft = { recipe, change, wrong };
  const save = (id: string): void => {
    const recipes = { ...book.recipes, [id]: recipe };
    if (edit(documentKey, (history) => setRecipe(history, { active: id, recipes }))) onClose();
  };
  const isWrong = wrong.size > 0;
  return (
    <DialogWindow
      open
      title={t('training.edit-recipe-title')}
      onClose={onClose}
      className={styles.recipeDialog}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button disabled={isWrong} onClick={() => save(freeId(book.recipes))}>
            {t('training.save-as-new')}
          </Button>
          <Button look="primary" disabled={isWrong} onClick={() => save(book.active)}>
            {t('training.save-recipe')}
          </Button>
        </>
      }
    >
      <div className={styles.recipe}>
        <Row label={t('training.recipe-name')}>
          {(id) => (
            <TextField
              id={id}
              value={recipe.label}
              maxLength={200}
              onChange={(event) => change({ ...recipe, label: event.target.value })}
            />
          )}
        </Row>
        <OptimizerSection {...draft} />
        <RateSection {...draft} />
        <Section title={t('training.length')}>
          {LENGTH_FIELDS.map((field) => (
            <RecipeRow key={field.path} field={field} {...draft} />
          ))}
        </Section>
        <RegulariseSection {...draft} />
        <ImagesSection {...draft} />
        {recipe.parameters.length > 0 && (
          <p className={styles.quiet}>{t('training.rules-kept', { count: recipe.parameters.length })}</p>
        )}
      </div>
    </DialogWindow>
  );
}
