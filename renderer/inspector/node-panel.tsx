import { useId, type ReactNode } from 'react';
import type { DocNode } from '../../shared/document/types';
import type { NodeAnalysis } from '../../shared/ir/entry';
import { rename } from '../../shared/edit/change';
import { edit } from '../documents/edit';
import { errorsFirst, ProblemList } from '../documents/problem-list';
import { documentOf } from '../documents/store';
import { kindName } from '../documents/titles';
import { useLanguage, useWords } from '../platform/language';
import { BlockHead } from './block-head';
import { CostSection } from './cost-section';
import { useNode, useNodeAnalysis, useNodeProblems } from './hooks';
import styles from './inspector.module.css';
import { ParamRow } from './param-row';
import { ParamsSection } from './params-section';
import { TextLine } from './text-line';
import { RepeatRow, TrainingSection } from './training-section';

/** Whether there is anything to train, as far as is known. */
function learns(node: DocNode, analysis: NodeAnalysis): boolean {
  const { init, lrMult, decayMult, frozen, parts } = node.train;
  const plain =
    init === null && lrMult === 1 && decayMult === 1 && !frozen && Object.keys(parts).length === 0;
  return analysis.parameters > 0 || !plain;
}

/** One node of the document: what it is, everything one can set, what it costs, and what is wrong with it. */
export function NodePanel({
  documentKey,
  id,
}: {
  readonly documentKey: string;
  readonly id: string;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const label = useId();
  const node = useNode(documentKey, id);
  const analysis = useNodeAnalysis(documentKey, id);
  const problems = useNodeProblems(documentKey, id);
  if (node === undefined || analysis === undefined) return null;
  const composites = documentOf(documentKey)?.history.document.composites ?? {};
  return (
    <div className={styles.panel}>
      <BlockHead kind={node.kind} title={kindName(language, node.kind, composites)} />
      {problems.length > 0 && (
        <section aria-label={t('inspector.problems')}>
          <h3>{t('inspector.problems')}</h3>
          <ProblemList documentKey={documentKey} problems={errorsFirst(problems)} places={false} />
        </section>
      )}
      <section aria-label={t('inspector.node')}>
        <ParamRow id={label} label={t('inspector.label')}>
          <TextLine
            id={label}
            value={node.label}
            placeholder={kindName(language, node.kind, composites)}
            onChange={(text, gesture) =>
              edit(documentKey, (history) => rename(history, id, text), { gesture })
            }
          />
        </ParamRow>
        <RepeatRow documentKey={documentKey} node={node} />
      </section>
      <ParamsSection documentKey={documentKey} node={node} />
      <CostSection documentKey={documentKey} analysis={analysis} />
      {learns(node, analysis) && <TrainingSection documentKey={documentKey} node={node} />}
    </div>
  );
}
