import { Tooltip } from '@base-ui/react/tooltip';
import { memo, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { documentsOf } from '../../shared/blocks/documents';
import type { Shape } from '../../shared/ir/shape';
import { BLOCK_TYPE, useDrag } from '../platform/drag';
import { Figure } from '../platform/figure/figure';
import { paperLine, useLanguage } from '../platform/language';
import { classes } from '../platform/ui/classes';
import { categoryColour, Slab } from '../slab/slab';
import { addFromPalette } from './add';
import type { Entry } from './entries';
import styles from './palette.module.css';

/** What a block that stands nowhere yet is drawn as. */
const GLYPH: Shape = [32, 32, 64];

/** Where the pointer holds what it drags. */
const HOLD = 20;

/** A block's summary and figure, beside its row, which says the summary too. */
function BlockTip({ entry }: { readonly entry: Entry }): ReactNode {
  const language = useLanguage();
  const { reference } = entry.block;
  return (
    <Tooltip.Portal>
      <Tooltip.Positioner className={styles.tipPlace} side="right" align="start" sideOffset={12}>
        <Tooltip.Popup className={styles.tip} aria-hidden>
          <strong>{entry.name}</strong>
          {reference !== null && <span className={styles.tipPaper}>{paperLine(language, reference)}</span>}
          <span style={{ color: categoryColour(entry.category) }}>
            <Figure svg={documentsOf(entry.block).figure} label={null} />
          </span>
          <p>{entry.summary}</p>
        </Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  );
}

/** One block of the palette. A drag carries its kind; a double click adds it. */
export const BlockRow = memo(function BlockRow({
  id,
  entry,
  marked,
  onMark,
  documentKey,
}: {
  readonly id: string;
  readonly entry: Entry;
  readonly marked: boolean;
  readonly onMark: (kind: string) => void;
  readonly documentKey: string;
}): ReactNode {
  const [dragged, setDragged] = useState(false);
  const image = useRef<HTMLDivElement>(null);
  const onDragStart = (event: DragEvent): void => {
    // The picture must be in the page while the browser takes it.
    flushSync(() => setDragged(true));
    event.dataTransfer.setData(BLOCK_TYPE, entry.kind);
    event.dataTransfer.effectAllowed = 'copy';
    if (image.current !== null) event.dataTransfer.setDragImage(image.current, HOLD, HOLD);
    useDrag.setState({ kind: entry.kind });
  };
  const onDragEnd = (): void => {
    setDragged(false);
    useDrag.setState({ kind: null });
  };
  return (
    <>
      <Tooltip.Root>
        <Tooltip.Trigger
          render={<div />}
          id={id}
          role="option"
          aria-selected={marked}
          aria-description={entry.summary}
          tabIndex={-1}
          draggable
          className={classes(styles.row, marked && styles.marked)}
          onClick={() => onMark(entry.kind)}
          onDoubleClick={() => addFromPalette(documentKey, entry.kind)}
          onDragStart={onDragStart}
          onDragEnd={onDragEnd}
        >
          <span className={styles.dot} style={{ background: categoryColour(entry.category) }} aria-hidden />
          <span className={styles.name}>{entry.name}</span>
          <span className={styles.hint}>{entry.year}</span>
        </Tooltip.Trigger>
        <BlockTip entry={entry} />
      </Tooltip.Root>
      {dragged && (
        <div ref={image} className={styles.dragged} aria-hidden>
          <Slab shape={GLYPH} category={entry.category} size={28} />
          {entry.name}
        </div>
      )}
    </>
  );
});
