import { checkValue } from '../../blocks/check-value';
import { nearest } from '../../blocks/edit-distance';
import type { ParamSpec } from '../../blocks/params';
import { createNode, MAX_GUESSES } from '../../blocks/registry';
import { own } from '../../document/own';
import type { DocNode, ParamValue } from '../../document/types';
import type { Problem, Repair } from '../../problems/problem';
import { setParam, setRepeat, specsOf } from './commands';

/** Ways out of a problem of what a node stores: its kind, its parameters, its repeat. */
export function storedRepairs(problem: Problem, node: DocNode): readonly Repair[] {
  switch (problem.code) {
    case 'block/unknown-kind':
      return problem.args.nearest.length > MAX_GUESSES
        ? []
        : problem.args.nearest.map((kind) => replaceKind(node, kind));
    case 'block/unknown-param':
      return [removeParam(node, problem.args.param)];
    case 'block/param-range':
      return problem.args.param === 'repeat'
        ? [setRepeat(node.id, clamp(Math.round(problem.args.found), problem.args))]
        : valueRepairs(node, problem.args.param);
    case 'block/param-type':
      return problem.args.param === 'repeat'
        ? [setRepeat(node.id, 1)]
        : valueRepairs(node, problem.args.param);
    case 'block/missing-param':
    case 'block/param-length':
    case 'block/param-choice':
    case 'block/param-odd':
      return valueRepairs(node, problem.args.param);
    case 'composite/repeat-ports':
      return [setRepeat(node.id, 1)];
    default:
      return [];
  }
}

/** The nearest good value, then the default. */
function valueRepairs(node: DocNode, param: string): readonly Repair[] {
  const spec = own(specsOf(node.kind), param);
  if (!spec) return [];
  const near = nearestValue(spec, own(node.params, param));
  const same = near !== null && JSON.stringify(near) === JSON.stringify(spec.default);
  return [near, same ? null : spec.default]
    .filter((value): value is ParamValue => value !== null && checkValue(param, spec, value) === null)
    .map((value) => setParam(node.id, param, value));
}

/** What a wrong value was probably meant to be, or null. */
function nearestValue(spec: ParamSpec, value: unknown): ParamValue | null {
  switch (spec.type) {
    case 'int':
    case 'number':
      return nearestNumber(spec, value);
    case 'boolean':
      return value === 'true' || value === 1 ? true : value === 'false' || value === 0 ? false : null;
    case 'choice':
      return typeof value === 'string' ? (nearest(value, spec.options, 1)[0] ?? null) : null;
    case 'pair':
      return nearestList(value, spec, 2);
    case 'ints':
      return (
        toIntegers(value, spec)
          ?.slice(0, spec.maxLength)
          .map((item) => odd(item, spec)) ?? null
      );
    case 'padding':
      return nearestList(value, { min: 0, max: spec.max }, 4);
  }
}

function nearestNumber(spec: ParamSpec & { type: 'int' | 'number' }, value: unknown): number | null {
  const number = toNumber(value);
  if (Number.isNaN(number)) return null;
  if (spec.type === 'number') return clamp(number, spec);
  return odd(clamp(Math.round(number), spec), spec);
}

/** The next odd number below, where a parameter takes no even ones. */
function odd(value: number, { odd: wanted }: { readonly odd?: true }): number {
  return wanted === true && value % 2 === 0 ? value - 1 : value;
}

interface Limits {
  readonly min: number;
  readonly max: number;
}

/** One number stands for all entries. */
function nearestList(value: unknown, limits: Limits, length: number): readonly number[] | null {
  const numbers = toIntegers(value, limits);
  if (numbers?.length === 1) return Array.from({ length }, () => numbers[0]!);
  return numbers?.length === length ? numbers : null;
}

function toNumber(value: unknown): number {
  if (typeof value === 'string' && value.trim() !== '') return Number(value);
  return typeof value === 'number' ? value : Number.NaN;
}

function toIntegers(value: unknown, limits: Limits): readonly number[] | null {
  const numbers = (Array.isArray(value) ? value : [value]).map(toNumber);
  return numbers.some(Number.isNaN) ? null : numbers.map((item) => clamp(Math.round(item), limits));
}

function clamp(value: number, { min, max }: Limits): number {
  return Number.isNaN(value) ? min : Math.min(Math.max(value, min), max);
}

function removeParam(node: DocNode, param: string): Repair {
  const params = Object.fromEntries(Object.entries(node.params).filter(([name]) => name !== param));
  const commands = [{ type: 'replace-node', node: node.id, by: { ...node, params } }] as const;
  return { code: 'remove-parameter', args: { node: node.id, param }, commands };
}

/** Parameters of the same name whose values the new kind takes stay. */
function replaceKind(node: DocNode, kind: string): Repair {
  const specs = specsOf(kind);
  const kept = Object.entries(node.params).filter(([param, value]) => {
    const spec = own(specs, param);
    return spec !== undefined && checkValue(param, spec, value) === null;
  });
  const fresh = createNode(kind, node.id, Object.fromEntries(kept), node.label);
  const by = { ...fresh, repeat: node.repeat, train: node.train };
  const commands = [{ type: 'replace-node', node: node.id, by }] as const;
  return { code: 'replace-kind', args: { node: node.id, kind }, commands };
}
