import type { IrNodeOf } from '../../../ir/ir';
import type { PrimitiveName, WeightRole } from '../../../ir/primitive';
import type { Scope, TensorRef } from '../graph-builder';
import type { KernelChoice } from '../kernel-choice';

/** What an emission may ask of its surroundings. One is made for each node and mode. */
export interface EmitContext {
  /** Where the node's ops go: `train/<node path>` or `infer/<node path>`. */
  readonly g: Scope;
  /** Training masks at random, normalises by the batch and moves running statistics; inference does neither. */
  readonly mode: 'training' | 'inference';
  /** How this node is computed, where there is a choice; natively when absent. */
  readonly kernel?: KernelChoice;
  /** Value of a weight of this node, as it was before the step. */
  weight(role: WeightRole): TensorRef;
  /** The weight when the node has it: a bias that may be left out. */
  optionalWeight(role: WeightRole): TensorRef | undefined;
  /** Whether this weight neither learns nor moves. */
  isFrozen(role: WeightRole): boolean;
  /** Sets a running statistic at the end of a training step. */
  assign(role: WeightRole, value: TensorRef): void;
  /** Labels of the batch, int32 [n]. Losses only. */
  labels(): TensorRef;
  /** A random stream of this node for this step. Training only. */
  random(): RandomStream;
}

/** Philox key and counter made of seed, step and node path: equal for equal three, whatever else the graph holds. */
export interface RandomStream {
  readonly key: TensorRef;
  readonly counter: TensorRef;
}

/** Which gradients are wanted; the others are not emitted. */
export interface Needs {
  /** Per input of the node. */
  readonly inputs: readonly boolean[];
  weight(role: WeightRole): boolean;
}

export interface Gradients {
  /** Per input of the node; undefined where not needed. */
  readonly inputs: readonly (TensorRef | undefined)[];
  readonly weights?: Partial<Record<WeightRole, TensorRef>>;
}

/**
 * The backward pass of one emitted node, a closure over what its forward pass made.
 * @param g where the gradient's ops go
 * @param dy gradients of the total loss by the node's outputs; undefined where an output leads to no loss. At least one is there
 */
export type Pullback = (g: Scope, dy: readonly (TensorRef | undefined)[], needs: Needs) => Gradients;

export interface Emission {
  readonly outputs: readonly TensorRef[];
  /** Called at most once, and in training only. */
  readonly gradient: Pullback;
}

/** Emits one primitive's forward ops and knows how to emit its gradient's. */
export type Emitter<K extends PrimitiveName> = (
  ctx: EmitContext,
  node: IrNodeOf<K>,
  x: readonly TensorRef[],
) => Emission;

export type EmitterTable = { readonly [K in PrimitiveName]: Emitter<K> };

/** The gradient of a node with one input and one output, emitted only when the input needs one. */
export function single(gradient: (g: Scope, dy: TensorRef) => TensorRef): Pullback {
  return (g, dy, needs) => ({ inputs: [needs.inputs[0] ? gradient(g, dy[0]!) : undefined] });
}
