import { ArrowLeft } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { blockOf } from '../../shared/blocks/registry';
import { insideOf } from '../../shared/ir/inside';
import { useDocuments } from '../documents/store';
import { useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { useSelection } from './hooks';
import { LearnIndex } from './learn-index';
import { LearnPage } from './learn-page';
import styles from './learn.module.css';

/** The kind of the node at a path, one inside a composite included. */
function useKind(key: string, path: string | undefined): string | null {
  return useDocuments(({ documents }) => {
    const analysis = documents[key]?.analysis;
    if (analysis === undefined || path === undefined) return null;
    const cut = path.lastIndexOf('/');
    if (cut < 0) return analysis.document.nodes.find(({ id }) => id === path)?.kind ?? null;
    const inside = insideOf(analysis, path.slice(0, cut));
    return inside?.nodes.find((node) => node.path === path)?.kind ?? null;
  });
}

/** The Learn page of the node that is selected, or all pages to choose from. */
export function Learn({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const { nodes } = useSelection(documentKey);
  const path = nodes.length === 1 ? nodes[0] : undefined;
  const selected = useKind(documentKey, path);
  // What a person turned to holds until another node is selected.
  const [turned, setTurned] = useState<{
    readonly at: string | undefined;
    readonly kind: string | null;
  } | null>(null);
  const kind = turned !== null && turned.at === path ? turned.kind : selected;
  const block = kind === null ? undefined : blockOf(kind);
  if (block === undefined) return <LearnIndex onOpen={(next) => setTurned({ at: path, kind: next })} />;
  return (
    <div className={styles.page}>
      <Button look="ghost" className={styles.back} onClick={() => setTurned({ at: path, kind: null })}>
        <ArrowLeft size={14} aria-hidden />
        {t('inspector.all-pages')}
      </Button>
      <LearnPage
        key={block.kind}
        block={block}
        documentKey={documentKey}
        node={block.kind === selected ? path : undefined}
      />
    </div>
  );
}
