import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath, readJson } from './json';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const REFUSED: readonly (readonly [text: string, code: string, args: object])[] = [
  ['', 'document/not-json', { expected: '{ [ "…" 0 true false null', found: 'EOF', line: 1, column: 1 }],
  ['{"a": 1,\n  "b" 2}', 'document/not-json', { expected: ':', found: '2', line: 2, column: 7 }],
  ['[1,\n2,\n]', 'document/not-json', { line: 3, column: 1, found: ']' }],
  ['{"a": 1', 'document/not-json', { expected: ', }', found: 'EOF', column: 8 }],
  ['[1 2]', 'document/not-json', { expected: ', ]', found: '2', column: 4 }],
  ['{"a":1} x', 'document/not-json', { expected: 'EOF', found: 'x', column: 9 }],
  ['"a\nb"', 'document/not-json', { expected: '"', found: '\\u000a', column: 3 }],
  ['"a', 'document/not-json', { expected: '"', found: 'EOF' }],
  ['"\\x"', 'document/not-json', { found: '\\', column: 2 }],
  ['{a: 1}', 'document/not-json', { expected: '"…"', found: 'a' }],
  ['NaN', 'document/not-json', { found: 'N' }],
  ['01', 'document/not-json', { expected: 'EOF', found: '1' }],
  ['"💥" 💥', 'document/not-json', { found: '💥', column: 6 }],
  ['['.repeat(200_000), 'document/too-deep', { limit: 64 }],
  ['{"a":'.repeat(200_000), 'document/too-deep', { limit: 64 }],
  ['{"a": 1, "b": {"c": 2, "c": 2}}', 'document/duplicate-key', { key: 'c' }],
  ['{"a": 1, "\\u0061": 2}', 'document/duplicate-key', { key: 'a' }],
  ['{"__proto__": {"x": 1}}', 'document/invalid-id', { id: '__proto__' }],
  ['{"\\u005f_proto__": 1}', 'document/invalid-id', { id: '__proto__' }],
];

describe('readJson', () => {
  it.each(REFUSED)('refuses %.40j as %s', (text, code, args) => {
    const read = readJson(text);
    expect(read).toMatchObject({ ok: false, problem: { code, args } });
  });

  it('says where', () => {
    const read = readJson('{"nodes": [{}, {"params": {"k": 1, "k": 2}}]}');
    expect(!read.ok && read.problem.where.path).toBe('nodes[1].params.k');
  });

  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom('', ' ', '\n'), (text, space) => {
        const read = readJson(space + text + space);
        // Random objects may hold the key `__proto__`, which is refused on purpose.
        if (!read.ok) expect(text).toContain('"__proto__"');
        else expect(read.value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses, and nothing else', () => {
    const seed = '{"a":[1,-0.5e+3,"x\\n\\u00e9"],"b":{"c":null,"d":[true,false,{}]}}';
    const spot = fc.nat(seed.length - 1);
    const piece = fc.constantFrom(
      '',
      ',',
      ':',
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      '0',
      '-',
      '.',
      'e',
      't',
      '\t',
      ' ',
    );
    fc.assert(
      fc.property(spot, fc.nat(2), piece, spot, piece, (at, cut, put, at2, put2) => {
        const once = seed.slice(0, at) + put + seed.slice(at + cut);
        const text = once.slice(0, at2) + put2 + once.slice(at2);
        const read = readJson(text);
        if (read.ok) expect(parses(text)).toBe(true);
        else if (read.problem.code === 'document/not-json') expect(parses(text)).toBe(false);
        else expect(read.problem.code).toBe('document/duplicate-key');
      }),
      { numRuns: 3000 },
    );
  });

  it('reads long strings, wide arrays and a byte order mark', () => {
    const long = 'x\\n'.repeat(2_000_000);
    expect(readJson(`"${long}"`)).toEqual({ ok: true, value: 'x\n'.repeat(2_000_000) });
    expect(readJson(`[${'0,'.repeat(500_000)}0]`).ok).toBe(true);
    expect(readJson('\ufeff{}')).toEqual({ ok: true, value: {} });
  });
});

describe('formatPath', () => {
  it('writes paths as people do', () => {
    expect(formatPath(['nodes', 3, 'params', 'kernel'])).toBe('nodes[3].params.kernel');
    expect(formatPath(['recipe', 'recipes', 'a b', 'batch'])).toBe('recipe.recipes["a b"].batch');
    expect(formatPath([])).toBe('$');
  });
});
