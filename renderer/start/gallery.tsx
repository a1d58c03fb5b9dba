import { useEffect, useRef, useState, type ReactNode } from 'react';
import { LANGUAGES, type LanguageCode } from '../../shared/language/languages';
import { catalogue, papers, type TemplatePaper } from '../../templates/catalogue';
import { knownTemplates, openTemplate, type KnownTemplate } from '../documents/templates';
import { useLanguage, useWords, type Language } from '../platform/language';
import { exact, short } from '../platform/numbers';
import { pseudo } from '../platform/pseudo';
import { Button } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import { SearchField } from '../platform/ui/fields';
import { EmptyState } from '../platform/ui/states';
import { WithTooltip } from '../platform/ui/tooltip';
import styles from './gallery.module.css';
import { matches } from './match';
import { SlabRow } from './slab-row';

/** Networks to begin with, by the paper they come from. */
export function Gallery(): ReactNode {
  const t = useWords();
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useSlash(field);
  const found = knownTemplates.filter((template) => matches(query, wordsOf(template)));
  return (
    <main className={styles.gallery} aria-labelledby="templates-heading">
      <div className={styles.head}>
        <h2 id="templates-heading">{t('start.templates')}</h2>
        <div className={styles.search}>
          <SearchField
            ref={field}
            label={t('start.find')}
            placeholder={t('start.find')}
            shortcut="/"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
      </div>
      {papers.map((paper) => (
        <PaperGroup
          key={paper.id}
          paper={paper}
          templates={found.filter(({ id }) => catalogue[id].paper === paper.id)}
        />
      ))}
      {found.length === 0 && (
        <EmptyState
          title={t('start.no-match', { query })}
          action={<Button onClick={() => setQuery('')}>{t('start.clear-search')}</Button>}
        />
      )}
    </main>
  );
}

/** What a template is found by: its words in every language, its paper, its blocks. */
function wordsOf({ id, name, kinds }: KnownTemplate): readonly string[] {
  const { paper, line } = catalogue[id];
  const from = papers.find((one) => one.id === paper);
  return [
    name,
    ...LANGUAGES.map((code) => line[code]),
    ...(from === undefined ? [] : [from.title, from.authors, String(from.year)]),
    ...kinds,
  ];
}

/** `/` leads to the search field, as everywhere. */
function useSlash(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [field]);
}

/** Templates bring their own words, as blocks do. */
function inLanguage(language: Language, texts: Readonly<Record<LanguageCode, string>>): string {
  return language === 'pseudo' ? pseudo(texts.en) : texts[language];
}

function PaperGroup({
  paper,
  templates,
}: {
  readonly paper: TemplatePaper;
  readonly templates: readonly KnownTemplate[];
}): ReactNode {
  const t = useWords();
  if (templates.length === 0) return null;
  const heading = `paper-${paper.id}`;
  return (
    <section className={styles.group} aria-labelledby={heading}>
      <div className={styles.paper}>
        <h3 id={heading}>{paper.title}</h3>
        <span>{t('start.by', { authors: paper.authors, year: paper.year })}</span>
      </div>
      <ul className={styles.cards}>
        {templates.map((template) => (
          <Card key={template.id} template={template} />
        ))}
      </ul>
    </section>
  );
}

function Card({ template }: { readonly template: KnownTemplate }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { id, name, parameters, macs, preview } = template;
  const { line, parity } = catalogue[id];
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.card}
        aria-label={t('start.open-template', { name, line: inLanguage(language, line) })}
        onClick={() => openTemplate(id)}
      >
        <span className={styles.picture}>
          <SlabRow preview={preview} size={40} most={9} />
        </span>
        <span className={styles.words}>
          <strong>{name}</strong>
          <span className={styles.line}>{inLanguage(language, line)}</span>
        </span>
      </button>
      <div className={styles.figures}>
        <span className={styles.counts}>
          <span>{exact(parameters)}</span>
          <span>{t('app.macs', { value: short(macs, t) })}</span>
        </span>
        <WithTooltip text={inLanguage(language, parity.fact)}>
          <button
            type="button"
            className={classes(styles.parity, parity.kind === 'paper' && styles.parityPaper)}
          >
            {t(`start.parity-${parity.kind}`)}
          </button>
        </WithTooltip>
      </div>
    </li>
  );
}
