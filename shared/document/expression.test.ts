import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, MAX_EXPRESSION_DEPTH, parseExpression, type ExpressionValue } from './expression';

const ENV = { filters: 64, ratio: 16, repeat: 2, bias: true, activation: 'relu', other: 'relu' };

function run(text: string, env: Readonly<Record<string, ExpressionValue>> = ENV) {
  const tree = parseExpression(text);
  return tree.ok ? evaluate(tree.value, env) : tree;
}

const VALUES: readonly (readonly [string, ExpressionValue])[] = [
  ['64', 64],
  ['.5e1', 5],
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 2 - 3', 5],
  ['64 / 4 / 2', 8],
  ['1 / 2', 0.5],
  ['--3', 3],
  ['2 - -3', 5],
  ['-filters / ratio', -4],
  ['repeat == 0 ? 2 : 1', 1],
  ['repeat != 0 ? filters * 2 : filters', 128],
  ['1 < 2 == 4 >= 4', true],
  ['bias', true],
  ['bias ? 1 : 0', 1],
  ['activation', 'relu'],
  ['activation == other', true],
  ['repeat == 0 ? 1 : repeat == 1 ? 2 : 3', 3],
  ['false_start == 1 ? 1 : 2', 1],
  // The side not chosen is not evaluated.
  ['repeat == 2 ? 1 : 1 / 0', 1],
  [' \n1\t', 1],
];

const REFUSED: readonly (readonly [text: string, code: string, args: object])[] = [
  ['', 'expression/syntax', { column: 1, expected: '0 a ( -', found: 'EOF' }],
  ['1 +', 'expression/syntax', { column: 4, found: 'EOF' }],
  ['1 2', 'expression/syntax', { column: 3, expected: 'EOF', found: '2' }],
  ['(1', 'expression/syntax', { column: 3, expected: ')', found: 'EOF' }],
  ['1 ? 2', 'expression/syntax', { column: 6, expected: ':', found: 'EOF' }],
  ['a.b', 'expression/syntax', { column: 2, found: '.' }],
  ['f(1)', 'expression/syntax', { column: 2, expected: 'EOF', found: '(' }],
  ['a = 1', 'expression/syntax', { column: 3, found: '=' }],
  ['a % 2', 'expression/syntax', { column: 3, found: '%' }],
  ['1; 2', 'expression/syntax', { column: 2, found: ';' }],
  ['"a"', 'expression/syntax', { column: 1, found: '"' }],
  ['1 * + 2', 'expression/syntax', { column: 5, found: '+' }],
  ['💥', 'expression/syntax', { column: 1, found: '💥' }],
  ['1'.repeat(1001), 'expression/too-long', { length: 1001, limit: 1000 }],
  ['('.repeat(60) + '1' + ')'.repeat(60), 'expression/too-deep', { limit: MAX_EXPRESSION_DEPTH }],
  ['-'.repeat(900) + '1', 'expression/too-deep', {}],
  ['1 == 1 ? '.repeat(60) + '1' + ' : 1'.repeat(60), 'expression/too-deep', {}],
  ['missing + 1', 'expression/unknown-name', { column: 1, name: 'missing', known: Object.keys(ENV) }],
  ['constructor', 'expression/unknown-name', { name: 'constructor' }],
  ['1 + bias', 'expression/type', { column: 5, expected: 'number', found: 'boolean' }],
  ['activation * 2', 'expression/type', { column: 1, expected: 'number', found: 'string' }],
  ['filters ? 1 : 2', 'expression/type', { column: 1, expected: 'boolean', found: 'number' }],
  ['1 < 2 < 3', 'expression/type', { column: 3, expected: 'number', found: 'boolean' }],
  ['bias == 1', 'expression/type', { column: 9, expected: 'boolean', found: 'number' }],
  ['8 / (repeat - 2)', 'expression/not-finite', { column: 3 }],
  ['1e308 * 10', 'expression/not-finite', { column: 7 }],
  ['1e999', 'expression/not-finite', { column: 1 }],
];

describe('expressions', () => {
  it.each(VALUES)('%j is %j', (text, value) => {
    expect(run(text, { ...ENV, false_start: 1 })).toEqual({ ok: true, value });
  });

  it.each(REFUSED)('refuses %.30j as %s', (text, code, args) => {
    expect(run(text)).toMatchObject({ ok: false, problem: { code, args } });
  });

  it('takes a chain as long as the text may be', () => {
    expect(run('1+'.repeat(499) + '1')).toEqual({ ok: true, value: 500 });
  });

  it('takes brackets to the depth it states', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)}`;
    expect(run(nested(MAX_EXPRESSION_DEPTH)).ok).toBe(true);
    expect(run(nested(MAX_EXPRESSION_DEPTH + 1)).ok).toBe(false);
  });
});

/** Random texts of numbers: JavaScript reads them with the same precedence, and so is the judge. */
const { numeric } = fc.letrec<{ numeric: string; logical: string }>((tie) => ({
  numeric: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('0', '1', '2.5', '1e2', 'a', 'b', 'repeat'),
    fc
      .tuple(tie('numeric'), fc.constantFrom(' + ', '-', ' * ', '/', ' - '), tie('numeric'))
      // Two minus signs in a row are JavaScript's decrement.
      .map(([left, operator, right]) => left + operator + (right.startsWith('-') ? ` ${right}` : right)),
    tie('numeric').map((inner) => `(${inner})`),
    tie('numeric').map((inner) => `-(${inner})`),
    fc
      .tuple(tie('logical'), tie('numeric'), tie('numeric'))
      .map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
  ),
  logical: fc
    .tuple(tie('numeric'), fc.constantFrom('<', ' <= ', '>', ' >= ', ' == ', '!='), tie('numeric'))
    .map((parts) => parts.join('')),
}));

describe('expressions against JavaScript', () => {
  it('gives the same number, or says that there is none', () => {
    let finite = 0;
    fc.assert(
      fc.property(numeric, fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 4 }), (text, a, b) => {
        const env = { a, b, repeat: 1 };
        const result = run(text, env);
        if (text.length > 1000) return;
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- an independent reading, of texts made here
        const read = new Function('a', 'b', 'repeat', `return (${text});`) as (...values: number[]) => number;
        const expected = read(a, b, 1);
        if (result.ok) {
          finite++;
          expect(result.value).toBe(expected);
        } else {
          // A division by zero may end up finite in JavaScript (1 / (1 / 0) is 0), so only the code is sure.
          expect(result.problem.code).toBe('expression/not-finite');
        }
      }),
      { numRuns: 2000 },
    );
    expect(finite).toBeGreaterThan(1000);
  });

  it('never throws, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc
        .array(fc.constantFrom('a', '1', '(', ')', '?', ':', '+', '-', '<', '=', '.', ' '), { maxLength: 40 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const result = run(any, { a: 1 });
        if (!result.ok) expect(result.problem.code.startsWith('expression/')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
