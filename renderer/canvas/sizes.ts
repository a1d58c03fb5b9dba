/** Pixels between the canvas's dots; positions snap to it, and sizes are multiples of it, so that rows align. */
export const GRID = 22;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point, Size {}

/** A node of the document. */
export const NODE: Size = { width: 9 * GRID, height: 4 * GRID };
/** A node inside an opened composite. */
export const INNER: Size = { width: 7 * GRID, height: 3 * GRID };
/** Room between the frame of an opened composite and what is inside it. */
export const FRAME = { left: 2 * GRID, top: 2 * GRID, right: 2 * GRID, bottom: GRID } as const;
/** Room between two nodes of a row, in which a shape chip stands. */
export const GAP = 3 * GRID;
/** A port's diameter. */
export const PORT = 11;

/** Where each of a side's ports sits, in pixels below the node's top; a single one at half height. */
export function portHeights(count: number, height: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (height * (index + 1)) / (count + 1));
}

/** The nearest place on the grid. */
export function snapped({ x, y }: Point): Point {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID };
}

/** Whether two boxes share any area. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
