import type { Point } from './sizes';

export interface EdgePath {
  /** SVG path data. */
  readonly path: string;
  /** Where its chip stands, and how much room there is for it from side to side. */
  readonly middle: Point;
  readonly room: number;
  /** Whether it leads back, to the start of another row: what flows there is worth saying again. */
  readonly back: boolean;
}

/** How far an edge bulges beyond the ends of its rows. */
const BULGE = 66;
/** Nodes that reach farther than this from their port are opened frames. */
const HIGH = 60;
/** How far behind such a frame's end the bulge ends: farther, it would cut the frame's corner. */
const REACH = 88;
/** How far above its target's node an edge runs back. */
const LANE = 44;
/** Nearer than this, an edge to the right is drawn as one that goes back. */
const NEAR = 8;

/**
 * The way from a port on the right of a node to one on the left of another: straight along a row, a smooth S between
 * rows of one direction, and for a target that lies to the left a wide S that runs back between the two rows, just above the target's.
 * @param below from the source's port to its node's lower end; @param above from the target's to its upper end
 */
export function edgePath(source: Point, target: Point, below: number, above: number): EdgePath {
  const dx = target.x - source.x;
  if (dx >= NEAR) return forward(source, target);
  const free = target.y - above - (source.y + below);
  // Close above the target's row: what stands between the two rows' ends may be an opened frame of the upper one.
  const y = free > 0 ? target.y - above - Math.min(free / 2, LANE) : (source.y + target.y) / 2;
  const middle = { x: (source.x + target.x) / 2, y };
  const out = source.x + BULGE;
  const into = target.x - BULGE;
  return {
    path:
      `M${source.x},${source.y} C${out},${source.y} ${out},${y} ${source.x - reach(below, dx)},${y} ` +
      `L${target.x + reach(above, dx)},${y} C${into},${y} ${into},${target.y} ${target.x},${target.y}`,
    middle,
    room: Math.max(120, -dx),
    back: true,
  };
}

/** How long an edge takes to swing into the lane between the rows. */
function reach(extent: number, dx: number): number {
  return extent > HIGH ? Math.min(REACH, -dx / 3) : -dx / 2;
}

function forward(source: Point, target: Point): EdgePath {
  const dx = target.x - source.x;
  const middle = { x: source.x + dx / 2, y: (source.y + target.y) / 2 };
  if (source.y === target.y) {
    return { path: `M${source.x},${source.y} L${target.x},${target.y}`, middle, room: dx, back: false };
  }
  const bend = Math.min(Math.max(dx / 2, 22), 132);
  return {
    path:
      `M${source.x},${source.y} C${source.x + bend},${source.y} ` +
      `${target.x - bend},${target.y} ${target.x},${target.y}`,
    middle,
    room: dx,
    back: false,
  };
}
