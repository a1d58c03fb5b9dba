import { ChevronDown, ChevronUp } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../platform/language';
import { classes } from '../platform/ui/classes';
import { TextField } from '../platform/ui/fields';
import { useGesture } from './gesture';
import styles from './fields.module.css';
import { parseNumber, showNumber, stepNumber, type NumberLimits, type ParsedNumber } from './number-text';

interface NumberFieldProps {
  readonly id?: string;
  /** The accessible name, where no `<label>` is bound to it. */
  readonly label?: string;
  readonly describedBy?: string | undefined;
  readonly value: number;
  readonly limits: NumberLimits;
  readonly unit?: string | undefined;
  /** Without buttons that step: one of several in a row. */
  readonly compact?: boolean;
  /** Every good value, while it is typed. */
  readonly onChange: (value: number, gesture: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

interface Draft {
  readonly text: string;
  /** What the document holds for it. */
  readonly of: number;
  /** What the document held before it. */
  readonly before: number;
}

/** What stands in a number field while the document holds `value`. */
function useNumberDraft({
  value,
  limits,
  onChange,
}: Pick<NumberFieldProps, 'value' | 'limits' | 'onChange'>): {
  readonly text: string;
  readonly parsed: ParsedNumber;
  readonly begin: () => void;
  readonly type: (typed: string) => void;
  readonly step: (up: boolean, large: boolean) => void;
  /** Back to what the document holds. */
  readonly drop: () => void;
} {
  const gesture = useGesture();
  // A draft counts only as long as the document holds what it held when the draft was typed: undo shows through.
  const [typing, setDraft] = useState<Draft | null>(null);
  const draft = typing?.of === value ? typing : null;
  const text = draft?.text ?? showNumber(value);
  const parsed = parseNumber(text, limits);
  const commit = (next: number): void => {
    if (next !== value) onChange(next, gesture.current());
  };
  return {
    text,
    parsed,
    begin: gesture.begin,
    type: (typed) => {
      const read = parseNumber(typed, limits);
      const before = draft?.before ?? value;
      // The first digits of a number that is too large are not what was meant: what was there before is.
      const next = read.ok ? read.value : before;
      setDraft({ text: typed, of: next, before });
      commit(next);
    },
    step: (up, large) => {
      setDraft(null);
      commit(stepNumber(parsed.ok ? parsed.value : value, up, large, limits));
    },
    drop: () => setDraft(null),
  };
}

/** Buttons for the mouse; the keyboard has its arrows. */
function Steppers({ onStep }: { readonly onStep: (up: boolean, large: boolean) => void }): ReactNode {
  const stepper = (up: boolean): ReactNode => (
    <button
      type="button"
      tabIndex={-1}
      onPointerDown={(event) => {
        // The keyboard stays in the field.
        event.preventDefault();
        onStep(up, event.shiftKey);
      }}
    >
      {up ? <ChevronUp size={10} /> : <ChevronDown size={10} />}
    </button>
  );
  return (
    <span className={styles.steppers} aria-hidden>
      {stepper(true)}
      {stepper(false)}
    </span>
  );
}

function LimitsError({
  id,
  parsed,
  limits,
}: {
  readonly id: string;
  readonly parsed: ParsedNumber;
  readonly limits: NumberLimits;
}): ReactNode {
  const t = useWords();
  if (parsed.ok) return null;
  const key = parsed.reason === 'integer' ? 'inspector.limits-integer' : 'inspector.limits';
  return (
    <span className={styles.error} id={id} role="alert">
      {t(key, { min: showNumber(limits.min), max: showNumber(limits.max) })}
    </span>
  );
}

/** Attributes that an input takes only where there is something to say. */
function given(
  id: string | undefined,
  label: string | undefined,
  describedBy: readonly (string | undefined)[],
) {
  const described = describedBy.filter(Boolean).join(' ');
  return {
    ...(id === undefined ? {} : { id }),
    ...(label === undefined ? {} : { label }),
    ...(described === '' ? {} : { 'aria-describedby': described }),
  };
}

/**
 * A number within limits. What is typed shows at once where it is good; while it is not, the field says what it takes
 * and the document holds what it held before. Arrow keys step, with Shift by ten.
 */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { id, label, describedBy, value, limits, unit, compact = false, onKeyDown } = props;
  const error = useId();
  const field = useRef<HTMLInputElement>(null);
  const { text, parsed, begin, type, step, drop } = useNumberDraft(props);
  const onKey = (event: KeyboardEvent): void => {
    onKeyDown?.(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const arrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    if (arrow && !event.altKey) step(event.key === 'ArrowUp', event.shiftKey);
    else if (event.key === 'Enter' || (event.key === 'Escape' && !parsed.ok)) drop();
    else return;
    event.preventDefault();
  };
  const onStep = (up: boolean, large: boolean): void => {
    field.current?.focus();
    step(up, large);
  };
  return (
    <span className={styles.number}>
      <span className={styles.box}>
        <TextField
          ref={field}
          mono
          inputMode={limits.integer ? 'numeric' : 'decimal'}
          role="spinbutton"
          aria-valuenow={value}
          aria-valuemin={limits.min}
          aria-valuemax={limits.max}
          aria-valuetext={unit === undefined ? text : `${text} ${unit}`}
          {...given(id, label, [describedBy, parsed.ok ? undefined : error])}
          className={classes(styles.input, compact && styles.compact, unit !== undefined && styles.withUnit)}
          invalid={!parsed.ok}
          value={text}
          onFocus={(event) => {
            begin();
            event.target.select();
          }}
          onBlur={drop}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
        />
        {unit !== undefined && (
          <span className={styles.unit} aria-hidden>
            {unit}
          </span>
        )}
        {!compact && <Steppers onStep={onStep} />}
      </span>
      <LimitsError id={error} parsed={parsed} limits={limits} />
    </span>
  );
}
