import * as z from 'zod';
import type { Problem } from '../problems/problem';

/** A problem on the wire: its form is checked; its code and arguments are those of the catalogue it was made from. */
export const problemSchema = z.custom<Problem>(looksLikeProblem);

function looksLikeProblem(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { code, severity, args, where, repairs } = value as Record<string, unknown>;
  return (
    typeof code === 'string' &&
    (severity === 'error' || severity === 'warning') &&
    typeof args === 'object' &&
    typeof where === 'object' &&
    Array.isArray(repairs)
  );
}
