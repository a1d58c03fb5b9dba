import type { ReactNode } from 'react';
import { Segments, SelectField, SwitchField, type Choice } from '../platform/ui/fields';
import styles from './settings-dialog.module.css';

interface RowProps<V> {
  readonly label: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** The label is seen here and heard with the field, which carries it as its name. */
function Row({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.row}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}

/** One of a few, all of them seen. */
export function SegmentsField<V extends string>({
  choices,
  ...rest
}: RowProps<V> & { readonly choices: readonly Choice<V>[] }): ReactNode {
  return (
    <Row label={rest.label}>
      <Segments {...rest} choices={choices} />
    </Row>
  );
}

/** One of a list. */
export function SelectSetting<V extends string>({
  choices,
  ...rest
}: RowProps<V> & { readonly choices: readonly Choice<V>[] }): ReactNode {
  return (
    <Row label={rest.label}>
      <span className={styles.select}>
        <SelectField {...rest} choices={choices} />
      </span>
    </Row>
  );
}

/** On or off. */
export function SwitchSetting({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
}): ReactNode {
  return (
    <Row label={label}>
      <SwitchField label={label} checked={checked} onChange={onChange} />
    </Row>
  );
}
