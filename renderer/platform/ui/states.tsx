import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './ui.module.css';

/** What to do where there is nothing yet: a sentence, and the button that does it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}

/** How far something is. @param value 0 to 1, or null while it cannot be known */
export function ProgressBar({
  label,
  value,
}: {
  readonly label: string;
  readonly value: number | null;
}): ReactNode {
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(value === null ? {} : { 'aria-valuenow': Math.round(value * 100) })}
    >
      <div
        className={classes(styles.progressBar, value === null && styles.unsure)}
        style={value === null ? undefined : { width: `${Math.min(1, Math.max(0, value)) * 100}%` }}
      />
    </div>
  );
}
