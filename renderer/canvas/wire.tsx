import { BaseEdge, useConnection, type ConnectionLineComponentProps, type EdgeProps } from '@xyflow/react';
import { memo, type ReactNode } from 'react';
import { classes } from '../platform/ui/classes';
import { edgePath } from './edge-path';
import type { FlowEdge, FlowNode } from './graph';
import styles from './canvas.module.css';
import { useCanvas } from './store';

/** Pixels of one character of the chip's mono type, and around the text. */
const CHARACTER = 6.35;
const CHIP_PADDING = 5;
const CHIP_HEIGHT = 18;
/** Where a chip does not fit between two nodes of a row, it stands above its line by this much. */
const LIFT = 15;

/** An edge with the shape of what flows over it. */
export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>): ReactNode {
  const { id, sourceX, sourceY, targetX, targetY, selected, data } = props;
  const dropping = useCanvas((state) => state.dropEdge === id);
  const { path, middle, room, back } = edgePath(
    { x: sourceX, y: sourceY },
    { x: targetX, y: targetY },
    data?.below ?? 0,
    data?.above ?? 0,
  );
  return (
    <g
      className={classes(
        styles.wire,
        selected === true && styles.wireSelected,
        dropping && styles.wireDrop,
        data?.bad === true && styles.wireBad,
        data?.inner === true && styles.wireInner,
      )}
    >
      <BaseEdge path={path} interactionWidth={data?.inner === true ? 0 : 22} />
      {data !== undefined && data.chip !== '' && (
        <Chip text={data.chip} quiet={data.repeats && !back} x={middle.x} y={middle.y} room={room} />
      )}
    </g>
  );
});

function Chip({
  text,
  quiet,
  x,
  y,
  room,
}: {
  readonly text: string;
  readonly quiet: boolean;
  readonly x: number;
  readonly y: number;
  readonly room: number;
}): ReactNode {
  const width = text.length * CHARACTER + 2 * CHIP_PADDING;
  const centre = width > room ? y - LIFT : y;
  return (
    <g className={classes(styles.chip, quiet && styles.chipQuiet)}>
      <rect
        x={x - width / 2}
        y={centre - CHIP_HEIGHT / 2}
        width={width}
        height={CHIP_HEIGHT}
        rx={CHIP_HEIGHT / 2}
      />
      <text x={x} y={centre} textAnchor="middle" dominantBaseline="central">
        {text}
      </text>
    </g>
  );
}

/** The line from a port to the cursor while a connection is being made. */
export function ConnectionLine({
  fromX,
  fromY,
  toX,
  toY,
  fromHandle,
}: ConnectionLineComponentProps<FlowNode>): ReactNode {
  const refused = useConnection(({ isValid }) => isValid === false);
  const here = { x: fromX, y: fromY };
  const there = { x: toX, y: toY };
  // From an input the line is drawn the way that values will flow.
  const [start, end] = fromHandle.type === 'source' ? [here, there] : [there, here];
  const { path } = edgePath(start, end, 22, 22);
  return <path d={path} fill="none" className={classes(styles.line, refused && styles.lineRefused)} />;
}
