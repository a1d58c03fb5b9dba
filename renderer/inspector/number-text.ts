/** What a number field takes. */
export interface NumberLimits {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

export type ParsedNumber =
  | { readonly ok: true; readonly value: number }
  /** `number`: it is none. `integer`: it is a broken one. `range`: it is too small or too large. */
  | { readonly ok: false; readonly reason: 'number' | 'integer' | 'range' };

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Reads what a person typed. Full-width digits are what a Chinese keyboard gives; commas may part thousands. */
export function parseNumber(text: string, { min, max, integer }: NumberLimits): ParsedNumber {
  const typed = text.normalize('NFKC').trim();
  const plain = /^[+-]?\d{1,3}(?:,\d{3})+$/.test(typed) ? typed.replaceAll(',', '') : typed;
  const value = NUMBER.test(plain) ? Number(plain) : NaN;
  if (!Number.isFinite(value)) return { ok: false, reason: 'number' };
  if (integer && !Number.isInteger(value)) return { ok: false, reason: 'integer' };
  return value < min || value > max ? { ok: false, reason: 'range' } : { ok: true, value };
}

/** A number as its field shows it. */
export function showNumber(value: number): string {
  return String(value);
}

/** Where a step goes from a value: integers by one, others in their own leading digit. */
function stepOf(value: number, up: boolean, integer: boolean): number {
  if (integer) return 1;
  const size = Math.abs(value);
  if (size === 0) return 0.1;
  const decade = Math.floor(Math.log10(size) + 1e-9);
  // Down from 0.01 comes 0.009, as up from 0.009 comes 0.01.
  const atDecade = Math.abs(size / 10 ** decade - 1) < 1e-9;
  const towardsZero = up === value < 0;
  return 10 ** (atDecade && towardsZero ? decade - 1 : decade);
}

/**
 * The next value up or down, within the limits.
 * @param large ten steps at once
 */
export function stepNumber(value: number, up: boolean, large: boolean, limits: NumberLimits): number {
  const step = stepOf(value, up, limits.integer) * (large ? 10 : 1);
  const next = value + (up ? step : -step);
  // Sums of decimals leave dust behind the twelfth figure.
  return Math.min(limits.max, Math.max(limits.min, Number(next.toPrecision(12))));
}
