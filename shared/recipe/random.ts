import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { cosineOfTurns, naturalLog, sineOfTurns } from './exact-math';

/**
 * Random numbers that depend on their name alone: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random
 * numbers: as easy as 1, 2, 3", 2011), a counter-based generator. A stream is named by a seed and keys (a
 * weight's name, an epoch, a step); the name is hashed to the generator's key and to the upper half of its
 * counter, so that streams neither overlap nor depend on the order in which they are made. Nothing here has to
 * be saved for a run to resume: the stream is made again from its name. Values are the same to the bit in every
 * JavaScript engine (see exact-math).
 *
 * Making a stream costs one SHA-256 (some microseconds): take one per weight, epoch or batch, not one per value.
 */
export interface RandomStream {
  /** 32 random bits, 0 to 2^32 - 1. */
  nextUint32(): number;
  /** Uniform in [0, 1), 24 bits: every value is exact in float32. */
  nextFloat(): number;
  /** Standard normal (Box-Muller; two values are made at once, the second is kept for the next call). */
  nextNormal(): number;
  /** A uniform integer from 0 to `limit` - 1, unbiased. `limit` is an integer from 1 to 2^32. */
  nextBelow(limit: number): number;
}

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const TWO_32 = 2 ** 32;

/** Upper 32 bits of the product of two unsigned 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
}

/**
 * One block of Philox4x32-10.
 * @param counter four 32-bit words, lowest first (left as they are)
 * @param key two 32-bit words
 * @param out receives four 32-bit words
 */
export function philox4x32(counter: Uint32Array, key: Uint32Array, out: Uint32Array): void {
  let c0 = counter[0]!;
  let c1 = counter[1]!;
  let c2 = counter[2]!;
  let c3 = counter[3]!;
  let k0 = key[0]!;
  let k1 = key[1]!;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1 >>> 0;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0 >>> 0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** Names a stream: SHA-256 of the JSON array of its parts, so that ('a', 'b') and ('ab') differ. */
function streamWords(seed: number, keys: readonly (string | number)[]): Uint32Array {
  const digest = sha256(utf8ToBytes(JSON.stringify([seed, ...keys])));
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
  return Uint32Array.from([0, 4, 8, 12], (offset) => view.getUint32(offset, true));
}

class PhiloxStream implements RandomStream {
  private readonly key: Uint32Array;
  private readonly counter: Uint32Array;
  private readonly block = new Uint32Array(4);
  private used = 4;
  private spareNormal: number | null = null;

  constructor(words: Uint32Array) {
    this.key = words.slice(0, 2);
    this.counter = Uint32Array.of(0, 0, words[2]!, words[3]!);
  }

  nextUint32(): number {
    if (this.used === 4) {
      philox4x32(this.counter, this.key, this.block);
      this.used = 0;
      this.counter[0]!++;
      if (this.counter[0] === 0) this.counter[1]!++;
    }
    return this.block[this.used++]!;
  }

  nextFloat(): number {
    return (this.nextUint32() >>> 8) / 0x1000000;
  }

  nextNormal(): number {
    if (this.spareNormal !== null) {
      const spare = this.spareNormal;
      this.spareNormal = null;
      return spare;
    }
    // The radius takes all 32 bits (plus one half, so that it is never the logarithm of 0): tails reach 6.7.
    const radius = Math.sqrt(-2 * naturalLog((this.nextUint32() + 0.5) / TWO_32));
    const turns = this.nextUint32() / TWO_32;
    this.spareNormal = radius * sineOfTurns(turns);
    return radius * cosineOfTurns(turns);
  }

  nextBelow(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > TWO_32) throw new RangeError(`limit ${limit}`);
    // Draws beyond the largest multiple of `limit` would favour the small values: draw again.
    const accepted = TWO_32 - (TWO_32 % limit);
    let word = this.nextUint32();
    while (word >= accepted) word = this.nextUint32();
    return word % limit;
  }
}

/**
 * The stream of this name.
 * @param seed the run's seed
 * @param keys what the numbers are for: `randomStream(seed, 'shuffle', epoch)`, `randomStream(seed, 'mlp1/conv2/kernel')`
 */
export function randomStream(seed: number, ...keys: readonly (string | number)[]): RandomStream {
  return new PhiloxStream(streamWords(seed, keys));
}

/** A uniformly drawn order of 0 to `n` - 1 (Fisher-Yates): the order of the examples in an epoch. */
export function permutation(n: number, stream: RandomStream): Int32Array {
  const order = Int32Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last--) {
    const other = stream.nextBelow(last + 1);
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}
