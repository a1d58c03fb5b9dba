import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo, type ReactNode } from 'react';
import { blockOf } from '../../shared/blocks/registry';
import { setOpened } from '../documents/edit';
import { paperLine, useLanguage, useWords } from '../platform/language';
import { classes } from '../platform/ui/classes';
import { categoryColour } from '../slab/slab';
import { stubOf, type FrameNode as FrameNodeType } from './graph';
import { Ports } from './inlay-node';
import styles from './node.module.css';
import { NodeName } from './node-name';
import { portHeights } from './sizes';
import { nameOf, type BlockData } from './view-model';

/** An opened composite: a frame around what it is made of. */
export function FrameNode({ data, selected, height = 0 }: NodeProps<FrameNodeType>): ReactNode {
  return <FrameBody data={data} selected={selected} height={height} />;
}

const FrameBody = memo(function FrameBody({
  data,
  selected,
  height,
}: {
  readonly data: BlockData;
  readonly selected: boolean;
  readonly height: number;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { name, what } = nameOf(data, language);
  const reference = blockOf(data.kind)?.reference ?? null;
  const bad = data.problems.some(({ severity }) => severity === 'error');
  return (
    <div
      className={classes(styles.frame, selected && styles.selected, bad && styles.bad)}
      style={{ '--category': categoryColour(data.category) } as Record<string, string>}
      data-testid={`node-${data.path}`}
    >
      <div className={styles.frameHead}>
        <NodeName data={data} />
        <span className={styles.frameWhat}>
          {[
            t('canvas.opened'),
            ...(what === reference?.title ? [] : [what]),
            ...(reference === null ? [] : [paperLine(language, reference)]),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <button
          type="button"
          tabIndex={-1}
          className={classes(styles.closeFrame, 'nodrag')}
          aria-label={t('canvas.close-block', { name })}
          onClick={(event) => {
            event.stopPropagation();
            setOpened(data.documentKey, data.path, false);
          }}
        >
          {t('canvas.close')}
        </button>
      </div>
      <Ports data={data} height={height} />
      <Stubs data={data} height={height} />
    </div>
  );
});

/** Where the frame's ports lead on to its inside; nothing else can be connected to them. */
function Stubs({ data, height }: { readonly data: BlockData; readonly height: number }): ReactNode {
  const ins = portHeights(data.inputs.length, height);
  const outs = portHeights(data.outputs.length, height);
  return (
    <>
      {data.inputs.map((port, index) => (
        <Handle
          key={`in ${port}`}
          id={stubOf(port)}
          type="source"
          position={Position.Right}
          className={styles.stub}
          style={{ top: ins[index], left: 0, right: 'auto', transform: 'translate(-50%, -50%)' }}
          isConnectable={false}
          aria-hidden
        />
      ))}
      {data.outputs.map((port, index) => (
        <Handle
          key={`out ${port}`}
          id={stubOf(port)}
          type="target"
          position={Position.Left}
          className={styles.stub}
          style={{ top: outs[index], left: 'auto', right: 0, transform: 'translate(50%, -50%)' }}
          isConnectable={false}
          aria-hidden
        />
      ))}
    </>
  );
}
