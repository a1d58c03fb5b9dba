import type { ReactNode } from 'react';
import type { TemplateSummary } from '../../templates/summaries';
import { thinned } from '../documents/preview';
import { Slab } from '../slab/slab';
import styles from './slab-row.module.css';

/** A network as a row of its slabs, as papers draw it. */
export function SlabRow({
  preview,
  size,
  most,
  width,
}: {
  readonly preview: TemplateSummary['preview'];
  /** Pixels of one slab's square. */
  readonly size: number;
  readonly most: number;
  /** Pixels of the row; as wide as it needs to be when absent. */
  readonly width?: number;
}): ReactNode {
  return (
    <span className={styles.row} style={width === undefined ? undefined : { width }}>
      {thinned(preview, most).map(({ category, shape }, index) => (
        <Slab key={index} shape={shape} category={category} size={size} />
      ))}
    </span>
  );
}
