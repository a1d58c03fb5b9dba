import { useId, useState, type ReactNode } from 'react';
import type { Recipe } from '../../shared/recipe/types';
import { useWords, type Words } from '../platform/language';
import { SwitchField, TextField } from '../platform/ui/fields';
import { setting } from './recipe-summary';
import { typed, valueIn, withValue, type RecipeField } from './recipe-fields';
import styles from './training.module.css';

/** A recipe that is being edited. It may hold NaN, where a person's text is no number (yet). */
export interface Draft {
  readonly recipe: Recipe;
  readonly change: (recipe: Recipe) => void;
  /** What was expected where it is wrong, by place. */
  readonly wrong: ReadonlyMap<string, string>;
}

/** A label, its control, and words that help below them. `children` gets the id for the control. */
export function Row({
  label,
  help,
  children,
}: {
  readonly label: string;
  readonly help?: string | undefined;
  readonly children: (id: string) => ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <div>{children(id)}</div>
      {help !== undefined && <p className={styles.help}>{help}</p>}
    </div>
  );
}

const WHOLE = 'integer, ';

/** What a schema expected, its one word in the reader's language. */
function expectedText(expected: string, t: Words): string {
  return expected.startsWith(WHOLE)
    ? t('training.expected-whole', { expected: expected.slice(WHOLE.length) })
    : t('training.expected', { expected });
}

/** A number as text; while it is wrong it says what was expected. */
export function NumberInput({
  id,
  label,
  value,
  expected,
  onChange,
}: {
  readonly id?: string;
  readonly label: string;
  readonly value: number;
  readonly expected: string | undefined;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const t = useWords();
  const hint = useId();
  // The text stands as typed (`1e-`, `0.10`); a value from elsewhere takes its place.
  const [text, setText] = useState(() => setting(value));
  const shown = Object.is(typed(text), value) ? text : setting(value);
  return (
    <span className={styles.number}>
      <TextField
        {...(id === undefined ? {} : { id })}
        label={label}
        mono
        inputMode="decimal"
        value={shown}
        invalid={expected !== undefined}
        aria-describedby={expected === undefined ? undefined : hint}
        onChange={(event) => {
          setText(event.target.value);
          onChange(typed(event.target.value));
        }}
      />
      {expected !== undefined && (
        <span id={hint} className={styles.expected}>
          {expectedText(expected, t)}
        </span>
      )}
    </span>
  );
}

/** One generated setting of a recipe. */
export function RecipeRow({
  field,
  recipe,
  change,
  wrong,
}: Draft & { readonly field: RecipeField }): ReactNode {
  const t = useWords();
  const { path } = field;
  const label = t(field.label);
  const value = valueIn(recipe, path);
  const put = (next: unknown): void => change(withValue(recipe, path, next));
  const help = field.help === undefined ? undefined : t(field.help);
  const input = (id?: string): ReactNode => (
    <NumberInput
      {...(id === undefined ? {} : { id })}
      label={label}
      value={value as number}
      expected={wrong.get(path)}
      onChange={put}
    />
  );
  return (
    <Row label={label} help={help}>
      {(id) => {
        if (field.type === 'number') return input(id);
        if (field.type === 'switch') {
          return <SwitchField id={id} label={label} checked={value === true} onChange={put} />;
        }
        return (
          <span className={styles.optional}>
            <SwitchField
              id={id}
              label={label}
              checked={value !== null}
              onChange={(on) => put(on ? field.start : null)}
            />
            {value !== null && input()}
          </span>
        );
      }}
    </Row>
  );
}
