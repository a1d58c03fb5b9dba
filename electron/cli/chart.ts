/**
 * A curve in braille dots: each character cell holds 2 by 4 of them (Unicode 2800).
 * @param values the curve, evenly spaced; bins are averaged when there are more values than dots
 * @returns `rows` lines of `columns` characters
 */
export function brailleChart(values: readonly number[], columns: number, rows: number): string[] {
  const cells = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  const points = resample(values.filter(Number.isFinite), columns * 2);
  const low = Math.min(...points);
  const high = Math.max(...points);
  const levels = rows * 4 - 1;
  let previous: number | undefined;
  points.forEach((value, x) => {
    const y = high === low ? 0 : Math.round(((value - low) / (high - low)) * levels);
    // Steep pieces are joined, so that a curve stays one curve.
    for (const level of between(previous ?? y, y)) dot(cells, x, levels - level);
    previous = y;
  });
  return cells.map((row) => row.map((bits) => String.fromCharCode(0x2800 + bits)).join(''));
}

function resample(values: readonly number[], wanted: number): number[] {
  const count = Math.min(values.length, wanted);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * values.length) / count);
    const bin = values.slice(from, Math.max(from + 1, Math.floor(((index + 1) * values.length) / count)));
    return bin.reduce((sum, value) => sum + value, 0) / bin.length;
  });
}

function between(from: number, to: number): number[] {
  const low = Math.min(from, to);
  return Array.from({ length: Math.max(1, Math.abs(to - from)) }, (_, step) =>
    to >= from ? to - step : low + step,
  );
}

/** Bit of each dot inside a braille cell, by column and row. */
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

function dot(cells: number[][], x: number, y: number): void {
  const row = cells[y >> 2];
  const column = x >> 1;
  if (row?.[column] !== undefined) row[column] |= BITS[x & 1]![y & 3]!;
}
