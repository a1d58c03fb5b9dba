import { generator } from './statistics';
import type { BenchNetwork } from './networks';

/** One batch as it is fed. */
export interface BenchBatch {
  readonly images: Float32Array;
  readonly labels: Int32Array;
}

/** How many different batches are gone through in turn. */
export const BATCHES = 4;

/** Images of numbers in [-1, 1) and labels; every contestant gets the same ones. */
export function makeBatches({ shape, classes }: BenchNetwork, size: number): readonly BenchBatch[] {
  const random = generator(7);
  const count = size * shape[0] * shape[1] * shape[2];
  return Array.from({ length: BATCHES }, () => ({
    images: Float32Array.from({ length: count }, () => 2 * random() - 1),
    labels: Int32Array.from({ length: size }, () => Math.floor(classes * random())),
  }));
}
