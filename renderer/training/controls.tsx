import { Pause, Play, Square } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { keysOf, runCommand } from '../platform/commands';
import { useWords } from '../platform/language';
import { isActive, useRuns, type CurrentRun } from '../platform/run-store';
import { Button } from '../platform/ui/button';
import { WithTooltip } from '../platform/ui/tooltip';
import { knowSets } from './data-store';
import { obstacleText } from './obstacle';
import { epochNow } from './status';
import styles from './training.module.css';
import { useReady } from './use-ready';

function TrainButton({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const { ready, set } = useReady(documentKey);
  // While the sets are not known, a press asks for them.
  const can = ready === 'ready' || (ready === 'no-data' && set === undefined);
  const text = can ? t('training.train-tooltip') : obstacleText(ready, set, t);
  return (
    <WithTooltip text={text} shortcut={can ? keysOf('run.train') : undefined}>
      {/* It stays reachable, so that its tooltip tells why; a press leads to what is missing. */}
      <Button
        look="primary"
        {...(can ? {} : { 'data-disabled': '', 'aria-disabled': true })}
        onClick={() => runCommand('run.train')}
      >
        <Play size={16} aria-hidden />
        {t('training.train')}
      </Button>
    </WithTooltip>
  );
}

function PauseButton({ run }: { readonly run: CurrentRun }): ReactNode {
  const t = useWords();
  const paused = run.status === 'paused';
  const label = t(paused ? 'training.continue' : 'training.pause');
  return (
    <WithTooltip text={label} shortcut={keysOf('run.pause')}>
      <Button aria-label={label} disabled={run.asked !== null} onClick={() => runCommand('run.pause')}>
        {paused ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />}
        <span className={styles.word}>{label}</span>
      </Button>
    </WithTooltip>
  );
}

function StopButton({ run }: { readonly run: CurrentRun }): ReactNode {
  const t = useWords();
  const { epochs } = run.state;
  const stopping = run.asked === 'stop';
  return (
    <WithTooltip text={t('training.stop-tooltip')} shortcut={keysOf('run.stop')}>
      <Button look="primary" disabled={stopping} onClick={() => runCommand('run.stop')}>
        <Square size={14} fill="currentColor" aria-hidden />
        {stopping ? t('training.status-stopping') : t('training.stop')}
        {!stopping && epochs > 0 && (
          <span className={styles.word}>{t('training.stop-at', { epoch: epochNow(run), epochs })}</span>
        )}
      </Button>
    </WithTooltip>
  );
}

/** Train; while a run goes on, pause and stop. One of them is the window's primary button. */
export function TrainControls({ documentKey }: { readonly documentKey: string }): ReactNode {
  const run = useRuns((state) => state.runs[documentKey]);
  useEffect(() => {
    void knowSets();
  }, []);
  if (run === undefined || !isActive(run)) return <TrainButton documentKey={documentKey} />;
  return (
    <span className={styles.controls}>
      <PauseButton run={run} />
      <StopButton run={run} />
    </span>
  );
}
