import {
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { catalogue, papers } from '../../templates/catalogue';
import {
  findTemplates,
  groupTemplates,
  knownTemplates,
  paperHeading,
  textIn,
  type KnownTemplate,
  type TemplateGroup,
} from '../documents/templates';
import { useLanguage, useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import { SearchField } from '../platform/ui/fields';
import { EmptyState } from '../platform/ui/states';
import { walkCards } from './arrow-keys';
import { Card, type CardDialog } from './card';
import styles from './gallery.module.css';
import { ParityDialog } from './parity-dialog';
import { useSeen } from './seen';
import { WithDataDialog } from './with-data-dialog';

/** As many as the window first shows; the others follow as soon as it has. */
const FIRST = knownTemplates.slice(0, 9);

interface Shown {
  readonly template: KnownTemplate;
  readonly dialog: CardDialog;
}

/** Networks to begin with, by the paper they come from. */
export function Gallery(): ReactNode {
  const t = useWords();
  const [query, setQuery] = useState('');
  const [paper, setPaper] = useState<string | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const found = useMemo(() => {
    const all = findTemplates(query);
    return paper === null ? all : all.filter(({ id }) => catalogue[id].paper === paper);
  }, [query, paper]);
  const listed = useDeferredValue(found, FIRST);
  const clear = (): void => {
    setQuery('');
    setPaper(null);
  };
  return (
    <main className={styles.gallery} aria-labelledby="templates-heading" onKeyDown={walkCards}>
      <div className={styles.head}>
        <h2 id="templates-heading">{t('start.templates')}</h2>
        <Search query={query} onSearch={setQuery} />
        <PaperChips chosen={paper} onChoose={setPaper} />
        <p role="status" className="visually-hidden">
          {t('start.found', { count: found.length })}
        </p>
      </div>
      {groupTemplates(listed).map((group) => (
        <PaperGroup key={group.paper.id} group={group} onShow={setShown} />
      ))}
      {listed.length === 0 && (
        <EmptyState
          title={t('start.no-match', { query })}
          action={<Button onClick={clear}>{t('start.clear-search')}</Button>}
        />
      )}
      {shown !== null && <Dialog shown={shown} onShow={setShown} />}
    </main>
  );
}

function Dialog({
  shown: { template, dialog },
  onShow,
}: {
  readonly shown: Shown;
  readonly onShow: (shown: Shown | null) => void;
}): ReactNode {
  const close = (): void => onShow(null);
  return dialog === 'data' ? (
    <WithDataDialog template={template} onClose={close} />
  ) : (
    <ParityDialog
      template={template}
      onClose={close}
      onWithData={() => onShow({ template, dialog: 'data' })}
    />
  );
}

function Search({
  query,
  onSearch,
}: {
  readonly query: string;
  readonly onSearch: (query: string) => void;
}): ReactNode {
  const t = useWords();
  const field = useRef<HTMLInputElement>(null);
  useSlash(field);
  return (
    <div className={styles.search}>
      <SearchField
        ref={field}
        label={t('start.find')}
        placeholder={t('start.find')}
        shortcut="/"
        value={query}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onSearch('');
        }}
      />
    </div>
  );
}

/** `/` leads to the search field, as everywhere. */
function useSlash(field: RefObject<HTMLInputElement | null>): void {
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

/** One paper's networks alone, or all. */
function PaperChips({
  chosen,
  onChoose,
}: {
  readonly chosen: string | null;
  readonly onChoose: (paper: string | null) => void;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const chip = (id: string | null, label: ReactNode): ReactNode => (
    <button
      key={id}
      type="button"
      className={classes(styles.chip, id === chosen && styles.chipOn)}
      aria-pressed={id === chosen}
      onClick={() => onChoose(id)}
    >
      {label}
    </button>
  );
  return (
    <div role="group" aria-label={t('start.papers')} className={styles.chips}>
      {chip(null, t('start.all-papers'))}
      {papers.map(({ id, short }) =>
        chip(id, typeof short === 'string' ? <span translate="no">{short}</span> : textIn(language, short)),
      )}
    </div>
  );
}

function PaperGroup({
  group: { paper, templates },
  onShow,
}: {
  readonly group: TemplateGroup;
  readonly onShow: (shown: Shown) => void;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const [section, seen] = useSeen<HTMLElement>();
  const heading = `paper-${paper.id}`;
  return (
    <section ref={section} className={styles.group} aria-labelledby={heading}>
      <div className={styles.paper}>
        <h3 id={heading}>{paperHeading(language, paper)}</h3>
        {paper.year !== null && <span>{t('start.by', { authors: paper.authors, year: paper.year })}</span>}
      </div>
      <ul className={styles.cards}>
        {templates.map((template) => (
          <Card
            key={template.id}
            template={template}
            drawn={seen}
            onShow={(dialog) => onShow({ template, dialog })}
          />
        ))}
      </ul>
    </section>
  );
}
