import type { ReactNode } from 'react';
import { catalogue, papers } from '../../templates/catalogue';
import { thinned } from '../documents/preview';
import { knownTemplates, openTemplate } from '../documents/templates';
import { useWords } from '../platform/language';
import { exact, short } from '../platform/numbers';
import { Slab } from '../slab/slab';
import styles from './palette.module.css';

/** More do not fit in a row. */
const MAX_SLABS = 9;

/** Whole networks from the papers; each opens in a tab of its own. */
export function TemplatesTab(): ReactNode {
  const t = useWords();
  return (
    <ul className={styles.templates} aria-label={t('palette.templates')}>
      {knownTemplates.map(({ id, name, parameters, macs, preview }) => (
        <li key={id}>
          <button type="button" className={styles.template} onClick={() => openTemplate(id)}>
            <strong>{name}</strong>
            <span className={styles.quiet}>
              {papers.find((paper) => paper.id === catalogue[id].paper)?.authors}
            </span>
            <span className={styles.slabs}>
              {thinned(preview, MAX_SLABS).map(({ category, shape }, index) => (
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
