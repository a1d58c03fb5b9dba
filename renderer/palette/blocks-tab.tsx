import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { keysOf } from '../platform/commands';
import { useLanguage, useWords } from '../platform/language';
import { SearchField } from '../platform/ui/fields';
import { EmptyState } from '../platform/ui/states';
import { addFromPalette } from './add';
import { BlockRow } from './block-row';
import { groupsIn, type Entry, type Group } from './entries';
import styles from './palette.module.css';
import { rankBlocks } from './rank';
import { usePalette } from './store';

/** Puts the keyboard into the field when the search was asked for, perhaps before the field was there. */
function useAskedFocus(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  const asked = usePalette((state) => state.asked);
  useEffect(() => {
    if (!asked) return;
    usePalette.setState({ asked: false });
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  return field;
}

function GroupHeading({ id, group }: { readonly id: string; readonly group: Group }): ReactNode {
  const t = useWords();
  return (
    <div className={styles.heading} id={id} role="presentation">
      {t(`palette.group-${group.id}`)}
    </div>
  );
}

/** What is found, and which of it the arrows are at. */
function useBlockList(): {
  readonly groups: readonly Group[];
  readonly query: string;
  readonly search: (query: string) => void;
  /** What is listed, in order. */
  readonly shown: readonly Entry[];
  readonly marked: Entry | undefined;
  readonly mark: (kind: string) => void;
} {
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState<string | null>(null);
  const groups = useMemo(() => groupsIn(language), [language]);
  const all = useMemo(() => groups.flatMap(({ entries }) => entries), [groups]);
  const shown = useMemo(() => rankBlocks(query, all), [query, all]);
  // The best answer is at hand while one searches; else nothing is marked before the arrows are used.
  const first = query.trim() === '' ? undefined : shown[0];
  return {
    groups,
    query,
    search: (next) => {
      setQuery(next);
      setAt(null);
    },
    shown,
    marked: shown.find(({ kind }) => kind === at) ?? first,
    mark: setAt,
  };
}

function Nothing({ query }: { readonly query: string }): ReactNode {
  const t = useWords();
  return (
    <div role="status" className={styles.nothing}>
      <EmptyState title={t('palette.nothing', { query })}>{t('palette.nothing-text')}</EmptyState>
    </div>
  );
}

/** The field that searches the list; the arrows in it walk the list. */
function BlockSearch({
  list,
  active,
  query,
  onSearch,
  onKeyDown,
}: {
  readonly list: string;
  readonly active: { readonly 'aria-activedescendant'?: string };
  readonly query: string;
  readonly onSearch: (query: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}): ReactNode {
  const t = useWords();
  const field = useAskedFocus();
  return (
    <SearchField
      ref={field}
      type="text"
      role="combobox"
      aria-expanded
      aria-controls={list}
      aria-autocomplete="list"
      {...active}
      label={t('palette.find')}
      placeholder={t('palette.find')}
      shortcut={keysOf('view.find-block') ?? '/'}
      value={query}
      onChange={(event) => onSearch(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** Every block, to be searched, dragged onto the canvas, or added with Enter. */
export function BlocksTab({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const list = useId();
  const { groups, query, search, shown, marked, mark } = useBlockList();
  const idOf = (kind: string): string => `${list}-${kind}`;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const index = marked === undefined ? -1 : shown.indexOf(marked);
    const to =
      event.key === 'ArrowDown' ? index + 1 : event.key === 'ArrowUp' ? Math.max(0, index - 1) : null;
    const next = to === null ? undefined : (shown[to] ?? marked);
    if (next !== undefined) {
      mark(next.kind);
      document.getElementById(idOf(next.kind))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && marked !== undefined) addFromPalette(documentKey, marked.kind);
    else if (event.key === 'Escape' && query !== '') search('');
    else return;
    event.preventDefault();
  };
  const row = (entry: Entry): ReactNode => (
    <BlockRow
      key={entry.kind}
      id={idOf(entry.kind)}
      entry={entry}
      marked={entry === marked}
      onMark={mark}
      documentKey={documentKey}
    />
  );
  const active = marked === undefined ? {} : { 'aria-activedescendant': idOf(marked.kind) };
  return (
    <div className={styles.blocks}>
      <BlockSearch list={list} active={active} query={query} onSearch={search} onKeyDown={onKeyDown} />
      <div
        id={list}
        role="listbox"
        aria-label={t('palette.blocks')}
        tabIndex={0}
        {...active}
        className={styles.list}
        onKeyDown={onKeyDown}
      >
        {query.trim() !== ''
          ? shown.map(row)
          : groups.map((group) => (
              <div key={group.id} role="group" aria-labelledby={idOf(`group-${group.id}`)}>
                <GroupHeading id={idOf(`group-${group.id}`)} group={group} />
                {group.entries.map(row)}
              </div>
            ))}
      </div>
      {shown.length === 0 && <Nothing query={query.trim()} />}
    </div>
  );
}
