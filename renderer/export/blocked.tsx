import type { ReactNode } from 'react';
import type { Problem } from '../../shared/problems/problem';
import { explainHere } from '../documents/titles';
import { useDocument } from '../documents/store';
import { showBottomTab } from '../platform/bottom-tab';
import { useLanguage, useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import styles from './export-dialog.module.css';
import { closeExport } from './store';

/** As many as help here; the Problems tab has them all, with their repairs. */
const MAX_TOLD = 3;

/** Why the network cannot be exported, and where that is mended. */
export function Blocked({
  documentKey,
  problems,
}: {
  readonly documentKey: string;
  readonly problems: readonly Problem[];
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const document = useDocument(documentKey)?.history.document;
  return (
    <div className={styles.blocked} role="alert">
      <strong>{t('export.blocked-title')}</strong>
      <p>{t('export.blocked-text', { count: problems.length })}</p>
      <ul>
        {problems.slice(0, MAX_TOLD).map((problem, index) => (
          <li key={index}>{explainHere(language, t, problem, document).text}</li>
        ))}
      </ul>
      <Button
        onClick={() => {
          closeExport();
          showBottomTab('problems');
        }}
      >
        {t('export.show-problems')}
      </Button>
    </div>
  );
}
