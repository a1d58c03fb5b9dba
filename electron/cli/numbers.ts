/** Numbers as people read them on a terminal. */

const exact = new Intl.NumberFormat('en-US');

/** `966,986`. */
export function count(value: number): string {
  return exact.format(value);
}

/** `98.62 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** Four significant digits, without an exponent where it can be helped. */
export function short(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? value.toExponential(2)
    : Number(value.toPrecision(4)).toString();
}

/** `1.5 MB`, in powers of ten. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let index = 0;
  let rest = value;
  while (rest >= 1000 && index < units.length - 1) {
    rest /= 1000;
    index += 1;
  }
  return `${index === 0 ? rest : rest.toFixed(1)} ${units[index]}`;
}

/** `1:05`, `2:03:04`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}
