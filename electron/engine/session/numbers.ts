/**
 * A float32 as the number with the fewest decimal digits that is still this float32: 0.1 instead of
 * 0.10000000149011612. Printed, it reads as it should and loses nothing.
 */
export function shortestFloat32(value: number): number {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(single.toPrecision(digits));
    if (Math.fround(short) === single) return short;
  }
  // Nine significant digits tell any two float32 apart.
  return Number(single.toPrecision(9));
}
