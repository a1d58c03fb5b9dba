/** A box to be placed. */
export interface LayoutNode {
  /** Unique in the whole drawing, inner nodes included. */
  readonly id: string;
  /** In canvas pixels at zoom 1. A node with children takes the size they need, and at least this one. */
  readonly width: number;
  readonly height: number;
  /** Ports by name, in the order in which they stand, spread evenly over their side. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** What an opened composite shows inside its frame. */
  readonly children?: readonly LayoutNode[];
}

export interface LayoutEdge {
  readonly id: string;
  /** Node and port. Edges to nodes that are not there are passed by. */
  readonly from: readonly [node: string, port: string];
  readonly to: readonly [node: string, port: string];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Boxes by node id. */
export type Boxes = ReadonlyMap<string, Box>;

export type Direction = 'right' | 'down';

/** The canvas's dots, in pixels: every position is a multiple. */
export const GRID = 22;

/** What a frame keeps free around its children: on top its name, at the sides its ports. */
export const FRAME = { top: 2 * GRID, side: 2 * GRID, bottom: GRID } as const;
