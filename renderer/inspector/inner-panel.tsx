import { Box } from 'lucide-react';
import type { ReactNode } from 'react';
import { insideOf, type InsideNode } from '../../shared/ir/inside';
import { select } from '../documents/edit';
import { useDocuments } from '../documents/store';
import { kindName, nodeTitle } from '../documents/titles';
import { useLanguage, useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { BlockHead } from './block-head';
import { CostSection } from './cost-section';
import styles from './inspector.module.css';
import { ParamsShown } from './params-section';

/** The node inside a composite that stands at a path, as far as it is known. */
function useInside(key: string, path: string): InsideNode | undefined {
  const parent = path.slice(0, path.lastIndexOf('/'));
  return useDocuments(({ documents }) => {
    const analysis = documents[key]?.analysis;
    // Asked again for the same node, `insideOf` gives the same object.
    return analysis && insideOf(analysis, parent)?.nodes.find((node) => node.path === path);
  });
}

/** A node inside an opened composite: its values can be read; the block around it makes them. */
export function InnerPanel({
  documentKey,
  path,
}: {
  readonly documentKey: string;
  readonly path: string;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const inner = useInside(documentKey, path);
  const outerId = path.split('/')[0]!;
  const document = useDocuments(({ documents }) => documents[documentKey]?.history.document);
  const outer = document?.nodes.find(({ id }) => id === outerId);
  if (document === undefined || outer === undefined) return null;
  const { composites } = document;
  const outerTitle = nodeTitle(language, outer, composites);
  const note = (
    <div className={styles.note}>
      <p>{t('inspector.made-by', { name: outerTitle })}</p>
      <Button onClick={() => select(documentKey, { nodes: [outerId], edges: [] })}>
        <Box size={14} aria-hidden />
        {t('inspector.select', { name: outerTitle })}
      </Button>
    </div>
  );
  if (inner === undefined) return <div className={styles.panel}>{note}</div>;
  return (
    <div className={styles.panel}>
      <BlockHead kind={inner.kind} title={kindName(language, inner.kind, composites)} />
      {note}
      <ParamsShown kind={inner.kind} params={inner.params} />
      <CostSection documentKey={documentKey} analysis={inner.analysis} />
    </div>
  );
}
