/** Problems of an edit that cannot be made. */
export interface EditProblems {
  /** A block without inputs or without outputs cannot stand on an edge. */
  'edit/no-way-through': { kind: string };
  'edit/no-input': { kind: string };
  'edit/node-connected': { node: string };
  'edit/duplicate-edge': { from: string; to: string };
  /** The clipboard holds something else. */
  'edit/not-nodes': Record<string, never>;
}
