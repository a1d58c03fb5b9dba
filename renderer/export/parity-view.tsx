import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LayerDifference, ParityReport } from '../../shared/protocol/parity-report';
import { explainIn, useLanguage, useWords, type Words } from '../platform/language';
import { figure } from '../platform/numbers';
import { classes } from '../platform/ui/classes';
import styles from './parity-view.module.css';

/** One format's parity report. */
export function ParityView({ report }: { readonly report: ParityReport }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { format, problem, weights } = report;
  const name = t(`export.format-${format}`);
  return (
    <section className={styles.report} aria-label={name}>
      <Head report={report} name={name} />
      {problem !== null && <p>{explainIn(language, problem).text}</p>}
      <dl className={styles.facts}>
        {factsOf(report, t).map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.checked && weights === 'randomised' && (
        <p className={styles.quiet}>{t('export.weights-randomised')}</p>
      )}
      {report.layers.length > 0 && <Layers report={report} />}
    </section>
  );
}

function Head({ report, name }: { readonly report: ParityReport; readonly name: string }): ReactNode {
  const t = useWords();
  const verdict = !report.checked ? 'unchecked' : report.passed ? 'passed' : 'not-passed';
  const Icon = { unchecked: CircleHelp, passed: CircleCheck, 'not-passed': CircleAlert }[verdict];
  return (
    <div className={styles.head}>
      <strong>{name}</strong>
      <span className={classes(styles.verdict, styles[verdict])}>
        <Icon size={16} aria-hidden />
        {t(`export.${verdict}`)}
      </span>
    </div>
  );
}

function factsOf(report: ParityReport, t: Words): readonly (readonly [string, string])[] {
  const { maxAbsDifference, maxRelDifference, bound, inputs, examples, verifiedWith, path, checked } = report;
  const number = (value: number | null): string => (value === null ? t('export.not-finite') : figure(value));
  const compared: readonly (readonly [string, string])[] = checked
    ? [
        [t('export.max-absolute'), number(maxAbsDifference)],
        [t('export.max-relative'), number(maxRelDifference)],
        [t('export.allowed-difference'), figure(bound)],
        [t('export.inputs'), t(`export.inputs-${inputs}`, { count: examples })],
        [t('export.verified-with'), verifiedWith.join(t('training.list-comma'))],
      ]
    : [];
  return [...compared, [t('export.path'), path]];
}

function Layers({ report }: { readonly report: ParityReport }): ReactNode {
  const t = useWords();
  const { layers, firstDivergingLayer } = report;
  return (
    <details className={styles.layers} open={firstDivergingLayer !== null}>
      <summary>{t('export.layers', { count: layers.length })}</summary>
      <div
        className={styles.scroll}
        tabIndex={0}
        role="region"
        aria-label={t('export.layers', { count: layers.length })}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{t('export.layer')}</th>
              <th scope="col">{t('export.absolute')}</th>
              <th scope="col">{t('export.relative')}</th>
            </tr>
          </thead>
          <tbody>
            {layers.map((layer) => (
              <Layer key={layer.layer} layer={layer} first={layer.layer === firstDivergingLayer} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Layer({ layer, first }: { readonly layer: LayerDifference; readonly first: boolean }): ReactNode {
  const t = useWords();
  const shown = (value: number): string => (Number.isFinite(value) ? figure(value) : t('export.not-finite'));
  return (
    <tr className={classes(first && styles.first)}>
      <th scope="row">
        {layer.layer}
        {first && <span className={styles.mark}>{t('export.first-diverging')}</span>}
      </th>
      <td>{shown(layer.maxAbs)}</td>
      <td>{shown(layer.relative)}</td>
    </tr>
  );
}
