import type { ReactNode } from 'react';
import type { ExportFormat } from '../../shared/protocol/parity-report';
import { useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { ProgressBar } from '../platform/ui/states';
import styles from './export-dialog.module.css';
import { stopExport, type Job } from './store';

/** How far each format is. */
export function JobProgress({ job }: { readonly job: Job }): ReactNode {
  const t = useWords();
  return (
    <div className={styles.form}>
      {job.formats.map((format) => (
        <FormatProgress key={format} job={job} format={format} />
      ))}
      <div className={styles.foot}>
        <Button autoFocus disabled={job.stopping} onClick={stopExport}>
          {t(job.stopping ? 'export.stopping' : 'export.stop')}
        </Button>
      </div>
    </div>
  );
}

function FormatProgress({ job, format }: { readonly job: Job; readonly format: ExportFormat }): ReactNode {
  const t = useWords();
  const progress = job.progress[format];
  const past = job.at !== null && job.formats.indexOf(format) < job.formats.indexOf(job.at);
  const name = t(`export.format-${format}`);
  const share =
    progress === undefined ? 0 : past ? 1 : progress.total === 0 ? null : progress.done / progress.total;
  const first = job.at === null && format === job.formats[0];
  const words = past
    ? t('export.written')
    : progress === undefined
      ? t(first ? 'export.starting' : 'export.waiting')
      : progress.total === 0
        ? t('export.writing')
        : t('export.comparing', { done: progress.done, total: progress.total });
  return (
    <div className={styles.progress}>
      <div className={styles.progressHead}>
        <strong>{name}</strong>
        <span className={styles.quiet}>{words}</span>
      </div>
      <ProgressBar label={name} value={first ? null : share} />
    </div>
  );
}
