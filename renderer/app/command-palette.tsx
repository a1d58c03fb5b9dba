import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { RecentFile } from '../../shared/protocol/window';
import { ask } from '../platform/api';
import { useLanguage, useWords } from '../platform/language';
import { classes } from '../platform/ui/classes';
import { Kbd } from '../platform/ui/kbd';
import ui from '../platform/ui/ui.module.css';
import styles from './command-palette.module.css';
import { closeDialog, useDialogs } from './dialogs';
import { ranked } from './fuzzy';
import { paletteEntries, type PaletteEntry } from './palette-entries';

/** More are not read, and would be slow to draw. */
const MAX_SHOWN = 60;

/** Everything by typing: commands, blocks, nodes, templates, tabs, files. */
export function CommandPalette(): ReactNode {
  const t = useWords();
  const open = useDialogs((state) => state.open === 'palette');
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) closeDialog();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={classes(ui.backdrop, styles.backdrop)} />
        <Dialog.Popup
          className={classes(ui.dialog, styles.palette)}
          aria-label={t('app.palette')}
          initialFocus={input}
        >
          <Finder input={input} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ input }: { readonly input: React.RefObject<HTMLInputElement | null> }): ReactNode {
  const t = useWords();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = useFound(query);
  const list = useId();
  const current = found[Math.min(at, found.length - 1)];
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt((old) => stepped(Math.min(old, found.length - 1), by, found.length));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && current !== undefined) {
      event.preventDefault();
      carryOut(current);
    }
  };
  return (
    <>
      <div className={styles.head}>
        <Search size={16} aria-hidden />
        <input
          ref={input}
          className={styles.input}
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : `${list}-${current.id}`}
          aria-label={t('app.palette-label')}
          placeholder={t('app.palette-label')}
          value={query}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <Results id={list} found={found} current={current} query={query} onPoint={setAt} />
      <div className="visually-hidden" role="status">
        {t('app.palette-count', { count: found.length })}
      </div>
    </>
  );
}

/** One step ends where it began; a page stops at the ends. */
function stepped(at: number, by: number, count: number): number {
  if (count === 0) return 0;
  if (Math.abs(by) > 1) return Math.min(count - 1, Math.max(0, at + by));
  return (at + by + count) % count;
}

function useFound(query: string): readonly PaletteEntry[] {
  const t = useWords();
  const language = useLanguage();
  const [recent, setRecent] = useState<readonly RecentFile[]>([]);
  useEffect(() => {
    let here = true;
    void ask('files/recent', null).then((answer) => {
      if (here && answer.ok) setRecent(answer.value);
    });
    return () => {
      here = false;
    };
  }, []);
  const all = useMemo(() => paletteEntries(t, language, recent), [t, language, recent]);
  return useMemo(() => ranked(query, all).slice(0, MAX_SHOWN), [query, all]);
}

/** Closes first: what it does may open a dialog of its own. */
function carryOut(entry: PaletteEntry): void {
  closeDialog();
  entry.run();
}

function Results({
  id,
  found,
  current,
  query,
  onPoint,
}: {
  readonly id: string;
  readonly found: readonly PaletteEntry[];
  readonly current: PaletteEntry | undefined;
  readonly query: string;
  readonly onPoint: (at: number) => void;
}): ReactNode {
  const t = useWords();
  return (
    <>
      <ul id={id} className={styles.list} role="listbox" aria-label={t('app.palette-results')}>
        {found.map((entry, index) => (
          <Result
            key={entry.id}
            id={`${id}-${entry.id}`}
            entry={entry}
            selected={entry === current}
            onPoint={() => onPoint(index)}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={styles.empty}>{t('app.palette-empty', { query })}</p>}
    </>
  );
}

function Result({
  id,
  entry,
  selected,
  onPoint,
}: {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly selected: boolean;
  readonly onPoint: () => void;
}): ReactNode {
  const t = useWords();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li
      ref={item}
      id={id}
      role="option"
      aria-selected={selected}
      className={classes(styles.result, selected && styles.selected)}
      onMouseMove={onPoint}
      onClick={() => carryOut(entry)}
    >
      <span className={styles.label}>{entry.label}</span>
      {entry.keys === undefined ? (
        <span className={styles.kind}>{t(`app.kind-${entry.kind}`)}</span>
      ) : (
        <Kbd keys={entry.keys} />
      )}
    </li>
  );
}
