import { memo, useId, type ReactNode } from 'react';
import type { BlockText } from '../../shared/blocks/block';
import type { PaddingChoice, ParamSpec, ParamSpecs } from '../../shared/blocks/params';
import { blockOf, isExpression } from '../../shared/blocks/registry';
import type { DocNode, ParamValue } from '../../shared/document/types';
import { setParam } from '../../shared/edit/change';
import { edit } from '../documents/edit';
import { useBlockWords, useWords, type Words } from '../platform/language';
import { SelectField, SwitchField } from '../platform/ui/fields';
import styles from './fields.module.css';
import { newGesture } from './gesture';
import panel from './inspector.module.css';
import { NumberField } from './number-field';
import { IntsField, PaddingField, PairField } from './param-fields';
import { ParamRow } from './param-row';

/** A parameter's value in a few signs. */
function shownValue(
  value: ParamValue,
  spec: ParamSpec | undefined,
  t: Words,
  options: BlockText<ParamSpecs>['options'],
): string {
  if (typeof value === 'boolean') return t(value ? 'common.on' : 'common.off');
  if (typeof value === 'string') return options?.[value] ?? value;
  if (isExpression(value)) return value.expr;
  return typeof value === 'number' ? String(value) : value.join(spec?.type === 'pair' ? '×' : ', ');
}

function sameValue(a: ParamValue, b: ParamValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Lists and four sides need the panel's whole width. */
function sizeOf(spec: ParamSpec, value: ParamValue): 'narrow' | 'half' | 'full' {
  if (spec.type === 'boolean') return 'narrow';
  const many = spec.type === 'ints' || (spec.type === 'padding' && Array.isArray(value));
  return many ? 'full' : 'half';
}

interface FieldProps {
  readonly id: string;
  readonly spec: ParamSpec;
  readonly label: string;
  readonly value: ParamValue;
  readonly options: BlockText<ParamSpecs>['options'];
  readonly onChange: (value: ParamValue, gesture: string) => void;
}

/** The control for one kind of parameter. A value of another form (in a document made by hand) is shown as it is. */
function Field({ id, spec, label, value, options, onChange }: FieldProps): ReactNode {
  const t = useWords();
  const common = { label, describedBy: `${id}-help` };
  if (isExpression(value)) return <code className={styles.expression}>{value.expr}</code>;
  switch (spec.type) {
    case 'int':
    case 'number':
      if (typeof value !== 'number') break;
      return (
        <NumberField
          id={id}
          describedBy={common.describedBy}
          value={value}
          limits={{ min: spec.min, max: spec.max, integer: spec.type === 'int' }}
          unit={spec.unit}
          onChange={onChange}
        />
      );
    case 'boolean':
      return (
        <SwitchField
          id={id}
          {...common}
          checked={value === true}
          onChange={(next) => onChange(next, newGesture())}
        />
      );
    case 'choice':
      return (
        <SelectField
          id={id}
          {...common}
          value={String(value)}
          choices={spec.options.map((option) => ({ value: option, label: options?.[option] ?? option }))}
          onChange={(next) => onChange(next, newGesture())}
        />
      );
    case 'pair':
      if (!Array.isArray(value)) break;
      return (
        <PairField {...common} spec={spec} value={value as unknown as [number, number]} onChange={onChange} />
      );
    case 'ints':
      if (!Array.isArray(value)) break;
      return <IntsField {...common} spec={spec} value={value as readonly number[]} onChange={onChange} />;
    case 'padding':
      return (
        <PaddingField
          id={id}
          {...common}
          spec={spec}
          value={value as PaddingChoice}
          onChange={(next, gesture) => onChange(next, gesture)}
        />
      );
  }
  return <code className={styles.expression}>{shownValue(value, spec, t, options)}</code>;
}

/** Everything that a node's block lets one choose, from the block's own declaration. */
export const ParamsSection = memo(function ParamsSection({
  documentKey,
  node,
}: {
  readonly documentKey: string;
  readonly node: DocNode;
}): ReactNode {
  const t = useWords();
  const prefix = useId();
  const words = useBlockWords(node.kind);
  const specs = Object.entries((blockOf(node.kind)?.params ?? {}) as ParamSpecs);
  if (specs.length === 0) return null;
  const set = (param: string, value: ParamValue, gesture: string): void => {
    edit(documentKey, (history) => setParam(history, node.id, param, value), { gesture });
  };
  return (
    <section aria-label={t('inspector.parameters')}>
      <h3>{t('inspector.parameters')}</h3>
      {specs.map(([param, spec]) => {
        const value = node.params[param];
        // One that the file lacks is a problem, with a repair that puts it there.
        if (value === undefined) return null;
        const id = `${prefix}-${param}`;
        const text = words.params[param];
        const changed = !sameValue(value, spec.default);
        return (
          <ParamRow
            key={param}
            id={id}
            label={text?.label ?? param}
            help={text?.help}
            size={sizeOf(spec, value)}
            reset={
              changed
                ? {
                    shown: shownValue(spec.default, spec, t, words.options),
                    run: () => set(param, spec.default, newGesture()),
                  }
                : undefined
            }
          >
            <Field
              id={id}
              spec={spec}
              label={text?.label ?? param}
              value={value}
              options={words.options}
              onChange={(next, gesture) => set(param, next, gesture)}
            />
          </ParamRow>
        );
      })}
    </section>
  );
});

/** Parameters that cannot be changed here, and why. */
export function ParamsShown({
  kind,
  params,
}: {
  readonly kind: string;
  readonly params: Readonly<Record<string, ParamValue>>;
}): ReactNode {
  const t = useWords();
  const words = useBlockWords(kind);
  const entries = Object.entries(params);
  const specs = (blockOf(kind)?.params ?? {}) as ParamSpecs;
  if (entries.length === 0) return null;
  return (
    <section aria-label={t('inspector.parameters')}>
      <h3>{t('inspector.parameters')}</h3>
      <dl className={panel.facts}>
        {entries.map(([param, value]) => (
          <div key={param}>
            <dt>{words.params[param]?.label ?? param}</dt>
            <dd>{shownValue(value, specs[param], t, words.options)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
