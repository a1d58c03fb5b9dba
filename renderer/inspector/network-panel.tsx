import { useId, useMemo, type ReactNode } from 'react';
import type { Analysis } from '../../shared/ir/analyse';
import { setName } from '../../shared/edit/change';
import { edit, select } from '../documents/edit';
import { useDocuments } from '../documents/store';
import { nodeTitle } from '../documents/titles';
import { useLanguage, useWords } from '../platform/language';
import { bytes, exact, short } from '../platform/numbers';
import { activationLabel } from './cost-section';
import { Facts } from './facts';
import { useBatch } from './hooks';
import styles from './inspector.module.css';
import { ParamRow } from './param-row';
import { stagesOf } from './stages';
import { TextLine } from './text-line';

function StageTable({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useWords();
  const stages = useMemo(() => stagesOf(analysis), [analysis]);
  if (stages.length === 0) return null;
  return (
    <section aria-label={t('inspector.stages')}>
      <h3>{t('inspector.stages')}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('inspector.map')}</th>
            <th scope="col">{t('inspector.channels')}</th>
            <th scope="col">{t('inspector.parameters')}</th>
            <th scope="col">{t('common.macs')}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map(({ extent, channels, parameters, macs }, index) => (
            // A stage is its place in the network.
            <tr key={index}>
              <th scope="row">{extent ?? t('inspector.vector')}</th>
              <td>{exact(channels)}</td>
              <td>{parameters === 0 ? '0' : short(parameters, t)}</td>
              <td>{macs === 0 ? '0' : short(macs, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Outputs({
  documentKey,
  analysis,
}: {
  readonly documentKey: string;
  readonly analysis: Analysis;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { outputs, nodes, composites } = analysis.document;
  return (
    <section aria-label={t('inspector.outputs')}>
      <h3>{t('inspector.outputs')}</h3>
      {outputs.length === 0 && <p className={styles.quiet}>{t('inspector.no-outputs')}</p>}
      <ul className={styles.links}>
        {outputs.map(({ node: id, role, weight }) => {
          const node = nodes.find((candidate) => candidate.id === id);
          return (
            <li key={id}>
              <button type="button" onClick={() => select(documentKey, { nodes: [id], edges: [] })}>
                {node === undefined ? id : nodeTitle(language, node, composites)}
              </button>
              <span>
                {[t(`inspector.role-${role}`), t('inspector.weight', { value: weight })].join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Nothing is selected: the network as a whole. */
export function NetworkPanel({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const name = useId();
  const batch = useBatch(documentKey);
  const analysis = useDocuments(({ documents }) => documents[documentKey]?.analysis);
  if (analysis === undefined) return null;
  const { document, totals } = analysis;
  const { parameters, inferenceParameters, macs, activationBytes } = totals;
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{t('inspector.network')}</h2>
      </header>
      <section aria-label={t('inspector.network')}>
        <ParamRow id={name} label={t('inspector.name')} size="full">
          <TextLine
            id={name}
            value={document.name}
            placeholder={t('common.untitled')}
            onChange={(text, gesture) => edit(documentKey, (history) => setName(history, text), { gesture })}
          />
        </ParamRow>
      </section>
      <section aria-label={t('inspector.totals')}>
        <h3>{t('inspector.totals')}</h3>
        <Facts
          facts={[
            [t('common.parameters'), exact(parameters)],
            inferenceParameters === parameters
              ? null
              : [t('inspector.inference-parameters'), exact(inferenceParameters)],
            [t('common.macs'), exact(macs)],
            [activationLabel(batch, t), bytes(activationBytes * (batch ?? 1))],
            [t('inspector.node-count'), exact(document.nodes.length)],
            [t('inspector.note-count'), exact(document.notes.length)],
          ]}
        />
      </section>
      <StageTable analysis={analysis} />
      <Outputs documentKey={documentKey} analysis={analysis} />
    </div>
  );
}
