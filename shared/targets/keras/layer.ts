import type { Shape } from '../../ir/shape';

/** What JSON can hold: layer settings as Keras reads them. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The one output of a Keras layer (or of a `keras.ops` call), batch axis left out. */
export interface KerasTensor {
  readonly layer: string;
  readonly shape: Shape;
}

/** How a Keras variable is made from one of ours. */
export interface KerasVariable {
  /** Our name: `<node path>/<role>`. */
  readonly weight: string;
  /** Shape in Keras; as many values as ours, in the same order. */
  readonly shape: Shape;
  /** Factor on every value: 1, except for DropConnect's mean scaling. */
  readonly scale: number;
}

/**
 * One entry of a Functional model: a layer, or a call of `keras.ops` (which has a place in the graph, but no
 * variables and no number among the saved layers).
 */
export interface KerasLayer {
  readonly name: string;
  readonly module: 'keras.layers' | 'keras.src.ops.numpy';
  readonly className: string;
  /** Settings that differ from the layer's defaults. */
  readonly config: { readonly [key: string]: Json };
  readonly inputs: readonly KerasTensor[];
  /** Merge layers are called with a list, all others with a tensor. */
  readonly list: boolean;
  /** Further positional and named arguments of the call (`keras.ops` only). */
  readonly args: readonly Json[];
  readonly kwargs: { readonly [key: string]: Json };
  /** In Keras's own order of the layer's variables. */
  readonly variables: readonly KerasVariable[];
  readonly output: KerasTensor;
}
