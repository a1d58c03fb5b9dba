import type { Problem } from './problem';

/** Either a value or the problem that kept it from being made. Public functions of `shared/` return this. */
export type Result<T, P = Problem> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

/** Wraps a value as a success. */
export function success<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** Wraps a problem as a failure. */
export function failure<P>(problem: P): Result<never, P> {
  return { ok: false, problem };
}
