import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent, type ReactNode, type WheelEvent } from 'react';
import { close, titleOf } from '../documents/files';
import { isUnsaved, moveDocument, showDocument, useDocuments } from '../documents/store';
import { keysOf, runCommand } from '../platform/commands';
import { useWords } from '../platform/language';
import { IconButton } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import styles from './document-tabs.module.css';

/** The type of a tab being dragged to another place in the row. */
const TAB_TYPE = 'application/x-inlay-tab';

/** A tab for every open network, and a button for a new one. What does not fit scrolls. */
export function DocumentTabs(): ReactNode {
  const t = useWords();
  const order = useDocuments((state) => state.order);
  const row = useRef<HTMLUListElement>(null);
  const onWheel = (event: WheelEvent): void => {
    if (row.current !== null && event.deltaY !== 0) row.current.scrollLeft += event.deltaY;
  };
  return (
    <nav className={styles.tabs} aria-label={t('app.documents')}>
      <ul ref={row} className={styles.row} onWheel={onWheel}>
        {order.map((key, index) => (
          <DocumentTab key={key} documentKey={key} index={index} />
        ))}
      </ul>
      <IconButton
        label={t('app.new-tab')}
        shortcut={keysOf('file.new')}
        onClick={() => runCommand('file.new')}
      >
        <Plus size={16} aria-hidden />
      </IconButton>
    </nav>
  );
}

function DocumentTab({
  documentKey,
  index,
}: {
  readonly documentKey: string;
  readonly index: number;
}): ReactNode {
  const t = useWords();
  const title = useDocuments(({ documents }) => {
    const open = documents[documentKey];
    return open === undefined ? '' : titleOf(open);
  });
  const unsaved = useDocuments(({ documents }) => {
    const open = documents[documentKey];
    return open !== undefined && isUnsaved(open);
  });
  const active = useDocuments((state) => state.active === documentKey);
  const drop = useTabDrop(index);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) item.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [active]);
  return (
    <li
      ref={item}
      className={classes(styles.tab, active && styles.active, drop.over && styles.over)}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(TAB_TYPE, documentKey);
        event.dataTransfer.effectAllowed = 'move';
      }}
      {...drop.handlers}
      onAuxClick={(event) => {
        if (event.button === 1) void close(documentKey);
      }}
    >
      <button
        type="button"
        className={styles.title}
        title={title}
        aria-current={active ? 'page' : undefined}
        onClick={() => showDocument(documentKey)}
      >
        <span className={styles.name}>{title}</span>
        {unsaved && <span className={styles.dot} role="img" aria-label={t('app.unsaved')} />}
      </button>
      <button
        type="button"
        className={styles.close}
        aria-label={t('app.close-document', { name: title })}
        onClick={() => void close(documentKey)}
      >
        <X size={12} aria-hidden />
      </button>
    </li>
  );
}

function useTabDrop(index: number): {
  readonly over: boolean;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: () => void;
    readonly onDrop: (event: DragEvent) => void;
  };
} {
  const [over, setOver] = useState(false);
  const isTab = (event: DragEvent): boolean => event.dataTransfer.types.includes(TAB_TYPE);
  return {
    over,
    handlers: {
      onDragOver: (event) => {
        if (!isTab(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        setOver(false);
        const moved = event.dataTransfer.getData(TAB_TYPE);
        if (moved !== '') moveDocument(moved, index);
      },
    },
  };
}
