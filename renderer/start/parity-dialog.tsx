import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatShape, sameShape, type Shape } from '../../shared/ir/shape';
import { catalogue, type Parity } from '../../templates/catalogue';
import { openTemplate, textIn, type KnownTemplate } from '../documents/templates';
import { useLanguage, useWords } from '../platform/language';
import { exact } from '../platform/numbers';
import { Button } from '../platform/ui/button';
import { DialogWindow } from '../platform/ui/dialog';
import styles from './parity-dialog.module.css';

/** A template's counts and shapes beside the paper's. */
export function ParityDialog({
  template,
  onClose,
  onWithData,
}: {
  readonly template: KnownTemplate;
  readonly onClose: () => void;
  readonly onWithData: () => void;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { parity } = catalogue[template.id];
  return (
    <DialogWindow
      open
      title={t('start.parity-title', { name: template.name })}
      className={styles.dialog}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onWithData}>{t('start.with-data')}</Button>
          <Button look="primary" onClick={() => openTemplate(template.id)}>
            {t('start.open')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p className={parity.kind === 'paper' ? styles.good : styles.quiet}>
          {t(`start.parity-${parity.kind}`)}
        </p>
        <p>{textIn(language, parity.fact)}</p>
        <Totals template={template} parity={parity} />
        {parity.rows.length > 0 && <Stages template={template} parity={parity} />}
        <p className={styles.quiet}>
          {t('start.parity-source', { source: textIn(language, parity.source) })}
          {parity.printed !== null && (
            <>
              {' '}
              {t('start.printed')} <span translate="no">{parity.printed}</span>
            </>
          )}
        </p>
      </div>
    </DialogWindow>
  );
}

interface SideProps {
  readonly template: KnownTemplate;
  readonly parity: Parity;
}

/** Parameters and MACs of the whole network. */
function Totals({ template, parity }: SideProps): ReactNode {
  const t = useWords();
  const rows = [
    { label: t('common.parameters'), theirs: parity.parameters, ours: template.parameters },
    { label: t('common.macs'), theirs: parity.macs, ours: template.macs },
  ];
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('start.in-all')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('start.in-all')}</th>
          <th scope="col">{t('start.reference')}</th>
          <th scope="col">{t('start.ours')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('start.equal-column')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, theirs, ours }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <Figure value={theirs === null ? null : exact(theirs)} />
            <Figure value={exact(ours)} />
            <Mark equal={theirs === null ? null : theirs === ours} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Every stage that the paper's table names. */
function Stages({ template, parity }: SideProps): ReactNode {
  const t = useWords();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('start.stages')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('start.stage')}
            </th>
            <th scope="colgroup" colSpan={2}>
              {t('start.output')}
            </th>
            <th scope="colgroup" colSpan={2}>
              {t('common.parameters')}
            </th>
            <th scope="col" rowSpan={2}>
              <span className="visually-hidden">{t('start.equal-column')}</span>
            </th>
          </tr>
          <tr>
            <th scope="col">{t('start.paper')}</th>
            <th scope="col">{t('start.ours')}</th>
            <th scope="col">{t('start.reference')}</th>
            <th scope="col">{t('start.ours')}</th>
          </tr>
        </thead>
        <tbody>
          {parity.rows.map(({ label, output, parameters }, index) => {
            const ours = template.stages[index]!;
            return (
              <tr key={`${index} ${label}`}>
                <th scope="row" translate="no">
                  {label}
                </th>
                <Figure value={shapeText(output)} />
                <Figure value={shapeText(ours.shape)} />
                <Figure value={parameters === null ? null : exact(parameters)} />
                <Figure value={exact(ours.parameters)} />
                <Mark equal={equalStage(output, parameters, ours)} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function shapeText(shape: Shape | null): string | null {
  return shape === null ? null : formatShape(shape);
}

/** Whether ours is what is known of the stage; null where nothing is. */
function equalStage(
  output: Shape | null,
  parameters: number | null,
  ours: KnownTemplate['stages'][number],
): boolean | null {
  if (output === null && parameters === null) return null;
  const shape = output === null || (ours.shape !== null && sameShape(output, ours.shape));
  return shape && (parameters === null || parameters === ours.parameters);
}

/** A figure of a table; a dash where there is none. */
function Figure({ value }: { readonly value: string | null }): ReactNode {
  const t = useWords();
  if (value !== null) return <td className={styles.figure}>{value}</td>;
  return (
    <td className={styles.figure}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">{t('start.no-figure')}</span>
    </td>
  );
}

function Mark({ equal }: { readonly equal: boolean | null }): ReactNode {
  const t = useWords();
  if (equal === null) return <td />;
  const Icon = equal ? Check : X;
  return (
    <td className={equal ? styles.good : styles.bad}>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{t(equal ? 'start.equal' : 'start.different')}</span>
    </td>
  );
}
