import { checkValue, foundNotation } from '../blocks/check-value';
import type { ParamSpec, ParamSpecs } from '../blocks/params';
import { checkRepeat, isExpression } from '../blocks/registry';
import { evaluate, parseExpression, type ExpressionTree, type ExpressionValue } from '../document/expression';
import { own } from '../document/own';
import type { CompositeDefinition, CompositeParam, DocNode, Expression, ParamValue } from '../document/types';
import { catchProblem } from '../problems/catch';
import { fail, ProblemSignal } from '../problems/problem';
import type { Result } from '../problems/result';

/** What an expression can name: the exposed parameters of the composite around it, and the repeat index. */
export interface Scope {
  readonly params: Readonly<Record<string, ExpressionValue>>;
  /** Index of the innermost repeated node around, from 0. */
  readonly repeat: number;
}

/** Around a document's own nodes there is nothing to name. */
export const OUTERMOST: Scope = { params: {}, repeat: 0 };

const trees = new WeakMap<Expression, Result<ExpressionTree>>();

function evaluateIn(scope: Scope, expression: Expression): ExpressionValue {
  return evaluateWith({ ...scope.params, repeat: scope.repeat }, expression);
}

function evaluateWith(
  env: Readonly<Record<string, ExpressionValue>>,
  expression: Expression,
): ExpressionValue {
  let tree = trees.get(expression);
  if (!tree) {
    tree = parseExpression(expression.expr);
    trees.set(expression, tree);
  }
  return required(evaluate(required(tree), env));
}

function required<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemSignal(result.problem);
  return result.value;
}

/**
 * A node that knows how often it stands in a row, and the scope of the parameters of a single copy. One whose repeat
 * is an expression counts as repeated even when that gives 1: its only copy has index 0, whatever is repeated around
 * it, so that `repeat == 0 ? stride : 1` means the same in a stage of one unit as in a stage of six. Its path gets no
 * index then (`stage/unit`, not `stage/unit/0`), as that of any node that stands once: a document may write 1 and
 * `1 * 1`, and weights are named by what the network is, not by how it was written.
 * Signals a problem with `where.param` `repeat` when the expression fails or gives no integer from 1 to 1000.
 */
export function counted(
  node: DocNode,
  scope: Scope,
): { readonly node: DocNode; readonly count: number; readonly scope: Scope } {
  const { repeat } = node;
  if (typeof repeat === 'number') return { node, count: repeat, scope };
  const value = placedAt('repeat', () => evaluateWith(scope.params, repeat));
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    const args = { param: 'repeat', expected: 'integer', found: foundNotation(value) };
    fail('block/param-type', args, { param: 'repeat' });
  }
  const unfit = checkRepeat(value);
  if (unfit) throw new ProblemSignal(unfit);
  return { node: { ...node, repeat: value }, count: value, scope: { ...scope, repeat: 0 } };
}

/** How often a document's node stands in a row, for people to see; 1 while that cannot be told. */
export function copiesOf(node: DocNode): number {
  const made = catchProblem(() => counted(node, OUTERMOST));
  return made.ok ? made.value.count : 1;
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
