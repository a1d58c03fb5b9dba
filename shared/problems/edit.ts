/** Problems of an edit that cannot be made. */
export interface EditProblems {
  /** A block without inputs or without outputs cannot stand on an edge. */
  'edit/no-way-through': { kind: string };
  'edit/no-input': { kind: string };
  'edit/node-connected': { node: string };
  'edit/duplicate-edge': { from: string; to: string };
  /** A path that leads into a block of ours, whose parts follow from its parameters. */
  'edit/inside-block': { node: string; kind: string };
  /** Only a block of ours that opens can be detached. */
  'edit/cannot-detach': { node: string; kind: string };
  /** A block some of whose ports take many edges. */
  'edit/detach-many-inputs': { kind: string; ports: readonly string[] };
  /** What a block comes to depends on the shapes that reach it. */
  'edit/detach-shapes-unknown': { node: string };
  /** `count`: how many different insides the node's copies, or the uses of the definition around it, come to. */
  'edit/detach-differs': { node: string; count: number };
  /** The clipboard holds something else. */
  'edit/not-nodes': Record<string, never>;
}
