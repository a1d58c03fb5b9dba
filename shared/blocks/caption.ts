import type { Pair } from '../ir/shape';
import type { PaddingChoice } from './params';

/** A window as the field writes it: `5²`, `3×1`. */
export function windowCaption([height, width]: Pair): string {
  return height === width ? `${height}²` : `${height}×${width}`;
}

/** ` /2` for a stride of two, nothing for one. */
export function strideCaption([rows, columns]: Pair): string {
  if (rows === 1 && columns === 1) return '';
  return rows === columns ? ` /${rows}` : ` /${rows}×${columns}`;
}

/** `same` is what one expects and says nothing; the others are named. */
export function paddingCaption(padding: PaddingChoice): string {
  if (padding === 'same') return '';
  if (typeof padding === 'string') return ` ${padding}`;
  const [first] = padding;
  return ` p${padding.every((side) => side === first) ? first : padding.join(',')}`;
}
