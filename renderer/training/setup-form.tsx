import { Pencil, Play } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { own } from '../../shared/document/own';
import { setRecipe } from '../../shared/edit/change';
import type { RecipeBook } from '../../shared/recipe/types';
import { edit } from '../documents/edit';
import { useDocuments } from '../documents/store';
import { chooseData } from '../platform/chosen-data';
import { runCommand } from '../platform/commands';
import { useWords } from '../platform/language';
import { exact } from '../platform/numbers';
import { useRuns } from '../platform/run-store';
import { Button } from '../platform/ui/button';
import { SelectField } from '../platform/ui/fields';
import { describeData, knowSets, useData, type DataSet } from './data-store';
import { showForm } from './forms';
import { dataName, imageText } from '../platform/data-names';
import { Obstacle } from './obstacle';
import { RecipeDialog } from './recipe-dialog';
import { recipeRows } from './recipe-summary';
import { Samples } from './samples';
import styles from './training.module.css';
import { useReady } from './use-ready';

/** Images of the strip: more do not fit beside the recipe. */
const STRIP = 12;

function DataChoice({
  documentKey,
  set,
}: {
  readonly documentKey: string;
  readonly set: DataSet | undefined;
}): ReactNode {
  const t = useWords();
  const sets = useData((state) => state.sets);
  const name = set?.name;
  const described = useData((state) => (name === undefined ? undefined : state.described[name]));
  const present = set?.present === true;
  useEffect(() => {
    if (name !== undefined && present) void describeData(name);
  }, [name, present]);
  return (
    <section className={styles.choice} aria-label={t('training.data')}>
      <h3>{t('training.data')}</h3>
      {sets === null || set === undefined ? (
        <p className={styles.quiet}>{t('training.looking-for-data')}</p>
      ) : (
        <>
          <SelectField
            label={t('training.data')}
            value={set.name}
            choices={sets.map((one) => ({
              value: one.name,
              label: dataName(one.name, t),
              hint: one.present ? imageText(one.shape) : t('training.absent'),
            }))}
            onChange={(next) => chooseData(documentKey, next)}
          />
          {described !== undefined && <Samples described={described} most={STRIP} named={false} />}
          <p className={styles.quiet}>
            {t('training.data-facts', {
              train: exact(set.train),
              test: exact(set.test),
              classes: set.classes,
              image: imageText(set.shape),
            })}
          </p>
        </>
      )}
    </section>
  );
}

function RecipeChoice({
  documentKey,
  book,
}: {
  readonly documentKey: string;
  readonly book: RecipeBook;
}): ReactNode {
  const t = useWords();
  const [editing, setEditing] = useState(false);
  const recipe = own(book.recipes, book.active);
  if (recipe === undefined) return null;
  return (
    <section className={styles.choice} aria-label={t('training.recipe')}>
      <h3>{t('training.recipe')}</h3>
      <div className={styles.pair}>
        <SelectField
          label={t('training.recipe')}
          value={book.active}
          choices={Object.entries(book.recipes).map(([value, { label }]) => ({ value, label }))}
          onChange={(active) => edit(documentKey, (history) => setRecipe(history, { ...book, active }))}
        />
        <Button aria-label={t('training.edit-recipe-title')} onClick={() => setEditing(true)}>
          <Pencil size={16} aria-hidden />
          <span className={styles.roomy}>{t('training.edit-recipe')}</span>
        </Button>
      </div>
      <dl className={styles.summary}>
        {recipeRows(recipe, t).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {editing && <RecipeDialog documentKey={documentKey} book={book} onClose={() => setEditing(false)} />}
    </section>
  );
}

/** What the next run is to be: its data, its recipe, and what stands against it. */
export function SetupForm({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const book = useDocuments(({ documents }) => documents[documentKey]?.history.document.recipe);
  const hasRun = useRuns((state) => state.runs[documentKey] !== undefined);
  const { ready, set } = useReady(documentKey);
  useEffect(() => {
    void knowSets();
  }, []);
  if (book === undefined) return null;
  return (
    <div className={styles.form}>
      <DataChoice documentKey={documentKey} set={set} />
      <RecipeChoice documentKey={documentKey} book={book} />
      <div className={styles.go}>
        <Obstacle documentKey={documentKey} ready={ready} set={set} />
        {ready === 'ready' && (
          <Button onClick={() => runCommand('run.train')}>
            <Play size={16} aria-hidden />
            {t('training.train')}
          </Button>
        )}
        {hasRun && (
          <Button look="ghost" onClick={() => showForm(documentKey, false)}>
            {t('training.back-to-run')}
          </Button>
        )}
      </div>
    </div>
  );
}
