import { Check } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { chooseData } from '../platform/chosen-data';
import { explainIn, useLanguage, useWords } from '../platform/language';
import { exact } from '../platform/numbers';
import { Button } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import { EmptyState } from '../platform/ui/states';
import {
  describeData,
  knowSets,
  partOfData,
  refreshSets,
  useChosenData,
  useData,
  type DataSet,
} from './data-store';
import { dataName, imageText } from '../platform/data-names';
import { FetchButton } from './obstacle';
import { Samples } from './samples';
import styles from './training.module.css';

/** All samples that the engine tells of. */
const ALL = 24;

/** One data set: how many images of what, and some of them. */
function DataPage({ set, documentKey }: { readonly set: DataSet; readonly documentKey: string }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const described = useData((state) => state.described[set.name]);
  const chosen = useChosenData(documentKey) === set.name;
  const part = partOfData(set.name);
  const name = dataName(set.name, t);
  useEffect(() => {
    if (set.present) void describeData(set.name);
  }, [set.name, set.present]);
  const facts = [
    [t('training.train-images'), exact(described?.train ?? set.train)],
    [t('training.test-images'), exact(described?.test ?? set.test)],
    [t('training.classes'), exact(set.classes)],
    [t('training.image-size'), imageText(set.shape)],
  ] as const;
  return (
    <section className={styles.dataPage} aria-label={name} tabIndex={0}>
      <div className={styles.dataHead}>
        <h3>{name}</h3>
        {set.present &&
          (chosen ? (
            <span className={styles.quiet}>
              <Check size={14} aria-hidden /> {t('training.data-in-use')}
            </span>
          ) : (
            <Button onClick={() => chooseData(documentKey, set.name)}>{t('training.use-data')}</Button>
          ))}
        {!set.present && part !== null && (
          <FetchButton parts={[part]} label={t('training.fetch', { name })} />
        )}
      </div>
      <dl className={styles.dataFacts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!set.present && <p className={styles.quiet}>{t('training.not-ready-not-fetched', { name })}</p>}
      {described?.problems.map((problem, index) => (
        <p key={index} className={styles.warning}>
          {explainIn(language, problem).text}
        </p>
      ))}
      {described !== undefined && <Samples described={described} most={ALL} named />}
    </section>
  );
}

/** The data sets there are, and what is in them. */
export function DataTab({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const sets = useData((state) => state.sets);
  const problem = useData((state) => state.problem);
  const chosen = useChosenData(documentKey);
  const [looked, setLooked] = useState<string | null>(null);
  useEffect(() => {
    void knowSets();
  }, []);
  if (sets === null) {
    return (
      <EmptyState
        title={problem === null ? t('training.looking-for-data') : t('training.no-data-answer')}
        action={<Button onClick={() => void refreshSets()}>{t('training.look-again')}</Button>}
      >
        {problem === null ? undefined : explainIn(language, problem).text}
      </EmptyState>
    );
  }
  const shown = sets.find(({ name }) => name === (looked ?? chosen)) ?? sets[0];
  return (
    <div className={styles.tab}>
      <div className={styles.data}>
        <ul className={styles.sets} aria-label={t('training.data-sets')}>
          {sets.map((set) => (
            <li key={set.name}>
              <button
                type="button"
                className={classes(styles.set, set === shown && styles.setShown)}
                aria-pressed={set === shown}
                onClick={() => setLooked(set.name)}
              >
                <span>{dataName(set.name, t)}</span>
                <span className={styles.quiet}>
                  {set.present ? t('training.present') : t('training.absent')}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {shown !== undefined && <DataPage set={shown} documentKey={documentKey} />}
      </div>
    </div>
  );
}
