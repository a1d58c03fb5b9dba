import { philox4x32, randomStream } from '../../../shared/recipe/random';
import type { Augmentation } from '../../../shared/recipe/types';

/**
 * Where each pixel of an augmented image comes from: source row of each row and source column of each column, -1
 * outside the image, which is black (byte 0, before preprocessing). All augmentations here keep rows and columns
 * apart, so several in a row are still one such map and the pixels move once.
 */
export interface PixelMap {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

type KindOf<K extends Augmentation['kind']> = Extract<Augmentation, { kind: K }>;

/** Applies one augmentation to a map; `draws` are four random 32-bit words of this example's own. */
type Apply<K extends Augmentation['kind']> = (map: PixelMap, how: KindOf<K>, draws: Uint32Array) => void;

const APPLY: { readonly [K in Augmentation['kind']]: Apply<K> } = {
  flip: (map, _how, draws) => {
    if (draws[0]! >= 2 ** 31) map.columns.reverse();
  },
  'pad-crop': (map, { pixels }, draws) => {
    shift(map.rows, below(2 * pixels + 1, draws[0]!) - pixels);
    shift(map.columns, below(2 * pixels + 1, draws[1]!) - pixels);
  },
};

/**
 * Draws and composes augmentations for single examples. Stateless: what happens to an example depends on seed,
 * epoch and the example's index in its split, not on batches or on what was drawn before.
 */
export class Augmenter {
  private readonly map: PixelMap;
  private readonly key = new Uint32Array(2);
  private readonly counter = new Uint32Array(4);
  private readonly draws = new Uint32Array(4);
  private epoch = -1;

  constructor(
    private readonly augment: readonly Augmentation[],
    private readonly seed: number,
    height: number,
    width: number,
  ) {
    this.map = { rows: new Int32Array(height), columns: new Int32Array(width) };
  }

  /** The map of an example in an epoch; valid until the next call. */
  mapOf(epoch: number, example: number): PixelMap {
    if (epoch !== this.epoch) {
      const stream = randomStream(this.seed, 'augment', epoch);
      this.key.set([stream.nextUint32(), stream.nextUint32()]);
      this.epoch = epoch;
    }
    identity(this.map.rows);
    identity(this.map.columns);
    this.augment.forEach((how, index) => {
      // A block of the generator for each (example, augmentation): no stream to make, none to keep in step.
      this.counter.set([example, index, 0, 0]);
      philox4x32(this.counter, this.key, this.draws);
      (APPLY[how.kind] as Apply<Augmentation['kind']>)(this.map, how, this.draws);
    });
    return this.map;
  }
}

/**
 * Writes one augmented image through a table of values.
 * @param bytes uint8 images; this one begins at `from`, `[rows, columns, channels]`
 * @param table float32 of every byte value, `[channels, 256]`
 */
export function gather(
  { rows, columns }: PixelMap,
  bytes: Uint8Array,
  from: number,
  channels: number,
  table: Float32Array,
  out: Float32Array,
  to: number,
): void {
  const width = columns.length * channels;
  let target = to;
  for (const row of rows) {
    const start = from + row * width;
    for (const column of columns) {
      const source = start + column * channels;
      const inside = row >= 0 && column >= 0;
      for (let channel = 0; channel < channels; channel += 1) {
        out[target] = table[channel * 256 + (inside ? bytes[source + channel]! : 0)]!;
        target += 1;
      }
    }
  }
}

function identity(map: Int32Array): void {
  for (let index = 0; index < map.length; index += 1) map[index] = index;
}

/** Takes position i from i + by; what comes from beyond the border is outside. */
function shift(map: Int32Array, by: number): void {
  if (by > 0) {
    map.copyWithin(0, by);
    map.fill(-1, Math.max(0, map.length - by));
  } else if (by < 0) {
    map.copyWithin(-by, 0);
    map.fill(-1, 0, Math.min(map.length, -by));
  }
}

/** A uniform integer below `limit` from 32 random bits (bias below limit / 2^32). */
function below(limit: number, bits: number): number {
  return Math.floor((bits / 2 ** 32) * limit);
}
