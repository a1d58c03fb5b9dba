import type { ReactNode } from 'react';
import { addDocument } from '../documents/store';
import { useWords } from '../platform/language';
import { exact, short } from '../platform/numbers';
import { Slab } from '../slab/slab';
import styles from './palette.module.css';
import { templateEntries } from './templates';

/** Whole networks from the papers; each opens in a tab of its own. */
export function TemplatesTab(): ReactNode {
  const t = useWords();
  return (
    <ul className={styles.templates} aria-label={t('palette.templates')}>
      {templateEntries().map(({ id, document, paper, parameters, macs, slabs }) => (
        <li key={id}>
          <button type="button" className={styles.template} onClick={() => addDocument(document)}>
            <strong>{document.name}</strong>
            {paper !== null && <span className={styles.quiet}>{paper.authors}</span>}
            <span className={styles.slabs}>
              {slabs.map(({ category, shape }, index) => (
                <Slab key={index} shape={shape} category={category} size={24} />
              ))}
            </span>
            <span className={styles.costs}>
              <span>{t('palette.template-parameters', { value: exact(parameters) })}</span>
              <span>{t('palette.template-macs', { value: short(macs, t) })}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
