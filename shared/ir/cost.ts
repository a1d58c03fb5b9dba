import type { IrNode } from './ir';
import type { PrimitiveAttrs, PrimitiveName } from './primitive';
import { primitives } from './primitives';
import type { Primitive } from './primitives/definition';
import { elements } from './shape';

/** What some primitives cost together. */
export interface Cost {
  /** Trainable values, as the papers count them (frozen ones too). */
  readonly parameters: number;
  /** Running statistics: stored, not trained, not counted as parameters. */
  readonly statistics: number;
  /** Multiply-accumulates of convolution and dense layers for one example, forward. */
  readonly macs: number;
  /** Bytes of all outputs for one example, float32. */
  readonly activationBytes: number;
}

export const NO_COST: Cost = { parameters: 0, statistics: 0, macs: 0, activationBytes: 0 };

const FLOAT_BYTES = 4;

/** The cost of a list of primitives. */
export function costOf(nodes: readonly IrNode[]): Cost {
  let [parameters, statistics, macs, activationBytes] = [0, 0, 0, 0];
  for (const node of nodes) {
    for (const weight of node.weights) {
      if (weight.trainable) parameters += elements(weight.shape);
      else statistics += elements(weight.shape);
    }
    macs += macsOf(node);
    for (const output of node.outputs) activationBytes += elements(output.shape) * FLOAT_BYTES;
  }
  return { parameters, statistics, macs, activationBytes };
}

/** Multiply-accumulates of one primitive for one example. */
function macsOf<K extends PrimitiveName>(node: IrNode & { readonly op: K }): number {
  const primitive = primitives[node.op] as Primitive<PrimitiveAttrs[K]>;
  return primitive.macs(
    node.attrs as PrimitiveAttrs[K],
    node.inputs.map(({ shape }) => shape),
    node.outputs.map(({ shape }) => shape),
  );
}
