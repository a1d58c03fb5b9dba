import { describe, expect, it } from 'vitest';
import type { Note } from '../../shared/document/types';
import { followedNotes } from './follow-notes';
import { NODE } from './sizes';

const box = (x: number, y: number) => ({ x, y, ...NODE });
const note = (kind: Note['kind'], at: Note['at'], size: Note['size']): Note => ({
  ...{ id: 'n', text: '', colour: 'input', kind, at, size },
});

const before = new Map([
  ['a', box(0, 0)],
  ['b', box(1000, 500)],
]);
const after = new Map([
  ['a', box(0, 0)],
  ['b', box(264, 0)],
]);

describe('notes, when the network is arranged', () => {
  it('go with the block they stand beside', () => {
    const [moved] = followedNotes([note('comment', [1000, 610], [198, 88])], before, after);
    expect(moved?.at).toEqual([264, 110]);
  });

  it('cover no block and no other note', () => {
    const both = [note('comment', [1000, 390], [198, 300]), note('comment', [1000, 610], [198, 88])];
    const moved = followedNotes(both, before, after);
    // Below the block, and one below the other.
    expect(moved.map(({ at }) => at)).toEqual([
      [264, 110],
      [264, 432],
    ]);
  });

  it('stay where no block is near', () => {
    const far = [note('comment', [0, 2000], [198, 88])];
    expect(followedNotes(far, before, after)).toEqual(far);
  });

  it('stay around their blocks when they are frames', () => {
    const [frame] = followedNotes([note('frame', [-22, -44], [1300, 700])], before, after);
    expect([frame?.at, frame?.size]).toEqual([
      [-22, -44],
      [564, 200],
    ]);
  });
});
