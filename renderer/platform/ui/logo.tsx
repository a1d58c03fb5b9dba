import type { ReactNode } from 'react';
import styles from './logo.module.css';

/** A small square laid into a larger one. */
export function Logo({ size }: { readonly size: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" className={styles.logo} aria-hidden>
      <rect x="2" y="2" width="20" height="20" rx="5" className={styles.outer} />
      <rect x="8" y="8" width="8" height="8" rx="2" className={styles.inner} />
    </svg>
  );
}
