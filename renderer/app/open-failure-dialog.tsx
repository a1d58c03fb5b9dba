import type { ReactNode } from 'react';
import { tellOpenFailure, useOpenFailure } from '../documents/open-failure';
import { explainIn, useLanguage, useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { DialogWindow } from '../platform/ui/dialog';
import styles from './open-failure-dialog.module.css';

/** As many problems as help; a broken file may have a hundred. */
const MAX_TOLD = 5;

/** Why a file is no network that can be opened. */
export function OpenFailureDialog(): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const failure = useOpenFailure((state) => state.failure);
  const problems = failure?.problems ?? [];
  const more = problems.length - MAX_TOLD;
  const leave = (): void => tellOpenFailure(null);
  return (
    <DialogWindow
      open={failure !== null}
      title={t('app.open-failed', { name: failure?.name ?? '' })}
      onClose={leave}
      foot={
        <Button look="primary" onClick={leave}>
          {t('common.close')}
        </Button>
      }
    >
      <p>{t('app.open-failed-text', { count: problems.length })}</p>
      <ul className={styles.problems}>
        {problems.slice(0, MAX_TOLD).map((problem, index) => {
          const { text, place } = explainIn(language, problem);
          return (
            <li key={index}>
              <span>{text}</span>
              {place !== '' && <span className={styles.place}>{place}</span>}
            </li>
          );
        })}
      </ul>
      {more > 0 && <p className={styles.place}>{t('app.open-failed-more', { count: more })}</p>}
    </DialogWindow>
  );
}
