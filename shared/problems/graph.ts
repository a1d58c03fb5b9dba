/** Problems of a graph: blocks, parameters, edges, shapes. */
export interface GraphProblems {
  /** `train.parts` names a part that the node does not have. */
  'block/unknown-part': { part: string; known: readonly string[] };
  /** `nearest`: kinds it may have meant, best first; all there are when none is near. */
  'block/unknown-kind': { kind: string; nearest: readonly string[] };
  'block/newer-kind-version': { kind: string; supported: number; found: number };
  'block/unknown-param': { param: string; known: readonly string[] };
  'block/missing-param': { param: string };
  'block/param-type': { param: string; expected: string; found: string };
  'block/param-range': { param: string; min: number; max: number; found: number };
  /** A list parameter with too few or too many entries. */
  'block/param-length': { param: string; min: number; max: number; found: number };
  'block/param-odd': { param: string; found: number };
  'block/param-choice': { param: string; options: readonly string[]; found: string };
  'edge/dangling': { end: 'from' | 'to'; node: string };
  'edge/unknown-port': { node: string; port: string; known: readonly string[] };
  'edge/port-taken': { node: string; port: string };
  'graph/cycle': { nodes: readonly string[] };
  'graph/missing-input': { port: string };
  'graph/no-input': Record<string, never>;
  'graph/no-output': Record<string, never>;
  'graph/unused-node': { node: string };
  /** `expected` and `found` are written as the field writes shapes: 96×32². */
  'shape/mismatch': { expected: string; found: string };
  'shape/needs-map': { found: string };
  'shape/needs-vector': { found: string };
  'shape/pool-padding': { padding: number; kernel: string };
  'shape/window-too-large': { kernel: string; input: string };
  'shape/groups': { groups: number; channels: number; filters: number };
  'shape/too-large': { shape: string; elements: number; limit: number };
  'shape/reshape': { from: number; to: number };
  /** DropConnect: the masks of a batch and what is made of them. `most`: the largest batch that fits. */
  'shape/masks-too-large': { batch: number; gib: number; limit: number; most: number };
  'shape/single-value-norm': { found: string };
  'composite/cycle': { nodes: readonly string[] };
  'composite/unknown': { id: string };
  /** Only a node with one input and one output can stand several times in a row. */
  'composite/repeat-ports': { inputs: number; outputs: number };
}
