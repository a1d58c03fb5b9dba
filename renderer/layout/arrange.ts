import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { FRAME, GRID, type Box, type Boxes, type Direction, type LayoutEdge, type LayoutNode } from './graph';
import { wrapRows } from './rows';
import { toElk } from './to-elk';

export interface ArrangeOptions {
  readonly direction: Direction;
  /**
   * How wide a drawing that runs to the right should be at most, in canvas pixels: longer chains go on in a row
   * below. One that runs down is never broken.
   */
  readonly wrapWidth?: number;
}

/** Runs ELK on one level of a drawing. */
export type Engine = (graph: ElkNode) => Promise<ElkNode>;

/** Between two parts of a drawing that do not hang together. */
const BETWEEN_PARTS = 4 * GRID;

/**
 * Places nodes: ELK finds layers and their order, long chains are broken into rows, and everything snaps to the grid.
 * @returns a box for every node. Those of inner nodes are relative to the upper left corner of the frame they are in,
 *   as React Flow has them; the outermost drawing starts at 0, 0.
 */
export async function arrange(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  options: ArrangeOptions,
  engine: Engine,
): Promise<Boxes> {
  const result = new Map<string, Box>();
  await arrangeLevel(nodes, edges, options, engine, result);
  return result;
}

/** Places one level and what is inside it; returns how much room it takes. */
async function arrangeLevel(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  options: ArrangeOptions,
  engine: Engine,
  result: Map<string, Box>,
): Promise<{ readonly width: number; readonly height: number }> {
  if (nodes.length === 0) return { width: 0, height: 0 };
  const sized: LayoutNode[] = [];
  for (const node of nodes) sized.push(await withFrame(node, edges, options, engine, result));
  const own = edgesOfLevel(nodes, edges);
  const graph = await engine(toElk(sized, own, options.direction));
  const drawn = new Map<string, Box>();
  for (const { id, x = 0, y = 0, width = 0, height = 0 } of graph.children ?? []) {
    drawn.set(id, { x, y, width, height });
  }
  const room = { width: 0, height: 0 };
  for (const [id, { x, y, width, height }] of stacked(drawn, sized, own, options)) {
    const box = { x: snap(x), y: snap(y), width, height };
    result.set(id, box);
    room.width = Math.max(room.width, box.x + width);
    room.height = Math.max(room.height, box.y + height);
  }
  return room;
}

/** The nearest multiple of the grid, without a minus zero. */
function snap(position: number): number {
  return Math.round(position / GRID) * GRID + 0;
}

function snapUp(extent: number): number {
  return Math.ceil(extent / GRID) * GRID;
}

/** A node with the size that its children need, who are placed inside it. */
async function withFrame(
  node: LayoutNode,
  edges: readonly LayoutEdge[],
  options: ArrangeOptions,
  engine: Engine,
  result: Map<string, Box>,
): Promise<LayoutNode> {
  if (!node.children || node.children.length === 0) return node;
  const sides = 2 * FRAME.side;
  const inner = {
    ...options,
    ...(options.wrapWidth === undefined ? {} : { wrapWidth: options.wrapWidth - sides }),
  };
  const room = await arrangeLevel(node.children, edges, inner, engine, result);
  for (const { id } of node.children) {
    const box = result.get(id)!;
    result.set(id, { ...box, x: box.x + FRAME.side, y: box.y + FRAME.top });
  }
  return {
    ...node,
    width: Math.max(node.width, snapUp(room.width + sides)),
    height: Math.max(node.height, snapUp(room.height + FRAME.top + FRAME.bottom)),
  };
}

/** The edges between the nodes of a level; an end inside one of them counts as the node itself. */
function edgesOfLevel(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): readonly LayoutEdge[] {
  const owner = new Map<string, string>();
  const claim = (node: LayoutNode, id: string): void => {
    owner.set(node.id, id);
    for (const child of node.children ?? []) claim(child, id);
  };
  for (const node of nodes) claim(node, node.id);
  return edges.flatMap(({ id, from, to }) => {
    const [source, target] = [owner.get(from[0]), owner.get(to[0])];
    if (source === undefined || target === undefined || source === target) return [];
    return [{ id, from: [source, from[1]] as const, to: [target, to[1]] as const }];
  });
}

/** Parts that hang together below each other, in the order of their first nodes; nodes without edges fill rows. */
function stacked(
  drawn: Boxes,
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  { direction, wrapWidth }: ArrangeOptions,
): Boxes {
  const parts = connectedParts(nodes, edges);
  const placed = new Map<string, Box>();
  let top = 0;
  const put = (boxes: Boxes): void => {
    const all = [...boxes.values()];
    const left = Math.min(...all.map(({ x }) => x));
    const upper = Math.min(...all.map(({ y }) => y));
    const lower = Math.max(...all.map(({ y, height }) => y + height));
    for (const [id, box] of boxes) placed.set(id, { ...box, x: box.x - left, y: box.y - upper + top });
    top = snapUp(top + lower - upper + BETWEEN_PARTS);
  };
  const boxesOf = (ids: readonly string[]) => new Map(ids.map((id) => [id, drawn.get(id)!]));
  for (const ids of parts.filter(({ length }) => length > 1)) {
    const boxes = boxesOf(ids);
    put(direction === 'right' && wrapWidth !== undefined ? wrapRows(boxes, edges, wrapWidth) : boxes);
  }
  const alone = parts.filter(({ length }) => length === 1).flat();
  if (alone.length > 0) put(inLine(boxesOf(alone), wrapWidth ?? Infinity));
  return placed;
}

/** Boxes from left to right, in as many rows as the width asks for. */
function inLine(boxes: Boxes, width: number): Boxes {
  const placed = new Map<string, Box>();
  let [x, y, tallest] = [0, 0, 0];
  for (const [id, box] of boxes) {
    if (x > 0 && x + box.width > width) [x, y, tallest] = [0, y + tallest + 2 * GRID, 0];
    placed.set(id, { ...box, x, y });
    x += snapUp(box.width) + 2 * GRID;
    tallest = Math.max(tallest, snapUp(box.height));
  }
  return placed;
}

function connectedParts(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): readonly (readonly string[])[] {
  const neighbours = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    neighbours.get(from[0])?.push(to[0]);
    neighbours.get(to[0])?.push(from[0]);
  }
  const seen = new Set<string>();
  return nodes.flatMap(({ id }) => {
    if (seen.has(id)) return [];
    const part = new Set([id]);
    // A set goes on over what is added while it is walked.
    for (const each of part) for (const other of neighbours.get(each)!) part.add(other);
    for (const each of part) seen.add(each);
    return [[...part]];
  });
}
