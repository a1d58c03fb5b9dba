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
 * - `train`      feeds `images` [n, h, w, c], `labels` int32 [n], `lr`, `step` int32, `seed` int32 (scalars);
 *                fetches always and only `loss` (scalar, of the batch before the update) and `correct` (count, int32 scalar).
 * - `evaluate`   feeds `images`, `labels`; fetches `loss` (sum over the batch), `correct`.
 * - `predict`    feeds `images`; fetches `logits` and `probabilities` of the class output.
 * - `activations` feeds `images`; fetches `<node path>` (or `<node path>:<index>`) for every IR value, inference mode; fetch some.
 * - `weights`    no feeds; fetches `<weight name>` and `slot:<weight name>:<slot>` for all variables.
 * - `restore`    feeds all that `weights` fetches; fetches `done`.
 * - `gradients`  (only when asked for) feeds of `train` but lr; fetches `<weight name>` gradients of the loss as trained.
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
  /** Ops in the subgraph one `train` call runs: guarded by a test. */
  readonly trainOps: number;
}
