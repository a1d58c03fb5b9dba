import { memo, useId, type ReactNode } from 'react';
import type { DocNode } from '../../shared/document/types';
import { setFrozen, setRepeat } from '../../shared/edit/change';
import { namedById, step } from '../../shared/edit/step';
import { copiesOf } from '../../shared/ir/parameters';
import type { Initializer } from '../../shared/ir/primitive';
import { edit } from '../documents/edit';
import { useWords } from '../platform/language';
import { SelectField, SwitchField } from '../platform/ui/fields';
import fields from './fields.module.css';
import { newGesture } from './gesture';
import styles from './inspector.module.css';
import { NumberField } from './number-field';
import { ParamRow } from './param-row';

/** As the file format takes them. */
const MULTIPLIER = { min: 0, max: 1e6, integer: false };
const REPEAT = { min: 1, max: 1000, integer: true };
const START = { min: 0, max: 1e6, integer: false };
const CONSTANT = { min: -1e6, max: 1e6, integer: false };

const SCHEMES = [
  'he-normal',
  'he-uniform',
  'glorot-normal',
  'glorot-uniform',
  'lecun-normal',
  'normal',
  'uniform',
  'constant',
  'zeros',
  'ones',
] as const satisfies readonly Initializer['scheme'][];

/** A start of a scheme, with the values that networks of the papers begin with. */
function initOf(scheme: Initializer['scheme']): Initializer {
  if (scheme === 'normal') return { scheme, std: 0.05 };
  if (scheme === 'uniform') return { scheme, limit: 0.05 };
  return scheme === 'constant' ? { scheme, value: 0 } : { scheme };
}

/** The one number of a scheme that has one. */
function numberOf(init: Initializer): number | null {
  if ('std' in init) return init.std;
  if ('limit' in init) return init.limit;
  return 'value' in init ? init.value : null;
}

function withNumber(init: Initializer, value: number): Initializer {
  if ('std' in init) return { ...init, std: value };
  return 'limit' in init ? { ...init, limit: value } : { scheme: 'constant', value };
}

/** How many times the node stands in a row. */
export function RepeatRow({
  documentKey,
  node,
}: {
  readonly documentKey: string;
  readonly node: DocNode;
}): ReactNode {
  const t = useWords();
  const id = useId();
  return (
    <ParamRow id={id} label={t('inspector.repeat')} help={t('inspector.repeat-help')}>
      <NumberField
        id={id}
        describedBy={`${id}-help`}
        value={copiesOf(node)}
        limits={REPEAT}
        onChange={(repeat, gesture) =>
          edit(documentKey, (history) => setRepeat(history, node.id, repeat), { gesture })
        }
      />
    </ParamRow>
  );
}

/** A factor of one of the recipe's numbers. */
function MultiplierRow({
  id,
  name,
  help,
  value,
  onChange,
}: {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  readonly value: number;
  readonly onChange: (value: number, gesture: string) => void;
}): ReactNode {
  const reset = value === 1 ? undefined : { shown: '1', run: () => onChange(1, newGesture()) };
  return (
    <ParamRow id={id} label={name} help={help} reset={reset}>
      <NumberField id={id} describedBy={`${id}-help`} value={value} limits={MULTIPLIER} onChange={onChange} />
    </ParamRow>
  );
}

/** How the node's weights start and move. */
export const TrainingSection = memo(function TrainingSection({
  documentKey,
  node,
}: {
  readonly documentKey: string;
  readonly node: DocNode;
}): ReactNode {
  const t = useWords();
  const id = useId();
  const { train } = node;
  const set = (what: string, change: Partial<DocNode['train']>, gesture: string): void => {
    edit(
      documentKey,
      ({ document }) => ({
        commands: [{ type: 'set-node', node: node.id, change: { train: { ...train, ...change } } }],
        label: step('set-param', { ...namedById(node.id, document), param: what }),
        created: [],
      }),
      { gesture },
    );
  };
  const multiplier = (field: 'lrMult' | 'decayMult', name: string, help: string): ReactNode => (
    <MultiplierRow
      id={`${id}-${field}`}
      name={name}
      help={help}
      value={train[field]}
      onChange={(value, gesture) => set(name, { [field]: value }, gesture)}
    />
  );
  const parts = Object.keys(train.parts).length;
  return (
    <section aria-label={t('inspector.training')}>
      <h3>{t('inspector.training')}</h3>
      <ParamRow
        id={`${id}-frozen`}
        label={t('inspector.frozen')}
        help={t('inspector.frozen-help')}
        size="narrow"
      >
        <SwitchField
          id={`${id}-frozen`}
          label={t('inspector.frozen')}
          describedBy={`${id}-frozen-help`}
          checked={train.frozen}
          onChange={(frozen) => edit(documentKey, (history) => setFrozen(history, [node.id], frozen))}
        />
      </ParamRow>
      {multiplier('lrMult', t('inspector.lr-factor'), t('inspector.lr-factor-help'))}
      {multiplier('decayMult', t('inspector.decay-factor'), t('inspector.decay-factor-help'))}
      <InitRow
        id={`${id}-init`}
        init={train.init}
        onChange={(init, gesture) => set(t('inspector.start'), { init }, gesture)}
      />
      {parts > 0 && <p className={styles.quiet}>{t('inspector.parts', { count: parts })}</p>}
    </section>
  );
});

function InitRow({
  id,
  init,
  onChange,
}: {
  readonly id: string;
  readonly init: Initializer | null;
  readonly onChange: (init: Initializer | null, gesture: string) => void;
}): ReactNode {
  const t = useWords();
  const number = init === null ? null : numberOf(init);
  return (
    <ParamRow id={id} label={t('inspector.start')} help={t('inspector.start-help')} size="full">
      <span className={fields.ints}>
        <SelectField
          id={id}
          label={t('inspector.start')}
          describedBy={`${id}-help`}
          value={init?.scheme ?? 'recipe'}
          choices={(['recipe', ...SCHEMES] as const).map((scheme) => ({
            value: scheme,
            label: t(`inspector.start-${scheme}`),
          }))}
          onChange={(scheme) => onChange(scheme === 'recipe' ? null : initOf(scheme), newGesture())}
        />
        {init !== null && number !== null && (
          <NumberField
            label={t(
              'std' in init
                ? 'inspector.start-std'
                : 'limit' in init
                  ? 'inspector.start-limit'
                  : 'inspector.start-value',
            )}
            value={number}
            limits={init.scheme === 'constant' ? CONSTANT : START}
            onChange={(value, gesture) => onChange(withNumber(init, value), gesture)}
          />
        )}
      </span>
    </ParamRow>
  );
}
