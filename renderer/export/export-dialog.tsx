import type { ReactNode } from 'react';
import { titleOf } from '../documents/files';
import { useDocuments } from '../documents/store';
import { useWords } from '../platform/language';
import { DialogWindow } from '../platform/ui/dialog';
import { Choices } from './choices';
import styles from './export-dialog.module.css';
import { JobProgress } from './job-progress';
import { JobOutcome } from './job-outcome';
import { closeExport, useExport } from './store';

/** Takes a network out: what to export, how far it is, and how it compares with the network. */
export function ExportDialog(): ReactNode {
  const t = useWords();
  const { documentKey, job } = useExport();
  const name = useDocuments(({ documents }) => {
    const open = documentKey === null ? undefined : documents[documentKey];
    return open === undefined ? null : titleOf(open);
  });
  return (
    <DialogWindow
      open={documentKey !== null && name !== null}
      title={t('export.title', { name: name ?? '' })}
      onClose={closeExport}
      stay={job !== null && job.outcome === null}
      className={styles.wide}
    >
      {documentKey !== null && job === null && <Choices documentKey={documentKey} />}
      {job !== null && job.outcome === null && <JobProgress job={job} />}
      {job?.outcome != null && <JobOutcome job={job} outcome={job.outcome} />}
    </DialogWindow>
  );
}
