import { batchesPerEpoch, BatchPreparer, type BatchPlan } from './batch-plan';
import { imageElements } from './dataset';
import { sharedFloatsToFeed, sharedIntsToFeed } from './feed-memory';

/**
 * Slots of shared memory that go round between the worker, which fills them, and the training thread, which feeds
 * from them in place. A slot belongs to the worker while its state is EMPTY, to the training thread while FULL.
 */
export interface Ring {
  /** `WORDS_BEFORE` words of the ring, then `WORDS_PER_SLOT` of each slot. */
  readonly control: Int32Array;
  /** One float32 array per slot, `batch` images long. */
  readonly images: readonly Float32Array[];
  readonly labels: readonly Int32Array[];
}

/** What the worker is started with. */
export interface WorkerJob {
  readonly plan: BatchPlan;
  readonly ring: Ring;
  readonly epoch: number;
  readonly batchIndex: number;
}

/** What the worker says when the training thread waits: that a slot is full. */
const SLOT_READY = 'ready';

const SlotState = { empty: 0, full: 1, closed: 2 } as const;

/** Word 0: the training thread sleeps and wants a message. */
const WAITING = 0;
const WORDS_BEFORE = 1;
const WORDS_PER_SLOT = 4;

/** Makes a ring for a plan. */
export function makeRing(plan: BatchPlan, slots: number): Ring {
  const length = plan.batch * imageElements(plan.shape);
  const each = Array.from({ length: slots });
  return {
    control: new Int32Array(new SharedArrayBuffer(4 * (WORDS_BEFORE + slots * WORDS_PER_SLOT))),
    images: each.map(() => sharedFloatsToFeed(length)),
    labels: each.map(() => sharedIntsToFeed(plan.batch)),
  };
}

/** Where the state of a slot is in `control`; size, epoch and index of its batch follow. */
function stateAt(slot: number): number {
  return WORDS_BEFORE + slot * WORDS_PER_SLOT;
}

/** Whether a slot is full. */
export function isFull({ control }: Ring, slot: number): boolean {
  return Atomics.load(control, stateAt(slot)) === SlotState.full;
}

/** Size, epoch and index of the batch in a full slot. */
export function readSlot(
  { control }: Ring,
  slot: number,
): { readonly size: number; readonly epoch: number; readonly index: number } {
  const at = stateAt(slot);
  return { size: control[at + 1]!, epoch: control[at + 2]!, index: control[at + 3]! };
}

/** Gives a slot back to the worker, or closes it. */
export function setSlot({ control }: Ring, slot: number, state: 'empty' | 'closed'): void {
  Atomics.store(control, stateAt(slot), SlotState[state]);
  Atomics.notify(control, stateAt(slot));
}

/** Asks for a message at the next full slot, or takes the wish back. */
export function setWaiting({ control }: Ring, waiting: boolean): void {
  Atomics.store(control, WAITING, waiting ? 1 : 0);
}

/**
 * The worker's whole life: fills slot after slot, epoch after epoch, sleeping while none is empty, until the ring is
 * closed. It never returns to its event loop.
 * @param say sends a message to the training thread, if that waits
 */
export function fillRing({ plan, ring, epoch, batchIndex }: WorkerJob, say: (message: string) => void): void {
  const { control, images, labels } = ring;
  const preparer = new BatchPreparer(plan);
  const count = batchesPerEpoch(plan);
  let at = { epoch, index: batchIndex };
  for (let slot = 0; ; slot = (slot + 1) % images.length) {
    const state = stateAt(slot);
    while (Atomics.load(control, state) === SlotState.full) Atomics.wait(control, state, SlotState.full);
    if (Atomics.load(control, state) === SlotState.closed) return;
    control[state + 1] = preparer.prepare(at.epoch, at.index, images[slot]!, labels[slot]!);
    control[state + 2] = at.epoch;
    control[state + 3] = at.index;
    // A slot that was closed meanwhile stays closed.
    if (Atomics.compareExchange(control, state, SlotState.empty, SlotState.full) !== SlotState.empty) return;
    if (Atomics.exchange(control, WAITING, 0) === 1) say(SLOT_READY);
    at = at.index + 1 < count ? { epoch: at.epoch, index: at.index + 1 } : { epoch: at.epoch + 1, index: 0 };
  }
}
