import { Snowflake, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { setFrozen } from '../../shared/edit/change';
import { edit } from '../documents/edit';
import { useDocuments, type Selection } from '../documents/store';
import { runCommand } from '../platform/commands';
import { useWords } from '../platform/language';
import { bytes, exact } from '../platform/numbers';
import { Button } from '../platform/ui/button';
import { activationLabel } from './cost-section';
import { Facts } from './facts';
import { useBatch } from './hooks';
import styles from './inspector.module.css';

/** What nodes cost together, and how many of them are frozen. */
function useSums(
  documentKey: string,
  ids: readonly string[],
): Record<'parameters' | 'macs' | 'activationBytes' | 'frozen', number> {
  return useDocuments(
    useShallow(({ documents }) => {
      const open = documents[documentKey];
      const total = { parameters: 0, macs: 0, activationBytes: 0, frozen: 0 };
      for (const id of ids) {
        const node = open?.analysis.nodes.get(id);
        total.parameters += node?.parameters ?? 0;
        total.macs += node?.macs ?? 0;
        total.activationBytes += node?.activationBytes ?? 0;
      }
      const wanted = new Set(ids);
      const nodes = open?.history.document.nodes ?? [];
      total.frozen = nodes.filter(({ id, train }) => wanted.has(id) && train.frozen).length;
      return total;
    }),
  );
}

/** Several nodes and edges at once: what they cost together, and what can be done to all. */
export function ManyPanel({
  documentKey,
  selection,
}: {
  readonly documentKey: string;
  readonly selection: Selection;
}): ReactNode {
  const t = useWords();
  const batch = useBatch(documentKey);
  // What is inside a selected composite counts with it already.
  const own = selection.nodes.filter((path) => !path.includes('/'));
  const sums = useSums(documentKey, own);
  const allFrozen = own.length > 0 && sums.frozen === own.length;
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{t('inspector.selected', { count: selection.nodes.length + selection.edges.length })}</h2>
        {selection.edges.length > 0 && (
          <p className={styles.paper}>
            {[
              t('inspector.nodes', { count: selection.nodes.length }),
              t('inspector.edges', { count: selection.edges.length }),
            ].join(' · ')}
          </p>
        )}
      </header>
      {own.length > 0 && (
        <section aria-label={t('inspector.together')}>
          <h3>{t('inspector.together')}</h3>
          <Facts
            facts={[
              [t('common.parameters'), exact(sums.parameters)],
              [t('common.macs'), exact(sums.macs)],
              [activationLabel(batch, t), bytes(sums.activationBytes * (batch ?? 1))],
            ]}
          />
        </section>
      )}
      <div className={styles.actions}>
        {own.length > 0 && (
          <Button onClick={() => edit(documentKey, (history) => setFrozen(history, own, !allFrozen))}>
            <Snowflake size={14} aria-hidden />
            {t(allFrozen ? 'inspector.unfreeze' : 'inspector.freeze')}
          </Button>
        )}
        <Button look="danger" onClick={() => runCommand('edit.delete')}>
          <Trash2 size={14} aria-hidden />
          {t('common.delete')}
        </Button>
      </div>
    </div>
  );
}
