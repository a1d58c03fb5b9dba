import { CircleHelp, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../platform/language';
import { IconButton } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import { WithTooltip } from '../platform/ui/tooltip';
import styles from './inspector.module.css';

/** A label with its help and the way back to the default, beside or above a field. */
export function ParamRow({
  id,
  label,
  help,
  size = 'half',
  reset,
  children,
}: {
  /** Of the field; its help is `<id>-help`. */
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  /** Of the field beside the label; `full`: below it. */
  readonly size?: 'narrow' | 'half' | 'full';
  /** Back to the default; absent where it is the default. */
  readonly reset?: { readonly shown: string; readonly run: () => void } | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const t = useWords();
  return (
    <div className={classes(styles.row, size === 'narrow' && styles.narrow, size === 'full' && styles.wide)}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {help !== undefined && (
          <>
            <WithTooltip text={help} side="left">
              <button
                type="button"
                className={styles.help}
                aria-label={t('inspector.help', { name: label })}
                aria-describedby={`${id}-help`}
              >
                <CircleHelp size={14} aria-hidden />
              </button>
            </WithTooltip>
            <span id={`${id}-help`} className="visually-hidden">
              {help}
            </span>
          </>
        )}
        {reset !== undefined && (
          <IconButton
            className={styles.reset}
            label={t('inspector.reset', { name: label, value: reset.shown })}
            onClick={reset.run}
          >
            <RotateCcw size={14} aria-hidden />
          </IconButton>
        )}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
