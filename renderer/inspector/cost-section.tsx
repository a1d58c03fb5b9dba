import type { ReactNode } from 'react';
import type { NodeAnalysis } from '../../shared/ir/entry';
import { formatShape, type Pair } from '../../shared/ir/shape';
import { useWords, type Words } from '../platform/language';
import { bytes, exact } from '../platform/numbers';
import { Facts } from './facts';
import { useBatch } from './hooks';
import styles from './inspector.module.css';

/** The memory that values take, for the batch in use or one image. */
export function activationLabel(batch: number | null, t: Words): string {
  return batch === null
    ? t('inspector.activations-one')
    : t('inspector.activations', { batch: exact(batch) });
}

function pair([rows, columns]: Pair): string {
  return `${figures(rows)}×${figures(columns)}`;
}

/** Strides may be broken numbers, behind an upsampling; repeated often enough, they grow beyond all numbers. */
function figures(value: number): string {
  if (value > Number.MAX_SAFE_INTEGER) return '∞';
  return Number.isInteger(value) ? exact(value) : String(Number(value.toPrecision(3)));
}

/** What a node makes and what it costs, exactly. */
export function CostSection({
  documentKey,
  analysis,
}: {
  readonly documentKey: string;
  readonly analysis: NodeAnalysis;
}): ReactNode {
  const t = useWords();
  const batch = useBatch(documentKey);
  const { shape, parameters, statistics, macs, activationBytes } = analysis;
  const spatial = shape?.length === 3;
  return (
    <section aria-label={t('inspector.cost')}>
      <h3>{t('inspector.cost')}</h3>
      {shape === null ? (
        <p className={styles.quiet}>{t('inspector.unknown')}</p>
      ) : (
        <Facts
          facts={[
            [t('inspector.output-shape'), formatShape(shape)],
            [t('common.parameters'), exact(parameters)],
            statistics > 0 ? [t('inspector.statistics'), exact(statistics)] : null,
            [t('common.macs'), exact(macs)],
            [activationLabel(batch, t), bytes(activationBytes * (batch ?? 1))],
            [t('inspector.receptive-field'), t('inspector.pixels', { value: pair(analysis.receptiveField) })],
            spatial ? [t('inspector.jump'), t('inspector.pixels', { value: pair(analysis.jump) })] : null,
            spatial ? [t('inspector.effective-stride'), pair(analysis.effectiveStride)] : null,
          ]}
        />
      )}
    </section>
  );
}
