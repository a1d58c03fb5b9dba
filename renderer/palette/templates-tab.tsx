import { useState, type ReactNode } from 'react';
import { thinned } from '../documents/preview';
import {
  findTemplates,
  groupTemplates,
  openTemplate,
  paperHeading,
  type KnownTemplate,
} from '../documents/templates';
import { useLanguage, useWords } from '../platform/language';
import { exact, short } from '../platform/numbers';
import { SearchField } from '../platform/ui/fields';
import { EmptyState } from '../platform/ui/states';
import { Slab } from '../slab/slab';
import styles from './palette.module.css';

/** More do not fit in a row. */
const MAX_SLABS = 9;

/** Whole networks from the papers; each opens in a tab of its own. */
export function TemplatesTab(): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const groups = groupTemplates(findTemplates(query));
  return (
    <div className={styles.templatesTab}>
      <SearchField
        label={t('palette.find-template')}
        placeholder={t('palette.find-template')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setQuery('');
        }}
      />
      {groups.map(({ paper, templates }) => (
        <section key={paper.id} aria-labelledby={`templates-${paper.id}`}>
          <div className={styles.templatesHeading}>
            <h3 id={`templates-${paper.id}`}>{paperHeading(language, paper)}</h3>
            {paper.year !== null && (
              <p className={styles.quiet}>{t('start.by', { authors: paper.authors, year: paper.year })}</p>
            )}
          </div>
          <ul className={styles.templates}>
            {templates.map((template) => (
              <Template key={template.id} template={template} />
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 && (
        <div role="status" className={styles.nothing}>
          <EmptyState title={t('palette.no-template', { query })}>{t('palette.no-template-text')}</EmptyState>
        </div>
      )}
    </div>
  );
}

function Template({
  template: { id, name, parameters, macs, preview },
}: {
  readonly template: KnownTemplate;
}): ReactNode {
  const t = useWords();
  return (
    <li>
      <button type="button" className={styles.template} onClick={() => openTemplate(id)}>
        <strong>{name}</strong>
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
  );
}
