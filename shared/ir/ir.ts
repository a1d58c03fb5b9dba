import type { Initializer, PrimitiveAttrs, PrimitiveName, WeightSpec } from './primitive';
import type { Shape } from './shape';

/** One output of one IR node. */
export interface IrValue {
  /** Path of the node that makes it. */
  readonly node: string;
  readonly index: number;
  readonly shape: Shape;
}

/** A weight in place. Its name is its identity everywhere: checkpoints, exports, random streams. */
export interface IrWeight extends WeightSpec {
  /** `<node path>/<role>`, such as `mlp1/conv2/kernel`. */
  readonly name: string;
  /** Null: take the recipe's start for kernels, else the primitive's own (`WeightSpec.init`). */
  readonly initOverride: Initializer | null;
  readonly lrMult: number;
  readonly decayMult: number;
  readonly frozen: boolean;
}

export interface IrNodeOf<K extends PrimitiveName> {
  readonly op: K;
  /** Stable path: the document node's id, then ids inside composites, then the primitive's own suffix. */
  readonly path: string;
  readonly attrs: PrimitiveAttrs[K];
  readonly inputs: readonly IrValue[];
  readonly outputs: readonly IrValue[];
  readonly weights: readonly IrWeight[];
}

export type IrNode = { [K in PrimitiveName]: IrNodeOf<K> }[PrimitiveName];

/** One output of the network. */
export interface IrOutput {
  /** Id of the document's output node. */
  readonly node: string;
  readonly role: 'class' | 'auxiliary';
  readonly logits: IrValue;
  /** The loss head's scalar. */
  readonly loss: IrValue;
}

/** A whole network in primitives, nodes in topological order. */
export interface IrGraph {
  readonly nodes: readonly IrNode[];
  readonly inputs: readonly IrValue[];
  readonly outputs: readonly IrOutput[];
}

/** Every weight in order of its node: the order of checkpoints and exports. */
export function weightsOf(graph: IrGraph): readonly IrWeight[] {
  return graph.nodes.flatMap((node) => node.weights);
}
