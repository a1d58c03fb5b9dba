import { describe, expect, it } from 'vitest';
import { planBatches } from './batch-plan';
import { makeRing } from './ring';
import { noiseDataset } from './written-sets.test-support';
import { readyToFeed, sharedFloatsToFeed, sharedIntsToFeed } from './feed-memory';

/** V8's buffers begin at multiples of 8: what lies 4 bytes behind one is at no multiple of 64. */
function isAside({ byteOffset }: Float32Array | Int32Array): boolean {
  return byteOffset % 8 === 4;
}

describe('memory to feed from', () => {
  it('is fed as it is, and so is a part of it', () => {
    for (const memory of [sharedFloatsToFeed(12), sharedIntsToFeed(12)]) {
      expect(memory).toHaveLength(12);
      expect(isAside(memory)).toBe(true);
      const part = memory.subarray(0, 7);
      expect(readyToFeed(memory)).toBe(memory);
      expect(readyToFeed(part)).toBe(part);
    }
  });

  it.each([
    Float32Array.of(1.5, -2, 3),
    Int32Array.of(7),
    Float32Array.of(0, 1, 2, 3).subarray(2),
    new Int32Array(0),
  ])('is made for other arrays, with the same numbers', (data) => {
    const ready = readyToFeed(data);
    expect(isAside(ready)).toBe(true);
    expect(ready).toEqual(data);
    expect(ready.buffer).not.toBe(data.buffer);
  });

  it('is what batches are prepared in, so that none is copied on its way', () => {
    const plan = planBatches(
      noiseDataset(20, 10, [8, 8, 3]),
      'train',
      { batch: 4, validation: 0, augment: [], preprocess: { kind: 'standardise' } },
      { seed: 1 },
    );
    const { images, labels } = makeRing(plan, 3);
    for (const slot of [...images, ...labels]) expect(readyToFeed(slot)).toBe(slot);
    expect(images.map(({ length }) => length)).toEqual([768, 768, 768]);
  });
});
