import type { ReactNode } from 'react';
import type { PaperReference } from '../../shared/blocks/block';
import { documentsOf } from '../../shared/blocks/documents';
import { blockOf } from '../../shared/blocks/registry';
import { paperLine, useBlockWords, useLanguage } from '../platform/language';
import { Figure } from '../platform/figure/figure';
import { categoryColour } from '../slab/slab';
import styles from './inspector.module.css';

/** `Hu, Shen, Albanie, Sun, Wu 2018 · section 3, figure 1` */
function PaperLine({ reference }: { readonly reference: PaperReference }): ReactNode {
  const language = useLanguage();
  return <p className={styles.paper}>{paperLine(language, reference)}</p>;
}

/** What kind of block a node is: its name, paper and figure. */
export function BlockHead({ kind, title }: { readonly kind: string; readonly title: string }): ReactNode {
  const block = blockOf(kind);
  const words = useBlockWords(kind);
  return (
    <header className={styles.head}>
      <h2>
        <span
          className={styles.square}
          style={{ background: categoryColour(block?.category ?? 'input') }}
          aria-hidden
        />
        {title}
      </h2>
      {block?.reference != null && <PaperLine reference={block.reference} />}
      {words.summary !== '' && <p className={styles.summary}>{words.summary}</p>}
      {block !== undefined && (
        <div className={styles.figure} style={{ color: categoryColour(block.category) }}>
          <Figure svg={documentsOf(block).figure} label={words.summary} />
        </div>
      )}
    </header>
  );
}
