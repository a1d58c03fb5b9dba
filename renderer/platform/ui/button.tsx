import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from './classes';
import { Kbd } from './kbd';
import { WithTooltip } from './tooltip';
import styles from './ui.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'normal' | 'primary' | 'ghost' | 'danger';
  /** Fills its column; a shortcut stands at the right. */
  readonly wide?: boolean;
  readonly shortcut?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words on it. One primary button on a screen. */
export function Button({
  look = 'normal',
  wide = false,
  shortcut,
  className,
  children,
  ...rest
}: ButtonProps): ReactNode {
  const look_ = look === 'normal' ? undefined : styles[look];
  return (
    <button type="button" {...rest} className={classes(styles.button, look_, wide && styles.wide, className)}>
      {children}
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Its accessible name, and its tooltip. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  /** For one that stays down: whether it is. */
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with an icon alone: its name is told on hover and to screen readers. */
export function IconButton({
  label,
  shortcut,
  pressed,
  className,
  children,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <WithTooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={classes(
          styles.button,
          styles.ghost,
          styles.icon,
          pressed === true && styles.pressedOn,
          className,
        )}
      >
        {children}
      </button>
    </WithTooltip>
  );
}
