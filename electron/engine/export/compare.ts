import type { LayerDifference } from '../../../shared/protocol/parity-report';

/** A channel's own norm counts down to this share of the layer's typical one: below it lies rounding. */
const QUIET = 0.1;

/**
 * Measures one layer over any number of batches. The relative difference is norm(difference) / norm(reference), taken
 * for every channel and the largest kept: over a whole layer of many maps, one wrong filter would drown. A channel
 * quieter than a tenth of the typical (root mean square) channel counts as that loud.
 */
export class DifferenceMeter {
  private readonly difference: Float64Array;
  private readonly reference: Float64Array;
  private maxAbs = 0;
  private ours = true;
  private theirs = true;

  constructor(
    readonly layer: string,
    private readonly channels: number,
  ) {
    this.difference = new Float64Array(channels);
    this.reference = new Float64Array(channels);
  }

  /** Adds a batch, channels last on both sides. */
  add(reference: ArrayLike<number>, found: ArrayLike<number>): void {
    if (reference.length !== found.length) {
      this.theirs = false;
      return;
    }
    for (let index = 0, channel = 0; index < reference.length; index++) {
      const expected = reference[index]!;
      const difference = Math.abs(found[index]! - expected);
      if (!Number.isFinite(expected)) this.ours = false;
      else if (!Number.isFinite(difference)) this.theirs = false;
      if (difference > this.maxAbs) this.maxAbs = difference;
      this.difference[channel]! += difference * difference;
      this.reference[channel]! += expected * expected;
      if (++channel === this.channels) channel = 0;
    }
  }

  result(): LayerDifference {
    const { layer, maxAbs, ours: finite } = this;
    if (!finite || !this.theirs) return { layer, maxAbs: Infinity, relative: Infinity, finite };
    const typical = this.reference.reduce((sum, square) => sum + square, 0) / this.channels;
    let relative = 0;
    this.difference.forEach((square, channel) => {
      if (square === 0) return;
      relative = Math.max(relative, square / Math.max(this.reference[channel]!, QUIET * QUIET * typical));
    });
    return { layer, maxAbs, relative: Math.sqrt(relative), finite };
  }
}

/** The first layer, in the order given, that differs by more than the bound; null when none does. */
export function firstDiverging(layers: readonly LayerDifference[], bound: number): LayerDifference | null {
  return layers.find(({ relative }) => !(relative <= bound)) ?? null;
}
