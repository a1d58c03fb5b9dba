import { Handle, Position, type NodeProps } from '@xyflow/react';
import { Maximize2, Snowflake } from 'lucide-react';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { kernelsAt } from '../../shared/protocol/run-state-kernels';
import { setOpened, select } from '../documents/edit';
import { documentOf } from '../documents/store';
import { explainHere } from '../documents/titles';
import { showBottomTab } from '../platform/bottom-tab';
import { useLanguage, useWords } from '../platform/language';
import { useKernels } from '../platform/run-store';
import { classes } from '../platform/ui/classes';
import { categoryColour, Slab } from '../slab/slab';
import type { BlockNode } from './graph';
import styles from './node.module.css';
import { NodeName } from './node-name';
import { portHeights, type Size } from './sizes';
import { captionOf, costOf, kernelMark, nameOf, type BlockData } from './view-model';

/** The one component for nodes of every kind. React Flow hands it a new place on every frame of a drag: the body does
 * not depend on it. */
export function InlayNode({ data, selected, width = 0, height = 0 }: NodeProps<BlockNode>): ReactNode {
  return <NodeBody data={data} selected={selected} width={width} height={height} />;
}

const SLAB = 44;
const INNER_SLAB = 36;

const NodeBody = memo(function NodeBody({
  data,
  selected,
  width,
  height,
}: { readonly data: BlockData; readonly selected: boolean } & Size): ReactNode {
  const { path, category, inner, composite, problems, analysis } = data;
  const bad = problems.some(({ severity }) => severity === 'error');
  return (
    <div
      className={classes(
        styles.node,
        inner && styles.inner,
        selected && styles.selected,
        bad && styles.bad,
        data.frozen && styles.frozenNode,
      )}
      style={{ width, height, '--category': categoryColour(category) } as Record<string, string | number>}
      data-testid={`node-${path}`}
    >
      <span className={styles.stripe} />
      <div className={styles.slab}>
        <Slab shape={analysis.shape} category={category} size={inner ? INNER_SLAB : SLAB} />
      </div>
      <NodeText data={data} />
      {problems.length > 0 && <ProblemBadge data={data} />}
      {composite && <OpenButton data={data} />}
      <KernelMark data={data} />
      <Ports data={data} height={height} />
    </div>
  );
});

function NodeText({ data }: { readonly data: BlockData }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { what } = nameOf(data, language);
  const caption = captionOf(data);
  if (data.inner) {
    return (
      <div className={styles.text}>
        <NodeName data={data} />
        <div className={styles.params}>{caption === '' ? what : caption}</div>
      </div>
    );
  }
  return (
    <div className={styles.text}>
      <div className={styles.first}>
        <NodeName data={data} />
        {data.repeat > 1 && (
          <span className={styles.repeat} title={t('canvas.repeat-help', { count: data.repeat })}>
            {t('canvas.repeat', { count: data.repeat })}
          </span>
        )}
        {data.frozen && (
          <span className={styles.frozen} role="img" aria-label={t('canvas.frozen-help')}>
            <Snowflake size={12} aria-hidden />
          </span>
        )}
      </div>
      <div className={styles.what}>{what}</div>
      <div className={styles.params}>{caption}</div>
      <div className={styles.cost}>{costOf(data, t)}</div>
    </div>
  );
}

function ProblemBadge({ data }: { readonly data: BlockData }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const [first] = data.problems;
  const document = documentOf(data.documentKey)?.history.document;
  const show = (event: MouseEvent): void => {
    event.stopPropagation();
    select(data.documentKey, { nodes: [data.path], edges: [] });
    showBottomTab('problems');
  };
  const warningOnly = data.problems.every(({ severity }) => severity === 'warning');
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes(styles.badge, warningOnly && styles.warning, 'nodrag')}
      title={t('canvas.show-problems', { problem: explainHere(language, t, first!, document).text })}
      aria-label={t('canvas.problems', { count: data.problems.length })}
      onClick={show}
    >
      {data.problems.length}
    </button>
  );
}

/** How the run of this network computes its grouped and dilated convolutions, where it told. */
function KernelMark({ data }: { readonly data: BlockData }): ReactNode {
  const t = useWords();
  const kernels = useKernels(data.documentKey);
  const nodes = kernels === null ? [] : kernelsAt(kernels, data.path);
  if (nodes.length === 0) return null;
  const { mark, help } = kernelMark(nodes, t);
  return (
    <span className={styles.kernel} role="img" title={help} aria-label={help}>
      {mark}
    </span>
  );
}

function OpenButton({ data }: { readonly data: BlockData }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { name } = nameOf(data, language);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes(styles.open, 'nodrag')}
      aria-label={t('canvas.open-block', { name })}
      title={t('canvas.open-block', { name })}
      onClick={(event) => {
        event.stopPropagation();
        setOpened(data.documentKey, data.path, true);
      }}
    >
      <Maximize2 size={12} aria-hidden />
    </button>
  );
}

/** A node's ports, where `handles` of `graph.ts` says they are. */
export function Ports({ data, height }: { readonly data: BlockData; readonly height: number }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { name } = nameOf(data, language);
  const ins = portHeights(data.inputs.length, height);
  const outs = portHeights(data.outputs.length, height);
  return (
    <>
      {data.inputs.map((port, index) => (
        <Handle
          key={`in ${port}`}
          id={port}
          type="target"
          position={Position.Left}
          className={styles.port}
          style={{ top: ins[index] }}
          isConnectable={!data.inner}
          role="img"
          aria-label={t('canvas.input-port', { port, name })}
        />
      ))}
      {data.outputs.map((port, index) => (
        <Handle
          key={`out ${port}`}
          id={port}
          type="source"
          position={Position.Right}
          className={styles.port}
          style={{ top: outs[index] }}
          isConnectable={!data.inner}
          role="img"
          aria-label={t('canvas.output-port', { port, name })}
        />
      ))}
    </>
  );
}
