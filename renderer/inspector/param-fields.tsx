import { ArrowDown, ArrowUp, Link2, Link2Off, Plus, Trash2 } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { PaddingChoice, ParamSpec } from '../../shared/blocks/params';
import { useWords } from '../platform/language';
import { Button, IconButton } from '../platform/ui/button';
import { SelectField } from '../platform/ui/fields';
import styles from './fields.module.css';
import { newGesture } from './gesture';
import { moved, withInt, withOneMore, withoutInt } from './ints';
import { NumberField } from './number-field';
import type { NumberLimits } from './number-text';

interface FieldProps<T extends ParamSpec['type'], V> {
  readonly spec: Extract<ParamSpec, { readonly type: T }>;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly value: V;
  readonly onChange: (value: V, gesture: string) => void;
}

/** Height and width; linked, one follows the other. */
export function PairField({
  spec,
  label,
  describedBy,
  value: [height, width],
  onChange,
}: FieldProps<'pair', readonly [number, number]>): ReactNode {
  const t = useWords();
  const [linked, setLinked] = useState(height === width);
  const limits = { min: spec.min, max: spec.max, integer: true };
  const Lock = linked ? Link2 : Link2Off;
  return (
    <span className={styles.pair} role="group" aria-label={label}>
      <NumberField
        compact
        label={t('inspector.height-of', { name: label })}
        describedBy={describedBy}
        value={height}
        limits={limits}
        onChange={(next, gesture) => onChange([next, linked ? next : width], gesture)}
      />
      <span className={styles.times} aria-hidden>
        ×
      </span>
      <NumberField
        compact
        label={t('inspector.width-of', { name: label })}
        describedBy={describedBy}
        value={width}
        limits={limits}
        onChange={(next, gesture) => onChange([linked ? next : height, next], gesture)}
      />
      <IconButton
        label={t('inspector.linked', { name: label })}
        pressed={linked}
        onClick={() => {
          setLinked(!linked);
          if (!linked && width !== height) onChange([height, height], newGesture());
        }}
      >
        <Lock size={14} aria-hidden />
      </IconButton>
    </span>
  );
}

/** One number of a list, and where it may go. */
function IntRow({
  name,
  index,
  count,
  fewest,
  limits,
  value,
  onChange,
  onMove,
  onRemove,
}: {
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly fewest: number;
  readonly limits: NumberLimits;
  readonly value: number;
  readonly onChange: (value: number, gesture: string) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const t = useWords();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? index - 1 : index + 1);
  };
  return (
    <span className={styles.intRow}>
      <span className={styles.ordinal} aria-hidden>
        {index + 1}
      </span>
      <NumberField label={name} value={value} limits={limits} onChange={onChange} onKeyDown={onKeyDown} />
      <IconButton
        label={t('inspector.move-up', { name })}
        disabled={index === 0}
        onClick={() => onMove(index - 1)}
      >
        <ArrowUp size={14} aria-hidden />
      </IconButton>
      <IconButton
        label={t('inspector.move-down', { name })}
        disabled={index === count - 1}
        onClick={() => onMove(index + 1)}
      >
        <ArrowDown size={14} aria-hidden />
      </IconButton>
      <IconButton label={t('inspector.remove', { name })} disabled={count <= fewest} onClick={onRemove}>
        <Trash2 size={14} aria-hidden />
      </IconButton>
    </span>
  );
}

/** A list of integers, such as mlpconv's widths. Alt and an arrow key move one. */
export function IntsField({
  spec,
  label,
  describedBy,
  value,
  onChange,
}: FieldProps<'ints', readonly number[]>): ReactNode {
  const t = useWords();
  const change = (next: readonly number[]): void => {
    if (next !== value) onChange(next, newGesture());
  };
  return (
    <div className={styles.ints} role="group" aria-label={label} aria-describedby={describedBy}>
      {value.map((item, index) => (
        <IntRow
          // Numbers have no identity of their own: their place is it.
          key={index}
          name={t('inspector.item', { name: label, number: index + 1 })}
          index={index}
          count={value.length}
          fewest={spec.minLength}
          limits={{ min: spec.min, max: spec.max, integer: true }}
          value={item}
          onChange={(next, gesture) => onChange(withInt(value, index, next), gesture)}
          onMove={(to) => change(moved(value, index, to))}
          onRemove={() => change(withoutInt(value, index))}
        />
      ))}
      <Button
        className={styles.add}
        disabled={value.length >= spec.maxLength}
        onClick={() => change(withOneMore(value, spec.min))}
      >
        <Plus size={14} aria-hidden />
        {t('inspector.add-item')}
      </Button>
    </div>
  );
}

const SIDES = ['top', 'bottom', 'left', 'right'] as const;
const NO_PADDING = [0, 0, 0, 0] as const;

/** `same`, `valid`, `ceil`, or zeros for each side. */
export function PaddingField({
  id,
  spec,
  label,
  describedBy,
  value,
  onChange,
}: FieldProps<'padding', PaddingChoice> & { readonly id: string }): ReactNode {
  const t = useWords();
  const modes = ['same', 'valid', ...(spec.ceil ? (['ceil'] as const) : []), 'explicit'] as const;
  const mode = typeof value === 'string' ? value : 'explicit';
  const limits = { min: 0, max: spec.max, integer: true };
  return (
    <div>
      <SelectField
        id={id}
        label={label}
        describedBy={describedBy}
        value={mode}
        choices={modes.map((option) => ({ value: option, label: t(`inspector.padding-${option}`) }))}
        onChange={(next) => onChange(next === 'explicit' ? NO_PADDING : next, newGesture())}
      />
      {typeof value !== 'string' && (
        <div className={styles.sides} role="group" aria-label={label}>
          {SIDES.map((side, index) => (
            <span key={side} className={styles.side}>
              <label htmlFor={`${id}-${side}`}>{t(`inspector.side-${side}`)}</label>
              <NumberField
                compact
                id={`${id}-${side}`}
                value={value[index]!}
                limits={limits}
                onChange={(next, gesture) =>
                  onChange(
                    value.map((old, at) => (at === index ? next : old)) as unknown as PaddingChoice,
                    gesture,
                  )
                }
              />
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
