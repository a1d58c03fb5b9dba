import type { ReactNode } from 'react';
import { errorsFirst, ProblemList } from '../documents/problem-list';
import { useDocuments } from '../documents/store';
import { useWords } from '../platform/language';
import { EmptyState } from '../platform/ui/states';
import styles from './problems.module.css';

/** How many problems a document has, for the tab and the status bar. */
export function useProblemCount(documentKey: string): number {
  return useDocuments(({ documents }) => documents[documentKey]?.analysis.problems.length ?? 0);
}

/** Everything that is wrong or surprising in a network, with what can be done about it. */
export function ProblemsTab({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const problems = useDocuments(({ documents }) => documents[documentKey]?.analysis.problems);
  if (problems === undefined) return null;
  if (problems.length === 0) {
    return <EmptyState title={t('inspector.no-problems')}>{t('inspector.no-problems-text')}</EmptyState>;
  }
  return (
    <div className={styles.panel}>
      <ProblemList documentKey={documentKey} problems={errorsFirst(problems)} places />
    </div>
  );
}
