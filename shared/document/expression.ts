import { catchProblem } from '../problems/catch';
import { fail } from '../problems/problem';
import type { Result } from '../problems/result';
import { own } from './own';
import { MAX_EXPRESSION } from './schema';

/** What an expression can name and give. */
export type ExpressionValue = number | boolean | string;

type BinaryOperator = '+' | '-' | '*' | '/' | '==' | '!=' | '<' | '<=' | '>' | '>=';

/** One part of an expression; `column` is where it starts in the text (an operation: at its operator), from 1. */
type ExpressionNode = { readonly column: number } & (
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'negate'; readonly of: ExpressionNode }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | {
      readonly type: 'choice';
      readonly condition: ExpressionNode;
      readonly then: ExpressionNode;
      readonly otherwise: ExpressionNode;
    }
);

/** A parsed expression. Plain data: it can be kept and evaluated many times. */
export interface ExpressionTree {
  readonly expression: string;
  readonly root: ExpressionNode;
}

/** How deep brackets, signs and `? :` may stand inside each other. */
export const MAX_EXPRESSION_DEPTH = 50;

interface Token {
  readonly text: string;
  readonly type: 'number' | 'name' | 'symbol' | 'end';
  readonly column: number;
}

const TOKEN =
  /(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z][A-Za-z0-9_]*)|(?<symbol>==|!=|<=|>=|[-+*/()?:<>])/y;
const SPACE = /[ \t\r\n]*/y;

function tokenise(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ;) {
    SPACE.lastIndex = at;
    SPACE.test(expression);
    at = SPACE.lastIndex;
    const column = at + 1;
    if (at >= expression.length) return [...tokens, { text: '', type: 'end', column }];
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(expression)?.groups;
    if (groups === undefined) {
      const found = String.fromCodePoint(expression.codePointAt(at)!);
      fail('expression/syntax', { expression, column, expected: '0 a ( ) + - * / ? : < > ==', found });
    }
    at = TOKEN.lastIndex;
    if (groups['number'] !== undefined) tokens.push({ text: groups['number'], type: 'number', column });
    else if (groups['name'] !== undefined) tokens.push({ text: groups['name'], type: 'name', column });
    else tokens.push({ text: groups['symbol']!, type: 'symbol', column });
  }
}

/** Loosest first; operators of one line group from the left. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];

class Parser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];

  constructor(private readonly expression: string) {
    this.tokens = tokenise(expression);
  }

  parse(): ExpressionNode {
    const root = this.choice();
    if (this.next().type !== 'end') this.refuse('EOF');
    return root;
  }

  private next(): Token {
    return this.tokens[this.at]!;
  }

  private accept(symbol: string): boolean {
    if (this.next().type !== 'symbol' || this.next().text !== symbol) return false;
    this.at++;
    return true;
  }

  private require(symbol: string): void {
    if (!this.accept(symbol)) this.refuse(symbol);
  }

  private refuse(expected: string): never {
    const { text, column } = this.next();
    const { expression } = this;
    return fail('expression/syntax', { expression, column, expected, found: text === '' ? 'EOF' : text });
  }

  private inside<T>(work: () => T): T {
    if (++this.depth > MAX_EXPRESSION_DEPTH) {
      fail('expression/too-deep', { expression: this.expression, limit: MAX_EXPRESSION_DEPTH });
    }
    const value = work();
    this.depth--;
    return value;
  }

  private choice(): ExpressionNode {
    const condition = this.binary(0);
    const { column } = this.next();
    if (!this.accept('?')) return condition;
    return this.inside(() => {
      const then = this.choice();
      this.require(':');
      return { type: 'choice', column, condition, then, otherwise: this.choice() };
    });
  }

  private binary(level: number): ExpressionNode {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const { column } = this.next();
      const operator = operators.find((symbol) => this.accept(symbol));
      if (operator === undefined) return left;
      left = { type: 'binary', column, operator, left, right: this.binary(level + 1) };
    }
  }

  private unary(): ExpressionNode {
    const { column } = this.next();
    if (this.accept('-')) return this.inside(() => ({ type: 'negate', column, of: this.unary() }));
    return this.primary();
  }

  private primary(): ExpressionNode {
    const { text, type, column } = this.next();
    if (type === 'number') {
      this.at++;
      const value = Number(text);
      if (!Number.isFinite(value)) fail('expression/not-finite', { expression: this.expression, column });
      return { type, column, value };
    }
    if (type === 'name') {
      this.at++;
      return { type, column, name: text };
    }
    if (!this.accept('(')) this.refuse('0 a ( -');
    return this.inside(() => {
      const inner = this.choice();
      this.require(')');
      return inner;
    });
  }
}

/**
 * Parses a parameter expression: numbers, names, `+ - * /`, a minus sign, brackets, `== != < <= > >=`, and
 * `condition ? a : b`, with C's precedence. There is nothing else to it: it cannot loop, call or reach anything.
 * Problems: `expression/syntax` (with the column), `expression/too-long`, `expression/too-deep`.
 */
