import { GRID, type Box, type Boxes, type LayoutEdge } from './graph';

/** Between two rows: room for the edge that leads from the end of one to the start of the next, and its chip. */
const BETWEEN_ROWS = 4 * GRID;

/** Nodes that stand over each other: one layer, or several whose extents overlap. */
interface Column {
  readonly ids: readonly string[];
  readonly left: number;
  readonly right: number;
}

/** Columns that no cut may part. */
interface Segment {
  readonly ids: readonly string[];
  readonly left: number;
  readonly right: number;
}

/**
 * Breaks one drawing that runs to the right into rows, each starting at x = 0 below the one before. It is cut only
 * where a single value passes from one side to the other, so a branching part stays whole, even where it is wider
 * than a row should be. Of the ways to break into the fewest rows, the one with the most even rows is taken.
 * @param wrapWidth how wide a row should be at most
 */
export function wrapRows(boxes: Boxes, edges: readonly LayoutEdge[], wrapWidth: number): Boxes {
  const segments = segmentsOf(columnsOf(boxes), edges);
  const rows = breakEvenly(segments, wrapWidth);
  const placed = new Map<string, Box>();
  let top = 0;
  for (const row of rows) {
    const left = row[0].left;
    const ids = row.flatMap((segment) => segment.ids);
    const own = ids.map((id) => [id, boxes.get(id)!] as const);
    const highest = own.reduce((least, [, box]) => Math.min(least, box.y), Infinity);
    for (const [id, box] of own) placed.set(id, { ...box, x: box.x - left, y: box.y - highest + top });
    const lowest = own.reduce((most, [, box]) => Math.max(most, box.y + box.height), -Infinity);
    top += Math.ceil((lowest - highest + BETWEEN_ROWS) / GRID) * GRID;
  }
  return placed;
}

function columnsOf(boxes: Boxes): readonly Column[] {
  const columns: { ids: string[]; left: number; right: number }[] = [];
  const sorted = [...boxes].sort(([, a], [, b]) => a.x - b.x);
  for (const [id, { x, width }] of sorted) {
    const last = columns[columns.length - 1];
    if (last && x < last.right) {
      last.ids.push(id);
      last.right = Math.max(last.right, x + width);
    } else {
      columns.push({ ids: [id], left: x, right: x + width });
    }
  }
  return columns;
}

/** Joins columns between which more than one value passes. */
function segmentsOf(columns: readonly Column[], edges: readonly LayoutEdge[]): readonly Segment[] {
  const columnOf = new Map(columns.flatMap(({ ids }, index) => ids.map((id) => [id, index] as const)));
  // For each value, the columns from its source to its farthest reader.
  const reach = new Map<string, { from: number; to: number }>();
  for (const { from, to } of edges) {
    const ends = [columnOf.get(from[0]), columnOf.get(to[0])];
    if (ends[0] === undefined || ends[1] === undefined) continue;
    const key = from.join('/');
    const span = reach.get(key) ?? { from: ends[0], to: ends[0] };
    span.from = Math.min(span.from, ends[1]);
    span.to = Math.max(span.to, ends[1]);
    reach.set(key, span);
  }
  const passing = columns.map(() => 0);
  for (const { from, to } of reach.values()) {
    for (let cut = from; cut < to; cut++) passing[cut]!++;
  }
  const segments: Segment[] = [];
  let open: Segment | null = null;
  columns.forEach((column, index) => {
    open = open
      ? { ids: [...open.ids, ...column.ids], left: open.left, right: column.right }
      : { ids: column.ids, left: column.left, right: column.right };
    if (passing[index]! > 1) return;
    segments.push(open);
    open = null;
  });
  return segments;
}

/** Least rows first, then the least sum of squares of what is left free in them. */
function breakEvenly(
  segments: readonly Segment[],
  wrapWidth: number,
): readonly (readonly [Segment, ...Segment[]])[] {
  /** For the segments before each index: how many rows, how uneven, and where the last row starts. */
  const best: { rows: number; waste: number; start: number }[] = [{ rows: 0, waste: 0, start: 0 }];
  for (let end = 1; end <= segments.length; end++) {
    let found = { rows: Infinity, waste: Infinity, start: end - 1 };
    for (let start = end - 1; start >= 0; start--) {
      const width = segments[end - 1]!.right - segments[start]!.left;
      // A single segment may be wider: it cannot be broken.
      if (width > wrapWidth && start < end - 1) break;
      const before = best[start]!;
      const rows = before.rows + 1;
      const waste = before.waste + Math.max(0, wrapWidth - width) ** 2;
      if (rows < found.rows || (rows === found.rows && waste < found.waste)) found = { rows, waste, start };
    }
    best.push(found);
  }
  const rows: [Segment, ...Segment[]][] = [];
  for (let end = segments.length; end > 0; end = best[end]!.start) {
    rows.unshift(segments.slice(best[end]!.start, end) as [Segment, ...Segment[]]);
  }
  return rows;
}
