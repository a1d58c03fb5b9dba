import { checkValue, foundNotation } from '../blocks/check-value';
import type { ParamSpec, ParamSpecs } from '../blocks/params';
import { isExpression } from '../blocks/registry';
import { evaluate, parseExpression, type ExpressionTree, type ExpressionValue } from '../document/expression';
import { own } from '../document/own';
import type { CompositeDefinition, CompositeParam, Expression, ParamValue } from '../document/types';
import { fail, ProblemSignal } from '../problems/problem';
import type { Result } from '../problems/result';

/** What an expression can name: the exposed parameters of the composite around it, and the repeat index. */
export interface Scope {
  readonly params: Readonly<Record<string, ExpressionValue>>;
  /** Index of the innermost repeated node around, from 0. */
  readonly repeat: number;
}

const trees = new WeakMap<Expression, Result<ExpressionTree>>();

function evaluateIn(scope: Scope, expression: Expression): ExpressionValue {
  let tree = trees.get(expression);
  if (!tree) {
    tree = parseExpression(expression.expr);
    trees.set(expression, tree);
  }
  return required(evaluate(required(tree), { ...scope.params, repeat: scope.repeat }));
}

function required<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemSignal(result.problem);
  return result.value;
}

/** A list parameter takes a single number where an expression, which makes no lists, stands for it: `3` is a 3×3 window. */
function fit(spec: ParamSpec, value: ExpressionValue): ParamValue {
  if (typeof value !== 'number') return value;
  if (spec.type === 'pair') return [value, value];
  if (spec.type === 'ints') return [value];
  if (spec.type === 'padding') return [value, value, value, value];
  return value;
}

/**
 * A block's parameter values as its code reads them.
 * @param specs the block's parameters
 * @param params stored values, good as far as they are literal (`checkParams`)
 * Signals a problem with `where.param` when an expression fails or its value is out of the parameter's limits.
 */
export function evaluateParams(
  specs: ParamSpecs,
  params: Readonly<Record<string, ParamValue>>,
  scope: Scope,
): Readonly<Record<string, ParamValue>> {
  let evaluated: Record<string, ParamValue> | undefined;
  for (const name in params) {
    const value = params[name]!;
    if (!isExpression(value)) continue;
    const spec = own(specs, name)!;
    const result = fit(
      spec,
      placedAt(name, () => evaluateIn(scope, value)),
    );
    const problem = checkValue(name, spec, result);
    if (problem) throw new ProblemSignal(problem);
    evaluated = { ...(evaluated ?? params), [name]: result };
  }
  return evaluated ?? params;
}

/**
 * The scope inside a user's composite: its exposed parameters, as the node that uses it sets them.
 * Signals a problem with `where.param` for a missing, unknown or wrongly typed one.
 */
export function exposedScope(
  definition: CompositeDefinition,
  params: Readonly<Record<string, ParamValue>>,
  outer: Scope,
): Scope {
  const known = definition.params.map(({ name }) => name);
  const stray = Object.keys(params).find((name) => !known.includes(name));
  if (stray !== undefined) fail('block/unknown-param', { param: stray, known }, { param: stray });
  const entries = definition.params.map(({ name, type }) => {
    const stored = own(params, name) ?? fail('block/missing-param', { param: name }, { param: name });
    const value = isExpression(stored) ? placedAt(name, () => evaluateIn(outer, stored)) : stored;
    return [name, requireType(name, type, value)] as const;
  });
  return { params: Object.fromEntries(entries), repeat: outer.repeat };
}

const NOTATION: Readonly<Record<CompositeParam['type'], string>> = {
  int: 'integer',
  number: 'number',
  boolean: 'true | false',
  string: 'string',
};

function requireType(param: string, type: CompositeParam['type'], value: unknown): ExpressionValue {
  const good = {
    int: Number.isInteger(value),
    number: Number.isFinite(value),
    boolean: typeof value === 'boolean',
    string: typeof value === 'string',
  }[type];
  if (!good) {
    const args = { param, expected: NOTATION[type], found: foundNotation(value) };
    fail('block/param-type', args, { param });
  }
  return value as ExpressionValue;
}

function placedAt<T>(param: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ProblemSignal)) throw error;
    throw new ProblemSignal({
      ...error.problem,
      where: { ...error.problem.where, param },
    });
  }
}
