import type { IrNodeOf } from '../../ir/ir';
import type { PrimitiveName } from '../../ir/primitive';
import type { KerasBuilder } from './builder';
import type { KerasTensor, KerasVariable } from './layer';

/** Adds the Keras layers of one primitive and returns what stands for its outputs. */
export type KerasEmitter<K extends PrimitiveName> = (
  node: IrNodeOf<K>,
  inputs: readonly KerasTensor[],
  builder: KerasBuilder,
) => readonly KerasTensor[];

/** A node's weights as Keras variables, where nothing but the names differs. */
export function plainVariables(node: IrNodeOf<PrimitiveName>): readonly KerasVariable[] {
  return node.weights.map((weight) => ({ weight: weight.name, shape: weight.shape, scale: 1 }));
}

/** `trainable: false` where the document froze all that a layer would train. */
export function frozen(node: IrNodeOf<PrimitiveName>): { readonly trainable?: false } {
  const trained = node.weights.filter((weight) => weight.trainable);
  return trained.length > 0 && trained.every((weight) => weight.frozen) ? { trainable: false } : {};
}
