import type { Initializer } from '../../ir/primitive';

/** One named input or output of a signature: the graph's tensor behind it. */
export interface SignatureTensor {
  /** `node:index` in the GraphDef. */
  readonly tensor: string;
  readonly dtype: 'float32' | 'int32' | 'int64' | 'string';
  /** -1 where unknown (the batch). */
  readonly shape: readonly number[];
}

export interface Signature {
  readonly inputs: Readonly<Record<string, SignatureTensor>>;
  readonly outputs: Readonly<Record<string, SignatureTensor>>;
}

/**
 * Signatures of a compiled network, their feeds and fetches by name:
 * - `init`       feeds `<weight name>` for every weight; slots are zeroed; fetches `done`.
 * - `train`      feeds `images` [n, h, w, c], `labels` int32 [n], `lr`, `step` int32 (steps done before this one), `seed`
 *                int32 (scalars); fetches always and only `loss` (scalar, of the batch before the update) and `correct`
 *                (count, int32 scalar). Either of them runs the whole step.
 * - `evaluate`   feeds `images`, `labels`; fetches `loss` (sum over the batch), `correct`.
 * - `predict`    feeds `images`; fetches `logits` and `probabilities` of the class output.
 * - `activations` feeds `images`; fetches `<node path>` (or `<node path>:<index>` where a node has several outputs) for
 *                every IR value but the losses, inference mode; fetch some. A new choice is planned anew and kept.
 * - `weights`    no feeds; fetches `<weight name>` and `slot:<weight name>:<slot>` for all variables.
 * - `restore`    feeds all that `weights` fetches; fetches `done`.
 * - `gradients`  (only when asked for) feeds of `train` but lr; fetches `<weight name>`, gradients of the loss as trained
 *                by every weight that learns, and `images`, by the images. Changes nothing.
 *
 * The loss is the sum of the heads', each by its weight; decay is not in it. n is any number from 1. A network with
 * more than one input is fed the others as `images:<node path>`.
 */
export type SignatureName =
  'init' | 'train' | 'evaluate' | 'predict' | 'activations' | 'weights' | 'restore' | 'gradients';

/** A variable of the graph: a weight, or an optimizer slot of one. */
export interface CompiledVariable {
  readonly name: string;
  readonly kind: 'weight' | 'slot';
  /** The weight itself, or the weight a slot belongs to. */
  readonly weight: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
  /** Weights only: how it starts, recipe and node settings resolved. */
  readonly init: Initializer;
  readonly fanIn: number;
  readonly fanOut: number;
}

export interface CompiledGraph {
  /** Bytes of `saved_model.pb`; put it in a new folder beside an empty `variables/`. */
  readonly savedModel: Uint8Array;
  readonly signatures: Readonly<Partial<Record<SignatureName, Signature>>>;
  readonly variables: readonly CompiledVariable[];
  /** Nodes of the subgraph that one `train` call runs, constants and variables included: guarded by a test. */
  readonly trainOps: number;
}
