import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { elements, formatShape } from '../../shared/ir/shape';
import { useDocuments } from '../documents/store';
import { nodeTitle } from '../documents/titles';
import { runCommand } from '../platform/commands';
import { useLanguage, useWords } from '../platform/language';
import { exact } from '../platform/numbers';
import { Button } from '../platform/ui/button';
import { Facts } from './facts';
import { useEdge, useNode } from './hooks';
import styles from './inspector.module.css';

/** One edge: where it leads, and what goes along it. */
export function EdgePanel({
  documentKey,
  id,
}: {
  readonly documentKey: string;
  readonly id: string;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const edge = useEdge(documentKey, id);
  const from = useNode(documentKey, edge?.from[0] ?? '');
  const to = useNode(documentKey, edge?.to[0] ?? '');
  const shape = useDocuments(({ documents }) => documents[documentKey]?.analysis.edges.get(id));
  const composites = useDocuments(({ documents }) => documents[documentKey]?.history.document.composites);
  if (edge === undefined || composites === undefined) return null;
  const end = ([node, port]: readonly [string, string], found: typeof from): string =>
    `${found === undefined ? node : nodeTitle(language, found, composites)} · ${port}`;
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{t('inspector.edge')}</h2>
      </header>
      <Facts
        facts={[
          [t('inspector.from'), end(edge.from, from)],
          [t('inspector.to'), end(edge.to, to)],
          shape === undefined ? null : [t('inspector.shape'), formatShape(shape)],
          shape === undefined ? null : [t('inspector.values'), exact(elements(shape))],
        ]}
      />
      {shape === undefined && <p className={styles.quiet}>{t('inspector.unknown')}</p>}
      <div className={styles.actions}>
        <Button look="danger" onClick={() => runCommand('edit.delete')}>
          <Trash2 size={14} aria-hidden />
          {t('common.delete')}
        </Button>
      </div>
    </div>
  );
}
