import { useEffect, useMemo, type ReactNode } from 'react';
import { logicalHash } from '../../shared/document/hash';
import type { RunSummary } from '../../shared/protocol/window';
import { documentOf, useDocuments } from '../documents/store';
import { explainIn, useLanguage, useWords } from '../platform/language';
import { useRuns } from '../platform/run-store';
import { classes } from '../platform/ui/classes';
import { EmptyState } from '../platform/ui/states';
import { RunRow } from './run-row';
import { followRuns, refreshRuns, useRunList } from './runs-store';
import styles from './runs.module.css';

const NONE: readonly RunSummary[] = [];

/** The hash of the network as it is drawn; moving nodes changes nothing of it, and asks for no new one. */
function useGraphHash(documentKey: string): string {
  const nodes = useDocuments(({ documents }) => documents[documentKey]?.history.document.nodes);
  const edges = useDocuments(({ documents }) => documents[documentKey]?.history.document.edges);
  const outputs = useDocuments(({ documents }) => documents[documentKey]?.history.document.outputs);
  const composites = useDocuments(({ documents }) => documents[documentKey]?.history.document.composites);
  return useMemo(() => {
    const document = documentOf(documentKey)?.history.document;
    return document === undefined ? '' : logicalHash(document);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the hash covers these parts alone
  }, [documentKey, nodes, edges, outputs, composites]);
}

/**
 * Columns, with the words above them and how they look. Figures stand at the right. Where there is little room the
 * `third` go first, then `second` and `train`.
 */
const COLUMNS = [
  ['runs.name', ''],
  ['runs.when', 'third'],
  ['runs.data', 'second'],
  ['runs.recipe', 'third'],
  ['runs.progress', 'number'],
  ['runs.train', 'train'],
  ['runs.validation', 'number'],
  ['runs.test', 'number'],
  ['runs.state', ''],
] as const;

/** The runs of a document, newest first. */
export function RunsTab({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const listed = useRunList((state) => state.lists[documentKey]);
  const shown = useRuns((state) => state.runs[documentKey]?.directory ?? null);
  const hash = useGraphHash(documentKey);
  useEffect(() => {
    const stop = followRuns(documentKey);
    // Followed before, it may have been looked for long ago.
    void refreshRuns(documentKey);
    return stop;
  }, [documentKey]);
  const runs = listed?.runs ?? NONE;
  if (listed === undefined) return null;
  if (runs.length === 0) {
    return (
      <EmptyState title={t('runs.empty')}>
        {listed.problem === null ? t('runs.empty-text') : explainIn(language, listed.problem).text}
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('runs.title')}>
      {listed.problem !== null && (
        <p className={styles.problem}>{explainIn(language, listed.problem).text}</p>
      )}
      <table className={styles.table} aria-label={t('runs.title')}>
        <thead>
          <tr>
            {COLUMNS.map(([key, look]) => (
              <th key={key} scope="col" className={classes(styles[look], look === 'train' && styles.number)}>
                {t(key)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('runs.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow
              key={run.directory}
              documentKey={documentKey}
              run={run}
              isShown={run.directory === shown}
              isThisNetwork={run.documentHash === hash}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
