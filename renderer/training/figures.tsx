import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { call } from '../platform/api';
import { useWords } from '../platform/language';
import { duration, exact, percent } from '../platform/numbers';
import { isActive, runLabel, type CurrentRun, type Overlay } from '../platform/run-store';
import { IconButton } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import { setting } from './recipe-summary';
import styles from './training.module.css';

/** What is not known yet. */
const UNKNOWN = '–';

function Figure({
  label,
  value,
  tone,
}: {
  readonly label: string;
  readonly value: string;
  readonly tone?: 'good' | 'bad' | undefined;
}): ReactNode {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd className={classes(tone === 'good' && styles.good, tone === 'bad' && styles.bad)}>{value}</dd>
    </div>
  );
}

/** Accuracy to compare runs by: of the validation, or where nothing is held out, of the training. */
function accuracyOf({ lastEpoch, accuracy }: CurrentRun['state']): number | null {
  return lastEpoch?.valAccuracy ?? lastEpoch?.accuracy ?? accuracy;
}

/** The difference in percentage points to one other run. */
function Against({ run, overlay }: { readonly run: CurrentRun; readonly overlay: Overlay }): ReactNode {
  const t = useWords();
  const here = accuracyOf(run.state);
  const there = accuracyOf(overlay.state);
  if (here === null || there === null) return null;
  const points = (here - there) * 100;
  const value = `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
  return (
    <Figure
      label={t('training.against', { name: overlay.name })}
      value={value}
      tone={points < 0 ? 'bad' : 'good'}
    />
  );
}

/** A run in figures, at the right of its curves. */
export function Figures({
  run,
  overlays,
}: {
  readonly run: CurrentRun;
  readonly overlays: readonly Overlay[];
}): ReactNode {
  const t = useWords();
  const { state, directory } = run;
  const { lastEpoch, test, imagesPerSecond, eta, learningRate } = state;
  const finished = state.phase === 'finished';
  const [overlay] = overlays;
  const accuracy = (value: number | null | undefined): string => (value == null ? UNKNOWN : percent(value));
  return (
    <div className={styles.figures}>
      <dl className={styles.figureGrid}>
        {lastEpoch?.valAccuracy == null ? (
          <Figure
            label={t('training.train-accuracy')}
            value={accuracy(lastEpoch?.accuracy ?? state.accuracy)}
          />
        ) : (
          <Figure label={t('training.val-accuracy')} value={accuracy(lastEpoch.valAccuracy)} />
        )}
        {finished ? (
          <Figure label={t('training.test-accuracy')} value={accuracy(test?.accuracy)} />
        ) : (
          <Figure
            label={t('training.time-left')}
            value={eta === null || !isActive(run) ? UNKNOWN : duration(eta, t)}
          />
        )}
        <Figure
          label={t('training.images-per-second')}
          value={imagesPerSecond === null ? UNKNOWN : exact(imagesPerSecond)}
        />
        {overlay === undefined ? (
          <Figure
            label={t('training.learning-rate')}
            value={learningRate === null ? UNKNOWN : setting(Number(learningRate.toPrecision(3)))}
          />
        ) : (
          <Against run={run} overlay={overlay} />
        )}
        <Figure label={t('training.step')} value={`${exact(state.step)} / ${exact(state.steps)}`} />
        <Figure label={t('training.epoch')} value={`${exact(state.epoch)} / ${exact(state.epochs)}`} />
      </dl>
      {directory !== null && state.run !== null && (
        <div className={styles.folder}>
          <span className={styles.path} title={directory}>
            {runLabel(directory.split(/[\\/]/).pop()!)}
          </span>
          <IconButton
            label={t('training.show-folder')}
            onClick={() => void call('app/show-item', { path: directory })}
          >
            <FolderOpen size={16} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}
