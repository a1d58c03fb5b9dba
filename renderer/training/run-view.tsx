import { RotateCcw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { runCommand } from '../platform/commands';
import { useEngine } from '../platform/engine';
import { explainIn, useLanguage, useWords } from '../platform/language';
import { canResume, isActive, useRuns, type CurrentRun, type Overlay } from '../platform/run-store';
import { Button } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import { Segments } from '../platform/ui/fields';
import type { XUnit } from './chart-data';
import { Charts, Legend } from './charts';
import { Figures } from './figures';
import { showForm } from './forms';
import { dataName } from '../platform/data-names';
import { statusText } from './status';
import { startEngineAgain } from './store';
import styles from './training.module.css';

const NONE: readonly Overlay[] = [];

/** What went wrong with a run, and the buttons that help. */
function Trouble({ run }: { readonly run: CurrentRun }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const crashed = useEngine((state) => state.process.state === 'crashed');
  const { trouble, problems } = run;
  if (trouble === null && problems.length === 0) return null;
  const reason = trouble?.kind === 'crash' ? trouble.reason : null;
  const text =
    trouble?.kind === 'fault'
      ? t('training.fault')
      : trouble?.kind === 'crash'
        ? reason === null || reason === ''
          ? t('training.crashed')
          : t('training.crashed-by', { reason })
        : problems.map((one) => explainIn(language, one).text).join(' ');
  return (
    <div className={styles.trouble} role="alert">
      <p>{text}</p>
      {trouble?.kind === 'crash' && crashed && (
        <Button onClick={() => void startEngineAgain()}>
          <RotateCcw size={16} aria-hidden />
          {t('training.restart-engine')}
        </Button>
      )}
      {canResume(run) && <Button onClick={() => runCommand('run.resume')}>{t('training.resume-run')}</Button>}
    </div>
  );
}

/** Warnings of a run that goes on. */
function Warnings({ run }: { readonly run: CurrentRun }): ReactNode {
  const language = useLanguage();
  const newest = run.state.problems[run.state.problems.length - 1];
  if (newest === undefined || newest.severity !== 'warning') return null;
  return <p className={styles.warning}>{explainIn(language, newest).text}</p>;
}

/** A run: what it is, its curves, its figures. */
export function RunView({
  documentKey,
  run,
}: {
  readonly documentKey: string;
  readonly run: CurrentRun;
}): ReactNode {
  const t = useWords();
  const overlays = useRuns((state) => state.overlays[documentKey]) ?? NONE;
  const [unit, setUnit] = useState<XUnit>('step');
  const active = isActive(run);
  const facts = [dataName(run.data, t), run.recipe];
  return (
    <div className={styles.run}>
      <div className={classes(styles.line, !active && styles.idle)}>
        <span className={classes(styles.status, styles[`is-${run.status}`])} role="status">
          {statusText(run, t)}
        </span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
        {!active && canResume(run) && run.status === 'ended' && run.problems.length === 0 && (
          <Button look="ghost" onClick={() => runCommand('run.resume')}>
            {t('training.resume-run')}
          </Button>
        )}
        {!active && (
          <Button look="ghost" onClick={() => showForm(documentKey, true)}>
            {t('training.next-run')}
          </Button>
        )}
        <span className={styles.space} />
        <Legend overlays={overlays} />
        <span className={styles.fixed}>
          <Segments
            label={t('training.x-axis')}
            value={unit}
            choices={[
              { value: 'step', label: t('training.by-step') },
              { value: 'epoch', label: t('training.by-epoch') },
            ]}
            onChange={setUnit}
          />
        </span>
      </div>
      <Trouble run={run} />
      <Warnings run={run} />
      <div className={styles.course}>
        <Charts state={run.state} unit={unit} overlays={overlays} group={documentKey} />
        <Figures run={run} overlays={overlays} />
      </div>
    </div>
  );
}
