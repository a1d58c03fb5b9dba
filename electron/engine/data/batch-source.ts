import { Worker } from 'node:worker_threads';
import { fail } from '../../../shared/problems/problem';
import { batchesPerEpoch, planBatches, type Batch, type DataPart, type DataRecipe } from './batch-plan';
import { imageElements, type Dataset } from './dataset';
import type { Preprocessing } from './preprocess';
import { isFull, makeRing, readSlot, setSlot, setWaiting, type Ring, type WorkerJob } from './ring';
import { workerFile } from './worker-file';

export interface BatchSourceOptions {
  readonly seed: number;
  /** Where to begin, 0-based; a resumed run begins in the middle of an epoch. */
  readonly epoch: number;
  readonly batchIndex: number;
  /** As stored with the run; settled from the training set when absent. */
  readonly preprocessing?: Preprocessing | undefined;
  /** Batches of memory that go round, at least 2: one is fed while the others fill. */
  readonly slots?: number | undefined;
  /** Another worker script, and less heap; for tests of its failures. */
  readonly worker?: string | undefined;
  readonly heapMb?: number | undefined;
}

/** The worker's own heap; images, labels and orders lie outside it. */
const HEAP_MB = 128;

/** How long a worker may take to finish its batch and leave before it is ended. */
const STOP_MS = 2_000;

/**
 * An endless stream of batches, epoch after epoch, prepared by a worker thread into shared memory while this thread
 * is inside native code. Nothing is copied on this side: a batch is a view of its slot.
 *
 * **A batch is valid until the next `take` or `next`**, which gives its slot back to the worker: feed it, run the
 * step, drop it.
 */
export class BatchSource {
  /** Batches in an epoch. */
  readonly batchesPerEpoch: number;
  private slot = 0;
  private held: number | null = null;
  private stopped: Promise<void> | null = null;
  private failure: string | null = null;
  private pending: { resolve: (batch: Batch) => void; reject: (error: unknown) => void } | null = null;
  private readonly exited: Promise<void>;

  private constructor(
    private readonly worker: Worker,
    private readonly ring: Ring,
    private readonly elements: number,
    batches: number,
  ) {
    this.batchesPerEpoch = batches;
    this.exited = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.endedWith(`exit ${code}`);
        resolve();
      });
    });
    worker.on('error', (error: unknown) =>
      this.endedWith(error instanceof Error ? error.message : String(error)),
    );
    worker.on('message', () => this.wake());
    // It keeps the process alive only while someone waits for a batch.
    worker.unref();
  }

  /**
   * Starts the worker. It prepares `slots` batches at once and goes on as they are taken.
   * @param part `train` is shuffled and augmented; others repeat in order
   * Signals `data/no-test-set`.
   */
  static async start(
    dataset: Dataset,
    part: DataPart,
    recipe: DataRecipe,
    options: BatchSourceOptions,
  ): Promise<BatchSource> {
    const plan = planBatches(dataset, part, recipe, options);
    const batches = batchesPerEpoch(plan);
    const { epoch, batchIndex, slots = 3 } = options;
    if (!(batchIndex >= 0 && batchIndex < batches))
      throw new RangeError(`no batch ${batchIndex} of ${batches}`);
    if (slots < 2) throw new RangeError(`a ring of ${slots}`);
    const ring = makeRing(plan, slots);
    const job: WorkerJob = { plan, ring, epoch, batchIndex };
    // The flags this process was started with (loaders, inspectors) are not for the worker.
    const worker = new Worker(options.worker ?? (await workerFile()), {
      workerData: job,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: options.heapMb ?? HEAP_MB },
    });
    return new BatchSource(worker, ring, imageElements(plan.shape), batches);
  }

  /**
   * The next batch if it is ready, else null. Costs microseconds.
   * Signals `data/worker-failed` once the worker's end is known, which takes a turn of the event loop.
   */
  take(): Batch | null {
    if (this.stopped !== null) throw new Error('the batch source was stopped');
    if (this.failure !== null) fail('data/worker-failed', { detail: this.failure });
    if (this.held !== null) {
      setSlot(this.ring, this.held, 'empty');
      this.held = null;
    }
    const { slot, ring } = this;
    if (!isFull(ring, slot)) return null;
    const { size, epoch, index } = readSlot(ring, slot);
    const images = ring.images[slot]!;
    const labels = ring.labels[slot]!;
    const last = index === this.batchesPerEpoch - 1;
    const whole = size === labels.length;
    this.held = slot;
    this.slot = (slot + 1) % ring.images.length;
    return {
      images: whole ? images : images.subarray(0, size * this.elements),
      labels: whole ? labels : labels.subarray(0, size),
      size,
      epoch,
      index,
      last,
    };
  }

  /** The next batch. Rejects with the signal of `data/worker-failed` if the worker ends, or when stopped meanwhile. */
  async next(): Promise<Batch> {
    const ready = this.take();
    if (ready !== null) return ready;
    if (this.pending !== null) throw new Error('one batch is already being waited for');
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.worker.ref();
      this.wake();
    });
  }

  /** Ends the worker and waits until its thread is gone. May be called again. */
  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  /** Gives the waiting caller its batch, or asks the worker to tell when there is one. */
  private wake(): void {
    if (this.pending === null || this.stopped !== null) return;
    setWaiting(this.ring, true);
    // Looked at after the wish is known, so that a slot filled in between is not missed.
    if (!isFull(this.ring, this.slot)) return;
    setWaiting(this.ring, false);
    this.settle((pending) => pending.resolve(this.take()!));
  }

  private endedWith(detail: string): void {
    if (this.stopped !== null) return;
    this.failure ??= detail;
    this.settle((pending) => {
      try {
        this.take();
      } catch (error) {
        pending.reject(error);
      }
    });
  }

  private settle(how: (pending: NonNullable<BatchSource['pending']>) => void): void {
    const { pending } = this;
    if (pending === null) return;
    this.pending = null;
    this.worker.unref();
    how(pending);
  }

  private async end(): Promise<void> {
    this.settle((pending) => pending.reject(new Error('the batch source was stopped')));
    this.ring.images.forEach((_, slot) => setSlot(this.ring, slot, 'closed'));
    this.worker.ref();
    const timer = setTimeout(() => void this.worker.terminate(), STOP_MS);
    await this.exited;
    clearTimeout(timer);
  }
}
