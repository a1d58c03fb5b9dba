import type { ReactNode } from 'react';
import { allBlocks } from '../../shared/blocks/registry';
import { blockWords, useLanguage, useWords } from '../platform/language';
import { categoryColour } from '../slab/slab';
import styles from './learn.module.css';

/** All Learn pages, by block. */
export function LearnIndex({ onOpen }: { readonly onOpen: (kind: string) => void }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  return (
    <div className={styles.index}>
      <h2>{t('inspector.learn-title')}</h2>
      <p className={styles.quiet}>{t('inspector.learn-text')}</p>
      <ul>
        {allBlocks().map(({ kind, category }) => {
          const { name, summary } = blockWords(language, kind);
          return (
            <li key={kind}>
              <button type="button" onClick={() => onOpen(kind)}>
                <strong>
                  <span className={styles.dot} style={{ background: categoryColour(category) }} aria-hidden />
                  {name}
                </strong>
                <span className={styles.quiet}>{summary}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
