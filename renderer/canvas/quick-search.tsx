import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { allBlocks } from '../../shared/blocks/registry';
import { documentOf } from '../documents/store';
import { blockWords, useLanguage, useWords, type Language } from '../platform/language';
import { SearchField } from '../platform/ui/fields';
import { classes } from '../platform/ui/classes';
import { categoryColour } from '../slab/slab';
import styles from './canvas.module.css';
import { fitOf } from './fitting';
import { rank, type Candidate } from './rank';
import { controlsOf, useCanvas, type QuickSearch as Search } from './store';
import { nameOf } from './view-model';

const WIDTH = 264;
const HEIGHT = 300;
const LIST = 'quick-search-list';

interface Item extends Candidate {
  readonly name: string;
  readonly category: string;
  readonly year: string;
}

function itemsIn(language: Language): readonly Item[] {
  return allBlocks().map(({ kind, type, category, reference }) => {
    const { name } = blockWords(language, kind);
    return {
      kind,
      category,
      composite: type === 'composite',
      name,
      names: [name, blockWords('en', kind).name],
      paper: reference === null ? '' : `${reference.authors} ${reference.title}`,
      year: reference === null ? '' : String(reference.year),
    };
  });
}

function close(documentKey: string): void {
  useCanvas.setState({ search: null });
  controlsOf(documentKey)?.focus();
}

/** The popup that adds a block by its name, where it was asked for. */
export function QuickSearch({
  search,
  room,
  onChoose,
}: {
  readonly search: Search;
  /** The canvas's size: the popup stays inside. */
  readonly room: { readonly width: number; readonly height: number };
  readonly onChoose: (search: Search, kind: string) => void;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const fitting = useMemo(() => {
    const open = documentOf(search.documentKey);
    if (open === undefined) return [];
    const { history, analysis } = open;
    const found = itemsIn(language).map((item) => ({
      item,
      fit: fitOf(history, analysis, search, item.kind),
    }));
    // What needs an edit besides comes after what does not.
    return (['at-once', 'mended'] as const).flatMap((wanted) =>
      found.filter(({ fit }) => fit === wanted).map(({ item }) => item),
    );
  }, [language, search]);
  const items = useMemo(() => rank(query, fitting), [query, fitting]);
  const at = Math.min(chosen, items.length - 1);
  const choose = (kind: string | undefined): void => {
    if (kind === undefined) return;
    close(search.documentKey);
    onChoose(search, kind);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' || event.key === 'Tab') close(search.documentKey);
    else if (event.key === 'Enter') choose(items[at]?.kind);
    else if (event.key === 'ArrowDown') setChosen(Math.min(items.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={classes(styles.quick, 'nowheel', 'nodrag', 'nopan')}
      style={{
        left: Math.max(8, Math.min(search.screen.x, room.width - WIDTH - 8)),
        top: Math.max(8, Math.min(search.screen.y, room.height - HEIGHT - 8)),
      }}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) useCanvas.setState({ search: null });
      }}
    >
      <SearchField
        label={t('canvas.quick-label')}
        placeholder={t('canvas.quick-placeholder')}
        value={query}
        autoFocus
        type="text"
        role="combobox"
        aria-expanded
        aria-controls={LIST}
        aria-activedescendant={at >= 0 ? `${LIST}-${at}` : undefined}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
      />
      <Behind search={search} />
      <List items={items} at={at} onChoose={choose} />
    </div>
  );
}

/** What the block will be connected to. */
function Behind({ search }: { readonly search: Search }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const document = documentOf(search.documentKey)?.history.document;
  const name = (id: string | undefined): string => {
    const node = document?.nodes.find((candidate) => candidate.id === id);
    return node === undefined ? '' : nameOf({ ...node, definition: '' }, language).name;
  };
  const edge = document?.edges.find(({ id }) => id === search.edge);
  const text =
    edge !== undefined
      ? t('canvas.quick-edge', { from: name(edge.from[0]), to: name(edge.to[0]) })
      : search.from !== null
        ? t('canvas.quick-behind', { name: name(search.from[0]) })
        : search.to !== null
          ? t('canvas.quick-before', { name: name(search.to[0]) })
          : null;
  return text === null ? null : (
    <p className={styles.quickWhere} title={text}>
      {text}
    </p>
  );
}

function List({
  items,
  at,
  onChoose,
}: {
  readonly items: readonly Item[];
  readonly at: number;
  readonly onChoose: (kind: string) => void;
}): ReactNode {
  const t = useWords();
  const current = useRef<HTMLDivElement>(null);
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest' }), [at]);
  return (
    <>
      <div id={LIST} className={styles.quickList} role="listbox" aria-label={t('canvas.quick-list')}>
        {items.map((item, index) => (
          <div
            key={item.kind}
            id={`${LIST}-${index}`}
            ref={index === at ? current : null}
            role="option"
            aria-selected={index === at}
            className={styles.quickItem}
            // The field keeps the focus, so that leaving it closes the popup only when the person leaves.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item.kind)}
          >
            <span className={styles.dot} style={{ background: categoryColour(item.category) }} />
            <span className={styles.quickName} title={item.name}>
              {item.name}
            </span>
            <span className={styles.quickYear}>{item.year}</span>
          </div>
        ))}
      </div>
      {items.length === 0 && <p className={styles.quickNone}>{t('canvas.quick-none')}</p>}
    </>
  );
}