export function parseExpression(expression: string): Result<ExpressionTree> {
  return catchProblem(() => {
    const { length } = expression;
    if (length > MAX_EXPRESSION) fail('expression/too-long', { length, limit: MAX_EXPRESSION });
    return { expression, root: new Parser(expression).parse() };
  });
}

/** The names in an expression, each once, whether or not they are evaluated. */
export function namesIn({ root }: ExpressionTree): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ExpressionNode): void => {
    if (node.type === 'name') names.add(node.name);
    else if (node.type === 'negate') visit(node.of);
    else if (node.type === 'binary') [node.left, node.right].forEach(visit);
    else if (node.type === 'choice') [node.condition, node.then, node.otherwise].forEach(visit);
  };
  visit(root);
  return names;
}

/**
 * The value of an expression. `/` divides exactly (1 / 2 is 0.5); whether the result must be an integer is the
 * parameter's matter, and its caller's to check. Only the chosen side of `? :` is evaluated.
 * Problems: `expression/unknown-name`, `expression/type` (arithmetic on anything but numbers, a condition that is not
 * true or false, a comparison of two types), `expression/not-finite` (a division by zero, an overflow).
 * @param env the exposed parameters, and `repeat`
 */
export function evaluate(
  tree: ExpressionTree,
  env: Readonly<Record<string, ExpressionValue>>,
): Result<ExpressionValue> {
  return catchProblem(() => new Evaluation(tree.expression, env).value(tree.root));
}

class Evaluation {
  constructor(
    private readonly expression: string,
    private readonly env: Readonly<Record<string, ExpressionValue>>,
  ) {}

  value(node: ExpressionNode): ExpressionValue {
    switch (node.type) {
      case 'number':
        return node.value;
      case 'name':
        return this.name(node.name, node.column);
      case 'negate':
        return -this.number(node.of);
      case 'choice':
        return this.condition(node.condition) ? this.value(node.then) : this.value(node.otherwise);
      case 'binary':
        return this.binary(node.operator, node.left, node.right, node.column);
    }
  }

  private name(name: string, column: number): ExpressionValue {
    const value = own(this.env, name);
    if (value !== undefined) return value;
    const known = Object.keys(this.env);
    return fail('expression/unknown-name', { expression: this.expression, column, name, known });
  }

  private typed(node: ExpressionNode, expected: 'number' | 'boolean'): ExpressionValue {
    const value = this.value(node);
    if (typeof value === expected) return value;
    const found = typeof value;
    return fail('expression/type', { expression: this.expression, column: node.column, expected, found });
  }

  private number(node: ExpressionNode): number {
    return this.typed(node, 'number') as number;
  }

  private condition(node: ExpressionNode): boolean {
    return this.typed(node, 'boolean') as boolean;
  }

  private binary(
    operator: BinaryOperator,
    left: ExpressionNode,
    right: ExpressionNode,
    column: number,
  ): ExpressionValue {
    if (operator === '==' || operator === '!=') {
      const a = this.value(left);
      const b = this.value(right);
      if (typeof a !== typeof b) {
        const args = { expression: this.expression, column: right.column };
        fail('expression/type', { ...args, expected: typeof a, found: typeof b });
      }
      return (a === b) === (operator === '==');
    }
    const result = OPERATIONS[operator](this.number(left), this.number(right));
    if (typeof result === 'number' && !Number.isFinite(result)) {
      fail('expression/not-finite', { expression: this.expression, column });
    }
    return result;
  }
}

const OPERATIONS: Readonly<
  Record<Exclude<BinaryOperator, '==' | '!='>, (a: number, b: number) => number | boolean>
> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
