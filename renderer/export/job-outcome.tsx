import type { ReactNode } from 'react';
import { call } from '../platform/api';
import { explainIn, useLanguage, useWords, type Words } from '../platform/language';
import { Button } from '../platform/ui/button';
import styles from './export-dialog.module.css';
import { ParityView } from './parity-view';
import { clearJob, closeExport, type Job, type Outcome } from './store';

/** What was written, and how it compares with the network. */
export function JobOutcome({ job, outcome }: { readonly job: Job; readonly outcome: Outcome }): ReactNode {
  const t = useWords();
  const { reports } = outcome;
  return (
    <div className={styles.form}>
      <Trouble outcome={outcome} />
      {reports.length > 0 && <p className={styles.quiet}>{t('export.parity-title')}</p>}
      {reports.map((report) => (
        <ParityView key={report.format} report={report} />
      ))}
      <div className={styles.foot}>
        {reports.length > 0 && (
          <Button onClick={() => void call('app/show-item', { path: job.out })}>
            {t('export.open-folder')}
          </Button>
        )}
        <Button onClick={clearJob}>{t('export.again')}</Button>
        <Button look="primary" autoFocus onClick={closeExport}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}

function Trouble({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { problems, end, reports } = outcome;
  if (end === 'stopped') return <p role="status">{t('export.stopped')}</p>;
  const sentences = [...ends(outcome, t), ...problems.map((problem) => explainIn(language, problem).text)];
  if (sentences.length === 0) return null;
  return (
    <div className={styles.blocked} role="alert">
      <strong>{t(reports.length === 0 ? 'export.failed' : 'export.failed-some')}</strong>
      <ul>
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function ends({ end, reason }: Outcome, t: Words): readonly string[] {
  if (end === 'fault') return [t('export.fault')];
  if (end !== 'lost') return [];
  return [t('export.lost', { reason: reason === null ? '' : t('export.lost-reason', { reason }) })];
}
