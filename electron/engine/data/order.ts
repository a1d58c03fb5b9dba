import { permutation, randomStream } from '../../../shared/recipe/random';

/** How many of `count` training examples a share holds out for validation. */
export function heldOut(count: number, share: number): number {
  return Math.floor(count * share);
}

/**
 * Parts the training examples once per run: the first `floor(count * share)` of a drawn order are held out for
 * validation, the others train. Both come back ascending; they depend on count, share and seed alone.
 * @param share 0 to 0.5
 */
export function holdOut(
  count: number,
  share: number,
  seed: number,
): { readonly train: Int32Array; readonly validation: Int32Array } {
  const held = heldOut(count, share);
  const order = permutation(count, randomStream(seed, 'validation'));
  return { train: order.slice(held).sort(), validation: order.slice(0, held).sort() };
}

/** The order of examples in an epoch (0-based): drawn anew for each, from seed and epoch alone. */
export function epochOrder(examples: Int32Array, seed: number, epoch: number): Int32Array {
  return permutation(examples.length, randomStream(seed, 'order', epoch)).map((at) => examples[at]!);
}

/** Batches in an epoch; the last one may be smaller, and is kept. */
export function batchCount(examples: number, batch: number): number {
  return Math.ceil(examples / batch);
}
