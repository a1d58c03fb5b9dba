import { Select } from '@base-ui/react/select';
import { Switch } from '@base-ui/react/switch';
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Check, ChevronDown, Search } from 'lucide-react';
import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from './classes';
import { Kbd } from './kbd';
import styles from './ui.module.css';

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  /** The accessible name, where no `<label>` is bound to it. */
  readonly label?: string;
  /** Figures and code: in mono, to the right. */
  readonly mono?: boolean;
  readonly invalid?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({ label, mono, invalid, className, ...rest }: TextFieldProps): ReactNode {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      {...rest}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(invalid === true ? { 'aria-invalid': true } : {})}
      className={classes(styles.field, mono === true && styles.mono, className)}
    />
  );
}

/** A search box; `shortcut` is the key that leads to it. */
export function SearchField({
  shortcut,
  ...rest
}: TextFieldProps & { readonly shortcut?: string }): ReactNode {
  return (
    <span className={styles.search}>
      <Search size={14} aria-hidden />
      <TextField type="search" {...rest} />
      {shortcut !== undefined && rest.value === '' && <Kbd keys={shortcut} />}
    </span>
  );
}

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly disabled?: boolean;
  /** At the right, quiet. */
  readonly hint?: string;
}

/** One of a list, in a popup. */
export function SelectField<V extends string>({
  label,
  value,
  choices,
  onChange,
  id,
  describedBy,
  disabled = false,
}: {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
  readonly id?: string;
  /** Id of its help. */
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean;
}): ReactNode {
  return (
    <Select.Root
      value={value}
      disabled={disabled}
      items={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <Select.Trigger
        className={classes(styles.button, styles.select)}
        aria-label={label}
        {...(id === undefined ? {} : { id })}
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      >
        <Select.Value />
        <Select.Icon>
          <ChevronDown size={14} aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Select.Popup className={styles.popup}>
            {choices.map((choice) => (
              <Select.Item
                key={choice.value}
                value={choice.value}
                disabled={choice.disabled ?? false}
                className={styles.item}
              >
                <span className={styles.mark}>
                  <Select.ItemIndicator>
                    <Check size={14} aria-hidden />
                  </Select.ItemIndicator>
                </span>
                <Select.ItemText>{choice.label}</Select.ItemText>
                {choice.hint !== undefined && (
                  <span className={classes(styles.kbd, styles.trail)}>{choice.hint}</span>
                )}
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}

/** On or off. */
export function SwitchField({
  label,
  checked,
  onChange,
  id,
  describedBy,
  disabled = false,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly id?: string;
  /** Id of its help. */
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean;
}): ReactNode {
  return (
    <Switch.Root
      className={styles.switch}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      aria-label={label}
      {...(id === undefined ? {} : { id })}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      <Switch.Thumb className={styles.thumb} />
    </Switch.Root>
  );
}

/** One of a few, all of them seen. */
export function Segments<V extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
}): ReactNode {
  return (
    <ToggleGroup
      className={styles.segments}
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const [chosen] = next;
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {choices.map((choice) => (
        <Toggle
          key={choice.value}
          value={choice.value}
          className={styles.segment}
          disabled={choice.disabled ?? false}
        >
          {choice.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
