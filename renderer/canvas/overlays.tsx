import { useStore } from '@xyflow/react';
import type { ReactNode, RefObject } from 'react';
import { categoryOf } from '../documents/category';
import { runCommand } from '../platform/commands';
import { blockWords, useLanguage, useWords } from '../platform/language';
import { classes } from '../platform/ui/classes';
import { Button } from '../platform/ui/button';
import { EmptyState } from '../platform/ui/states';
import { categoryColour, Slab } from '../slab/slab';
import styles from './canvas.module.css';
import { addChosen } from './edits';
import nodeStyles from './node.module.css';
import { QuickSearch } from './quick-search';
import { NODE } from './sizes';
import { useCanvas } from './store';
import type { Stage } from './use-scene';

/** A block of the palette where a drop would put it. */
export function Ghost(): ReactNode {
  const ghost = useCanvas((state) => state.ghost);
  const onEdge = useCanvas((state) => state.dropEdge !== null);
  const language = useLanguage();
  // The drawing's own scale: the ghost is as large as the block will be.
  const x = useStore(({ transform }) => transform[0]);
  const y = useStore(({ transform }) => transform[1]);
  const zoom = useStore(({ transform }) => transform[2]);
  if (ghost === null) return null;
  const category = categoryOf(ghost.kind, {});
  const moved = `translate(${x + ghost.at.x * zoom}px, ${y + ghost.at.y * zoom}px) scale(${zoom})`;
  return (
    <div
      className={classes(styles.ghost, onEdge && styles.ghostOnEdge)}
      style={{ transform: moved }}
      aria-hidden
    >
      <div
        className={nodeStyles.node}
        style={{ ...NODE, '--category': categoryColour(category) } as Record<string, string | number>}
      >
        <span className={nodeStyles.stripe} />
        <div className={nodeStyles.slab}>
          <Slab shape={null} category={category} size={44} />
        </div>
        <div className={nodeStyles.text}>
          <div className={nodeStyles.name}>{blockWords(language, ghost.kind).name}</div>
        </div>
      </div>
    </div>
  );
}

/** The quick search, while it is open. */
export function Search({
  stage,
  box,
}: {
  readonly stage: RefObject<Stage>;
  readonly box: RefObject<HTMLDivElement | null>;
}): ReactNode {
  const search = useCanvas((state) => state.search);
  if (search === null) return null;
  const room = { width: box.current?.clientWidth ?? 0, height: box.current?.clientHeight ?? 0 };
  return (
    <QuickSearch
      key={search.documentKey}
      search={search}
      room={room}
      onChoose={(from, kind) => addChosen(from, kind, stage.current)}
    />
  );
}

/** What to do on a canvas that holds nothing yet. */
export function Empty(): ReactNode {
  const t = useWords();
  return (
    <div className={styles.empty}>
      <EmptyState
        title={t('canvas.empty-title')}
        action={
          <div className={styles.emptyActions}>
            <Button onClick={() => runCommand('view.quick-add')}>{t('canvas.empty-action')}</Button>
            <Button onClick={() => runCommand('app.start')}>{t('canvas.empty-templates')}</Button>
          </div>
        }
      >
        {t('canvas.empty-text')}
      </EmptyState>
    </div>
  );
}
