import type { ReactNode } from 'react';
import styles from './ui.module.css';

/** A shortcut as people read it: `Ctrl+Shift+P`. */
export function Kbd({ keys }: { readonly keys: string }): ReactNode {
  return <kbd className={styles.kbd}>{keys}</kbd>;
}
