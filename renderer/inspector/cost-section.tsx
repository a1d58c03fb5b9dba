import type { ReactNode } from 'react';
import type { NodeAnalysis } from '../../shared/ir/entry';
import type { ChosenKernel } from '../../shared/protocol/events';
import { kernelsAt, msOf, msText } from '../../shared/protocol/run-state-kernels';
import { formatShape, type Pair } from '../../shared/ir/shape';
import { useWords, type Words } from '../platform/language';
import { bytes, exact } from '../platform/numbers';
import { useKernels } from '../platform/run-store';
import { Facts, type Fact } from './facts';
import { useBatch, useSelection } from './hooks';
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

function milliseconds(ms: number, t: Words): string {
  return t('inspector.kernel-time', { value: msText(ms) });
}

/** Every candidate of a single convolution; of several, each with the kernel that it has. */
function kernelFacts(nodes: readonly ChosenKernel[], path: string, t: Words): readonly Fact[] {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined && only.candidates.length > 0) {
    return only.candidates.map(({ kernel, ms }): Fact => {
      const time = ms === null ? t('inspector.kernel-refused') : milliseconds(ms, t);
      const text = kernel === only.choice ? t('inspector.kernel-chosen', { time }) : time;
      return [t(`inspector.kernel-${kernel}`), text];
    });
  }
  return nodes.map((node): Fact => {
    const ms = msOf(node, node.choice);
    const time = ms === null ? t('inspector.kernel-unknown') : milliseconds(ms, t);
    const label = node.node === path ? path : node.node.slice(path.length + 1);
    return [label, `${t(`canvas.kernel-${node.choice}`)} · ${time}`];
  });
}

/** How the run of this network computes the grouped and dilated convolutions of the node that is selected. */
function KernelSection({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const [path = ''] = useSelection(documentKey).nodes;
  const kernels = useKernels(documentKey);
  const nodes = kernels === null ? [] : kernelsAt(kernels, path);
  if (nodes.length === 0) return null;
  return (
    <section aria-label={t('inspector.kernels')}>
      <h3>{t('inspector.kernels')}</h3>
      <p className={styles.quiet}>{t('inspector.kernels-text')}</p>
      <Facts facts={kernelFacts(nodes, path, t)} />
    </section>
  );
}

/** What a node makes and what it costs, exactly; and how it is computed, where a run has told. */
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
    <>
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
              [
                t('inspector.receptive-field'),
                t('inspector.pixels', { value: pair(analysis.receptiveField) }),
              ],
              spatial ? [t('inspector.jump'), t('inspector.pixels', { value: pair(analysis.jump) })] : null,
              spatial ? [t('inspector.effective-stride'), pair(analysis.effectiveStride)] : null,
            ]}
          />
        )}
      </section>
      <KernelSection documentKey={documentKey} />
    </>
  );
}
