import type { ParamValue } from '../document/types';
import { problem, type Problem } from '../problems/problem';
import type { ParamSpec } from './params';

/** How a value of each type is written, in signs that need no translation. */
function expectedNotation(spec: ParamSpec): string {
  switch (spec.type) {
    case 'int':
      return 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return 'true | false';
    case 'choice':
      return spec.options.join(' | ');
    case 'pair':
      return '[integer, integer]';
    case 'ints':
      return '[integer, …]';
    case 'padding':
      return `same | valid | ${spec.ceil ? 'ceil | ' : ''}[integer, integer, integer, integer]`;
  }
}

/** A value of any kind in a few characters, for a sentence. */
export function foundNotation(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A value as a repair's sentence carries it: strings as they are, the rest as JSON. */
export function valueNotation(value: ParamValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Checks one parameter against its specification.
 * @param param its name, for the problem
 * @param value whatever the document holds; expressions must have been evaluated before
 * @returns the problem (with `where.param`), or null when the value is good
 */
export function checkValue(param: string, spec: ParamSpec, value: unknown): Problem | null {
  switch (spec.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : wrongType(param, spec, value);
    case 'choice':
      return checkChoice(param, spec, spec.options, value);
    case 'number':
      return Number.isFinite(value)
        ? checkRange(param, spec, [value as number])
        : wrongType(param, spec, value);
    case 'int':
      return Number.isInteger(value)
        ? checkRange(param, spec, [value as number])
        : wrongType(param, spec, value);
    case 'pair':
      return isIntegers(value) && value.length === 2
        ? checkRange(param, spec, value)
        : wrongType(param, spec, value);
    case 'ints':
      return checkList(param, spec, value);
    case 'padding':
      return checkPadding(param, spec, value);
  }
}

function isIntegers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => Number.isInteger(item));
}

function wrongType(param: string, spec: ParamSpec, value: unknown): Problem {
  const args = { param, expected: expectedNotation(spec), found: foundNotation(value) };
  return problem('block/param-type', args, { param });
}

function checkRange(
  param: string,
  { min, max, odd }: { readonly min: number; readonly max: number; readonly odd?: true },
  values: readonly number[],
): Problem | null {
  const outside = values.find((value) => value < min || value > max);
  if (outside !== undefined)
    return problem('block/param-range', { param, min, max, found: outside }, { param });
  const even = odd === true ? values.find((value) => value % 2 === 0) : undefined;
  return even === undefined ? null : problem('block/param-odd', { param, found: even }, { param });
}

function checkChoice(
  param: string,
  spec: ParamSpec,
  options: readonly string[],
  value: unknown,
): Problem | null {
  if (typeof value !== 'string') return wrongType(param, spec, value);
  if (options.includes(value)) return null;
  return problem('block/param-choice', { param, options, found: value }, { param });
}

function checkList(param: string, spec: ParamSpec & { type: 'ints' }, value: unknown): Problem | null {
  if (!isIntegers(value)) return wrongType(param, spec, value);
  const { minLength, maxLength } = spec;
  if (value.length < minLength || value.length > maxLength) {
    const args = { param, min: minLength, max: maxLength, found: value.length };
    return problem('block/param-length', args, { param });
  }
  return checkRange(param, spec, value);
}

function checkPadding(param: string, spec: ParamSpec & { type: 'padding' }, value: unknown): Problem | null {
  if (isIntegers(value) && value.length === 4) return checkRange(param, { min: 0, max: spec.max }, value);
  const options = ['same', 'valid', ...(spec.ceil ? ['ceil'] : [])];
  return typeof value === 'string' ? checkChoice(param, spec, options, value) : wrongType(param, spec, value);
}
