import { fail } from '../problems/problem';
import { catchProblem } from '../problems/catch';
import type { Result } from '../problems/result';

/** Nested brackets allowed; a version-1 document needs fewer than 12. */
const MAX_DEPTH = 64;
/** UTF-16 units of text allowed: far above 20,000 nodes. */
const MAX_TEXT = 64 * 1024 * 1024;

interface Frame {
  /** Null in an array. */
  readonly keys: Set<string> | null;
  /** Null before the first. */
  key: string | null;
  index: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Finds the first problem of a JSON text, without recursion: what is no JSON (line and column in the same words under
 * every JavaScript engine), nesting too deep for `JSON.parse` and its readers, and what `JSON.parse` lets through: one
 * key twice in an object (the first value would vanish on the next save), and `__proto__`.
 */
class Scanner {
  private at = 0;
  private readonly stack: Frame[] = [];

  constructor(private readonly text: string) {}

  /** Signals the text's first problem. */
  scan(): void {
    this.value();
    for (let frame = this.top(); frame !== undefined; frame = this.top()) {
      this.space();
      const close = frame.keys === null ? ']' : '}';
      if (this.text[this.at] === close) {
        this.at++;
        this.stack.pop();
      } else if (this.text[this.at] === ',') {
        this.at++;
        frame.index++;
        if (frame.keys !== null) this.member(frame, frame.keys);
        this.value();
      } else {
        this.refuse(`, ${close}`);
      }
    }
    this.space();
    if (this.at < this.text.length) this.refuse('EOF');
  }

  private top(): Frame | undefined {
    return this.stack[this.stack.length - 1];
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  /** Reads a scalar, or opens brackets as far as they go in a row (`[[[…`). */
  private value(): void {
    while (this.opening()) {
      const frame = this.top()!;
      this.space();
      if (this.text[this.at] === (frame.keys === null ? ']' : '}')) return;
      if (frame.keys !== null) this.member(frame, frame.keys);
    }
  }

  /** Reads one value's start. True when it opened an array or an object. */
  private opening(): boolean {
    this.space();
    const char = this.text[this.at];
    if (char === '{' || char === '[') {
      if (this.stack.length === MAX_DEPTH) {
        fail('document/too-deep', { limit: MAX_DEPTH }, { path: this.path() });
      }
      this.at++;
      this.stack.push({ keys: char === '{' ? new Set() : null, key: null, index: 0 });
      return true;
    }
    if (char === '"') this.string();
    else if (!this.matches(NUMBER) && !['true', 'false', 'null'].some((word) => this.word(word))) {
      this.refuse('{ [ "…" 0 true false null');
    }
    return false;
  }

  private member(frame: Frame, keys: Set<string>): void {
    this.space();
    if (this.text.charCodeAt(this.at) !== QUOTE) this.refuse('"…"');
    const key = this.string();
    frame.key = key;
    if (keys.has(key)) fail('document/duplicate-key', { key }, { path: this.path() });
    if (key === '__proto__') fail('document/invalid-id', { id: key }, { path: this.path() });
    keys.add(key);
    this.space();
    if (this.text[this.at] !== ':') this.refuse(':');
    this.at++;
  }

  /** Reads a string with a loop: a pattern would fill its backtracking stack on a long one. */
  private string(): string {
    const start = ++this.at;
    let escapes = false;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) break;
      // The comparison also fails at the end of the text, where the code is NaN.
      if (!(code >= 0x20)) this.refuse('"');
      if (code === BACKSLASH) {
        escapes = true;
        if (!this.matches(ESCAPE)) this.refuse('\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uFFFF');
      } else {
        this.at++;
      }
    }
    const inside = this.text.slice(start, this.at++);
    return escapes ? (JSON.parse(`"${inside}"`) as string) : inside;
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private word(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private path(): string {
    const parts = this.stack.map((frame) => (frame.keys === null ? frame.index : frame.key));
    return formatPath(parts.filter((part): part is string | number => part !== null));
  }

  private refuse(expected: string): never {
    const before = this.text.slice(0, this.at);
    const line = before.split('\n').length;
    const column = this.at - before.lastIndexOf('\n');
    const code = this.text.codePointAt(this.at);
    const found = code === undefined ? 'EOF' : code < 0x20 ? escaped(code) : String.fromCodePoint(code);
    return fail('document/not-json', { expected, found, line, column }, { path: this.path() });
  }
}

function escaped(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A path as in a problem's `where.path`: `nodes[3].params.kernel`; `$` is the whole file. */
export function formatPath(parts: readonly (string | number)[]): string {
  let path = '';
  for (const part of parts) {
    if (typeof part === 'number') path += `[${part}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(part)) path += path === '' ? part : `.${part}`;
    else path += `[${JSON.stringify(part)}]`;
  }
  return path === '' ? '$' : path;
}

/**
 * Depth and number of object members of a valid JSON text, in one pass over its characters; of any other text just
 * numbers.
 */
function measure(text: string): { readonly depth: number; readonly members: number } {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        for (at++; at < text.length; at++) {
          const code = text.charCodeAt(at);
          if (code === QUOTE) break;
          if (code === BACKSLASH) at++;
        }
        break;
      case 0x7b: // {
      case 0x5b: // [
        if (++depth > deepest) deepest = depth;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth--;
        break;
      case 0x3a: // :
        members++;
    }
  }
  return { depth: deepest, members };
}

/** Number of members of every object in a value; NaN when one is called `__proto__`. Depth is bounded before. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countMembers(item);
    return count;
  }
  for (const key of Object.keys(value)) {
    count += key === '__proto__' ? NaN : 1 + countMembers((value as Record<string, unknown>)[key]);
  }
  return count;
}

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/**
 * Parses JSON text of any origin. A byte order mark is skipped.
 * Problems: `document/too-large`, `document/not-json` (line and column from 1), `document/too-deep`,
 * `document/duplicate-key`, `document/invalid-id` (the key `__proto__`).
 */
export function readJson(text: string): Result<unknown> {
  return catchProblem(() => {
    if (text.length > MAX_TEXT) {
      fail('document/too-large', { what: 'characters', limit: MAX_TEXT, found: text.length }, { path: '$' });
    }
    const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    const { depth, members } = measure(body);
    const parsed = depth > MAX_DEPTH ? null : parse(body);
    // Fewer members than colons: a key came twice. The slow way tells which.
    if (parsed !== null && countMembers(parsed.value) === members) return parsed.value;
    new Scanner(body).scan();
    throw new Error('the scanner found no problem in a text that was refused');
  });
}
