/** Problems of a document as a file: its text, its form, its ids. */
export interface DocumentProblems {
  'document/not-json': { detail: string; line: number; column: number };
  'document/not-an-inlay-file': { found: string };
  'document/newer-version': { supported: number; found: number };
  'document/too-deep': { limit: number };
  'document/too-large': { what: string; limit: number; found: number };
  'document/unknown-key': { key: string; known: readonly string[] };
  'document/missing-key': { key: string };
  'document/reserved-key': { key: string };
  'document/wrong-type': { expected: string; found: string };
  'document/invalid-value': { expected: string; found: string };
  'document/duplicate-id': { id: string };
  'document/invalid-id': { id: string };
}
