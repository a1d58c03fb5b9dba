/** Problems of a document as a file and of edits to it: its text, its form, its ids, its expressions. */
export interface DocumentProblems {
  /** `expected` and `found` are tokens of JSON (`,`, `]`, `"key"`), the same in every language. */
  'document/not-json': { expected: string; found: string; line: number; column: number };
  'document/not-an-inlay-file': { found: string };
  'document/newer-version': { supported: number; found: number };
  'document/older-version': { oldest: number; found: number };
  'document/too-deep': { limit: number };
  'document/too-large': { what: string; limit: number; found: number };
  'document/duplicate-key': { key: string };
  'document/unknown-key': { key: string; known: readonly string[] };
  'document/missing-key': { key: string };
  'document/reserved-key': { key: string };
  'document/wrong-type': { expected: string; found: string };
  'document/invalid-value': { expected: string; found: string };
  'document/duplicate-id': { id: string };
  'document/invalid-id': { id: string };
  'document/unknown-node': { node: string };
  'document/unknown-edge': { edge: string };
  'document/unknown-recipe': { id: string; known: readonly string[] };
  'document/composite-hash': { id: string; expected: string; found: string };
  'document/nothing-to-undo': Record<string, never>;
  'document/nothing-to-redo': Record<string, never>;
  /** `column` counts from 1; `expected` and `found` are tokens of the grammar or names of value types. */
  'expression/syntax': { expression: string; column: number; expected: string; found: string };
  'expression/too-long': { length: number; limit: number };
  'expression/too-deep': { expression: string; limit: number };
  'expression/unknown-name': {
    expression: string;
    column: number;
    name: string;
    known: readonly string[];
  };
  'expression/type': { expression: string; column: number; expected: string; found: string };
  /** A division by zero, or a number too large to hold. */
  'expression/not-finite': { expression: string; column: number };
}
