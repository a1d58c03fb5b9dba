import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEngine } from '../platform/engine';
import { useWords, type Words } from '../platform/language';
import { useRuns } from '../platform/run-store';
import { classes } from '../platform/ui/classes';
import { engineDoing } from './status';
import { startEngineAgain } from './store';
import styles from './training.module.css';

function deviceText({ device, tensorflow }: ReturnType<typeof useEngine.getState>, t: Words): string | null {
  if (device === null) return null;
  const { kind, threads } = device;
  const version = tensorflow === null ? '' : ` · TensorFlow ${tensorflow.split('.').slice(0, 2).join('.')}`;
  return kind === 'cpu'
    ? t('training.device-cpu', { count: threads.intraOp }) + version
    : t('training.device-gpu') + version;
}

/** The engine's state, with what it runs on; a button where it has to be started again. */
export function EngineBadge(): ReactNode {
  const t = useWords();
  const engine = useEngine();
  const doing = useRuns(({ runs }) =>
    engineDoing(engine.process.state, engine.tensorflow, Object.values(runs)),
  );
  const dot = <span className={classes(styles.dot, styles[`dot-${doing}`])} aria-hidden />;
  const text = t(`training.engine-${doing}`);
  const device = deviceText(engine, t);
  return (
    <span className={styles.badge}>
      {doing === 'crashed' ? (
        <button type="button" className={styles.badgeButton} onClick={() => void startEngineAgain()}>
          {dot}
          {text}
          <RotateCcw size={12} aria-hidden />
          {t('training.restart')}
        </button>
      ) : (
        <span className={styles.badgeState} role="status">
          {dot}
          {text}
        </span>
      )}
      {device !== null && <span title={engine.device?.name ?? undefined}>{device}</span>}
    </span>
  );
}
