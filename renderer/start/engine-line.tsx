import { Fragment, type ReactNode } from 'react';
import { LANGUAGES } from '../../shared/language/languages';
import { useEngine } from '../platform/engine';
import { useLanguage, useWords } from '../platform/language';
import { setsHere, useMachine } from '../platform/machine';
import { changeSettings } from '../platform/settings';
import { classes } from '../platform/ui/classes';
import styles from './engine-line.module.css';

/** What trains, on what, with which data; and the language. */
export function EngineLine(): ReactNode {
  const t = useWords();
  const { info, setup } = useMachine();
  const sets = setsHere(setup);
  const tensorflow = useTensorFlow();
  return (
    <div className={styles.foot}>
      <p>
        <EngineDot />
      </p>
      <p>
        {[info && t('start.cpu', { count: info.cores }), tensorflow]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {setup !== null && (
        <p>
          {sets.length === 0
            ? t('start.data-none')
            : t('start.data-here', { names: sets.map((name) => t(name)).join(t('training.list-comma')) })}
        </p>
      )}
      <Languages />
    </div>
  );
}

function useTensorFlow(): string | null {
  const t = useWords();
  const version = useEngine((state) => state.tensorflow);
  const here = useMachine((state) => state.setup?.present.includes('tensorflow') === true);
  if (version !== null) return t('start.tensorflow-version', { version });
  return here ? t('start.tensorflow-here') : null;
}

function EngineDot(): ReactNode {
  const t = useWords();
  const state = useEngine(({ process }) => process.state);
  const setup = useMachine((machine) => machine.setup);
  const missing = setup !== null && !setup.present.includes('tensorflow');
  const word = state === 'crashed' ? 'crashed' : missing ? 'missing' : state === 'up' ? 'ready' : 'idle';
  return (
    <>
      <span className={classes(styles.dot, styles[word])} aria-hidden />
      {t(`start.engine-${word}`)}
    </>
  );
}

function Languages(): ReactNode {
  const t = useWords();
  const language = useLanguage();
  return (
    <p role="group" aria-label={t('start.language')}>
      {LANGUAGES.map((code, index) => (
        <Fragment key={code}>
          {index > 0 && ' / '}
          <button
            type="button"
            lang={code}
            className={classes(styles.language, code === language && styles.chosen)}
            aria-pressed={code === language}
            onClick={() => changeSettings({ language: code })}
          >
            {t(`app.language-${code}`)}
          </button>
        </Fragment>
      ))}
    </p>
  );
}
