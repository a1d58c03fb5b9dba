import type { Words } from './language';

/** An exact count with separators: `966,986`. */
export function exact(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** A count in three figures for a node's line: `967 k`, `222.5 M`, `3.86 G`. */
export function short(count: number, t: Words): string {
  if (count < 1000) return exact(count);
  if (count < 999_500) return t('common.thousands', { value: figures(count / 1e3) });
  if (count < 999_500_000) return t('common.millions', { value: figures(count / 1e6) });
  return t('common.billions', { value: figures(count / 1e9) });
}

function figures(value: number): string {
  if (value >= 100) return value.toFixed(value >= 999.5 ? 0 : value % 1 < 0.05 ? 0 : 1);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Bytes as people say them: `25.2 MB` (powers of ten). */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]!}`;
}

/** A share as percent with one figure behind the point: `74.3 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A loss or a rate in four figures: `0.4161`, `1e-4`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.001 || size >= 1e5) return value.toExponential(2).replace(/\.?0+e/, 'e');
  return size >= 100 ? value.toFixed(1) : size >= 1 ? value.toFixed(3) : value.toFixed(4);
}

/** How long: `42 s`, `9 min`, `2 h 5 min`. @param ms milliseconds */
export function duration(ms: number, t: Words): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t('common.seconds', { value: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('common.minutes', { value: minutes });
  return t('common.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** How long ago. @param at milliseconds since 1970 */
export function ago(at: number, now: number, t: Words): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return t('common.just-now');
  if (minutes < 60) return t('common.minutes-ago', { value: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('common.hours-ago', { value: hours });
  const days = Math.floor(hours / 24);
  return days === 1 ? t('common.yesterday') : t('common.days-ago', { value: days });
}
