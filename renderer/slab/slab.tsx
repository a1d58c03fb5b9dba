import { memo, type ReactNode } from 'react';
import type { Shape } from '../../shared/ir/shape';
import { slabPaths } from './geometry';
import styles from './slab.module.css';

/** The colour of a category, for stripes, ports, dots and slabs. */
export function categoryColour(category: string): string {
  return `var(--cat-${category}, var(--cat-input))`;
}

/**
 * A tensor drawn to scale. It says nothing to a screen reader: its shape stands beside it in words.
 * @param size pixels of the square it is drawn in
 */
export const Slab = memo(function Slab({
  shape,
  category,
  size,
}: {
  readonly shape: Shape | null;
  readonly category: string;
  readonly size: number;
}): ReactNode {
  // What is not known is a thin outline of a middling slab.
  const { front, top, side } = slabPaths(shape ?? [16, 16, 16], size);
  return (
    <svg
      className={shape === null ? styles.unknown : styles.slab}
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      style={{ color: categoryColour(category) }}
      aria-hidden
    >
      <polygon points={top} className={styles.top} />
      <polygon points={side} className={styles.side} />
      <polygon points={front} className={styles.front} />
    </svg>
  );
});
