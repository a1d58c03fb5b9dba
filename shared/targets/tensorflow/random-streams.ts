import type { RandomStream } from './emit/emitter';
import type { GraphBuilder, Scope, TensorRef } from './graph-builder';
import * as ops from './ops';

/**
 * Philox keys and counters for a step. The key's two words are the run's seed and a hash of the node's path; the
 * counter starts at the step in its third word, so that no two steps' draws overlap before 2^64 blocks.
 */
export class RandomStreams {
  private shared: { readonly seed: TensorRef; readonly counter: TensorRef } | undefined;

  /**
   * @param seed int32 scalar, fed
   * @param step int32 scalar, fed
   */
  constructor(
    private readonly builder: GraphBuilder,
    private readonly seed: TensorRef,
    private readonly step: TensorRef,
  ) {}

  of(path: string, g: Scope): RandomStream {
    this.shared ??= this.share();
    const words = ops.pack(g, [this.shared.seed, g.int([hashPath(path)])], 1);
    return { key: ops.bitcast(g, words, 'uint64'), counter: this.shared.counter };
  }

  private share() {
    const g = this.builder.scope('train', 'random');
    const upper = ops.pack(g, [this.step, g.int(0)], 0);
    const words = ops.pack(g, [g.int([0, 0]), upper], 0);
    return { seed: ops.reshapeTo(g, this.seed, [1]), counter: ops.bitcast(g, words, 'uint64') };
  }
}

/** FNV-1a over the path's UTF-16 code units, then MurmurHash3's finaliser; a signed 32-bit integer. */
export function hashPath(path: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < path.length; index++) {
    const unit = path.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
