import * as z from 'zod';
import { problem, type Problem, type ProblemWhere } from '../problems/problem';
import { formatPath } from './json';

/*
 * Schemas whose messages are what a problem's `expected` says: tokens and ranges, the same in every language.
 * Compiled checkers (`new Function`) are refused by the window's content security policy, and probing for them is
 * reported there as a violation: off. Schemas are plain data, so nothing else changes.
 */
z.config({ jitless: true });

/** Words that later versions will use on nodes: `shares` (weight sharing) and `dtype`. */
const RESERVED_NODE_KEYS: readonly string[] = ['shares', 'dtype'];

/** At most this many problems are listed for one file. */
export const MAX_PROBLEMS = 100;

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const ID_FORM = '[A-Za-z][A-Za-z0-9_-]{0,63}';

/** An object with these keys and no other. The message of an unknown key lists the known ones. */
export function strict<S extends z.ZodRawShape>(shape: S) {
  const known = Object.keys(shape).join(' ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : 'object'),
  });
}

/** An id or a name. */
export const idSchema = z.string({ error: 'string' }).regex(ID, { error: ID_FORM });

/** An integer within bounds, both included. */
export function integer(min: number, max: number) {
  const error = `integer, ${min} … ${max}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

/** A finite number within bounds, both included. */
export function number(min: number, max: number) {
  const error = `${min} … ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

/** A number within bounds, the lower one left out. */
export function above(min: number, max: number) {
  const error = `> ${min}, ≤ ${max}`;
  return z.number({ error }).gt(min, { error }).max(max, { error });
}

/** A number within bounds, the upper one left out. */
export function below(min: number, max: number) {
  const error = `≥ ${min}, < ${max}`;
  return z.number({ error }).min(min, { error }).lt(max, { error });
}

export const boolean = z.boolean({ error: 'true false' });

/** Text of a bounded length, in UTF-16 units. */
export function text(maxLength: number, minLength = 0) {
  return z
    .string({ error: 'string' })
    .min(minLength, { error: `string, ≥ ${minLength}` })
    .max(maxLength, { error: `string, ≤ ${maxLength}` });
}

/** An array of bounded length. */
export function list<T extends z.ZodType>(item: T, maxLength: number) {
  return z.array(item, { error: 'array' }).max(maxLength, { error: `array, ≤ ${maxLength}` });
}

/** An object of any keys that are ids, each with a value of this form. */
export function dictionary<T extends z.ZodType>(value: T, key: z.ZodString = idSchema) {
  return z.record(key, value, { error: 'object' });
}

/** One of some words. */
export function oneOf<const T extends readonly string[]>(options: T) {
  return z.enum(options, { error: options.map((option) => JSON.stringify(option)).join(' ') });
}

/** Objects told apart by their key `discriminator`. */
export function variants<const T extends readonly [z.ZodObject, ...z.ZodObject[]]>(
  discriminator: string,
  options: T,
) {
  const words = options.flatMap((option) => literalsOf(option.shape[discriminator]));
  const expected = words.map((word) => JSON.stringify(word)).join(' ');
  return z.discriminatedUnion(discriminator, options as never, {
    error: (issue) => ((issue.code as string) === 'invalid_type' ? 'object' : expected),
  }) as unknown as z.ZodType<z.infer<T[number]>>;
}

function literalsOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodEnum) return schema.options as string[];
  if (schema instanceof z.ZodLiteral) return [...schema.values] as string[];
  throw new Error('a discriminator is a literal or an enum');
}

type Path = readonly PropertyKey[];

/** The value at a path of parsed JSON, or undefined. Own keys only. */
function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.prototype.hasOwnProperty.call(value, key)) {
      return undefined;
    }
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** What JSON calls a value's type; numbers too large for a number (`1e999`) are `Infinity`. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (value === Infinity || value === -Infinity) return String(value);
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** A value for a sentence: its JSON, cut short. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.length > 8) return `array, ${value.length}`;
  const json = JSON.stringify(typeof value === 'string' ? value.slice(0, 60) : value);
  return json.length <= 60 ? json : `${json.slice(0, 57)}…`;
}

/** Points at the node, parameter or edge that a path of a document leads through. */
function whereOf(root: unknown, path: Path): ProblemWhere {
  const where: { path: string; node?: string; edge?: string; param?: string } = {
    path: formatPath(path as (string | number)[]),
  };
  if (path[0] !== 'nodes' && path[0] !== 'edges') return where;
  const id = valueAt(root, [path[0], path[1] ?? '', 'id']);
  if (typeof id !== 'string') return where;
  if (path[0] === 'edges') return { ...where, edge: id };
  return typeof path[3] === 'string' && path[2] === 'params'
    ? { ...where, node: id, param: path[3] }
    : { ...where, node: id };
}

function problemsOfIssue(issue: z.core.$ZodIssue, root: unknown, base: Path): readonly Problem[] {
  const path = [...base, ...issue.path];
  const where = whereOf(root, path);
  const found = valueAt(root, path);
  if (issue.code === 'unrecognized_keys') {
    const onNode = path.length >= 2 && path[path.length - 2] === 'nodes';
    return issue.keys.map((key) => {
      const at = whereOf(root, [...path, key]);
      if (onNode && RESERVED_NODE_KEYS.includes(key)) return problem('document/reserved-key', { key }, at);
      return problem('document/unknown-key', { key, known: issue.message.split(' ') }, at);
    });
  }
  if (issue.code === 'invalid_key') {
    return [problem('document/invalid-id', { id: String(path[path.length - 1]) }, where)];
  }
  if (found === undefined) {
    return [problem('document/missing-key', { key: String(path[path.length - 1] ?? '$') }, where)];
  }
  if (issue.message === ID_FORM) return [problem('document/invalid-id', { id: shown(found) }, where)];
  const expected = issue.message;
  // Out of a number's range, or a number where an integer is asked for: the type is right, the value is not.
  const rightType =
    issue.code === 'invalid_type'
      ? typeof found === 'number' && isNumeric(issue.expected)
      : !isUnion(issue, found);
  if (rightType) return [problem('document/invalid-value', { expected, found: shown(found) }, where)];
  return [problem('document/wrong-type', { expected, found: jsonType(found) }, where)];
}

function isNumeric(type: string): boolean {
  return type === 'number' || type === 'int';
}

/** A value that fits no branch of a union, or an option of the wrong type. */
function isUnion(issue: z.core.$ZodIssue, found: unknown): boolean {
  if (issue.code === 'invalid_union') return issue.discriminator === undefined || typeof found !== 'string';
  return issue.code === 'invalid_value' && typeof found !== typeof issue.values[0];
}

/**
 * Checks a value against a schema.
 * @param root the whole parsed file, for `where`
 * @param path where in `root` the value sits
 * @returns the value with its keys in the schema's order, or up to 100 problems
 */
export function check<T>(
  schema: z.ZodType<T>,
  root: unknown,
  path: Path = [],
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const parsed = schema.safeParse(valueAt(root, path));
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems: Problem[] = [];
  for (const issue of parsed.error.issues) {
    if (problems.length >= MAX_PROBLEMS) break;
    problems.push(...problemsOfIssue(issue, root, path));
  }
  return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
}
