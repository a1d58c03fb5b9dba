import { fail, type Problem } from '../../../shared/problems/problem';
import type { RunEvent, RunPhase } from '../../../shared/protocol/events';
import type { Recipe } from '../../../shared/recipe/types';
import type { Batch } from '../data/batch-plan';
import { BatchSource } from '../data/batch-source';
import type { Dataset } from '../data/dataset';
import type { RunDirectory } from '../runs/run-directory';
import type { LoopState } from '../runs/checkpoint';
import { nextTurn, type RunControl } from './control';
import { evaluatePart } from './evaluate';
import { afterBatch, afterEpoch, rateFor } from './loop-state';
import type { Network } from './network';
import { shortestFloat32 } from './numbers';

/** What the world gives a session; nothing in it is the session's own. */
export interface SessionWorld {
  /** Milliseconds since 1970, with fractions: for timing, checkpoints by the clock and TensorBoard, never for metrics. */
  readonly clock: () => number;
  /** Hears every event, in order. It must not throw. */
  readonly sink: (event: RunEvent) => void;
  /** Stops the run within one batch. */
  readonly signal: AbortSignal;
  readonly control: RunControl;
}

/** What is trained, on what, as `run.json` says. */
export interface SessionParts {
  readonly network: Network;
  readonly dataset: Dataset;
  readonly directory: RunDirectory;
  readonly state: LoopState;
}

export interface RunOutcome {
  /** `stopped`: it can be resumed. */
  readonly phase: 'finished' | 'stopped';
  /** The run directory. */
  readonly run: string;
  readonly step: number;
  readonly testLoss: number | null;
  readonly testAccuracy: number | null;
}

/** Without a number of steps to go by, at least this often (milliseconds) beside every epoch. */
const CHECKPOINT_MS = 60_000;
/** But never so often that checkpoints take more than a twentieth of the time. */
const CHECKPOINT_SHARE = 20;

/** The training loop. Every number it tells follows from `run.json` and the data; the clock only times it. */
export class Session {
  private state: LoopState;
  /** The state that the newest checkpoint on disk holds. */
  private saved: LoopState | null;
  private nextSave = Infinity;
  private turnBegan = 0;
  private phase: RunPhase = 'preparing';
  private batches = 0;
  private readonly recipe: Recipe;

  constructor(
    private readonly parts: SessionParts,
    private readonly world: SessionWorld,
  ) {
    this.state = parts.state;
    this.saved = parts.directory.from === null ? null : parts.state;
    this.recipe = parts.directory.record.recipe;
  }

  /**
   * Trains from the state it was given to the end of the run, tests, and tells `finished`; or until it is stopped,
   * leaving a checkpoint.
   * Signals `run/diverged`, `run/out-of-memory`, `data/worker-failed`, `file/disk-full` or `file/not-writable`.
   */
  async run(): Promise<RunOutcome> {
    const { record } = this.parts.directory;
    this.batches = Math.ceil(record.data.train / this.recipe.batch);
    this.tellStarted();
    this.enter('training');
    this.scheduleSave(0);
    const source = this.needsTraining() ? await this.startSource() : null;
    try {
      while (!this.isDone()) {
        if (source !== null) await this.trainEpoch(source);
        if (this.isToStop()) return this.stop();
        if (this.state.batch === this.batches && !(await this.finishEpoch())) return this.stop();
      }
    } finally {
      await source?.stop();
    }
    this.save(false);
    return this.test();
  }

  private tellStarted(): void {
    const { record, path } = this.parts.directory;
    const planned = this.recipe.epochs * this.batches;
    this.world.sink({
      type: 'started',
      run: path,
      steps: Math.min(record.steps ?? planned, planned),
      epochs: this.recipe.epochs,
      stepsPerEpoch: this.batches,
      resumedFrom: this.state.step,
      batch: this.recipe.batch,
    });
  }

  private startSource(): Promise<BatchSource> {
    const { dataset, directory } = this.parts;
    const { epoch, batch } = this.state;
    // An epoch that only lacks its validation needs no more batches: prepare the next one's.
    const at = batch < this.batches ? { epoch, batchIndex: batch } : { epoch: epoch + 1, batchIndex: 0 };
    const { seed, preprocessing } = directory.record;
    return BatchSource.start(dataset, 'train', this.recipe, { seed, preprocessing, ...at });
  }

  private needsTraining(): boolean {
    return (
      !this.isDone() && !(this.state.batch === this.batches && this.state.epoch === this.recipe.epochs - 1)
    );
  }

  /** A run that ends by its steps still closes an epoch that they complete. */
  private isDone(): boolean {
    const { plateau, epoch, batch } = this.state;
    return plateau.stop || epoch >= this.recipe.epochs || (this.stepsDone() && batch < this.batches);
  }

  private stepsDone(): boolean {
    const { steps } = this.parts.directory.record;
    return steps !== null && this.state.step >= steps;
  }

  private async trainEpoch(source: BatchSource): Promise<void> {
    this.turnBegan = this.world.clock();
    while (this.state.batch < this.batches && !this.stepsDone()) {
      if (await this.interrupted()) return;
      this.trainBatch(source.take() ?? (await source.next()));
      if (this.state.batch < this.batches && this.isSaveDue()) this.save(false);
      await nextTurn();
    }
  }

  private trainBatch(batch: Batch): void {
    const { network, dataset, directory } = this.parts;
    const { state, recipe, world } = this;
    if (batch.epoch !== state.epoch || batch.index !== state.batch) throw new Error('a batch out of order');
    const learningRate = rateFor(recipe, state, this.batches);
    const { shape } = dataset;
    const { seed } = directory.record;
    const nativeBegan = world.clock();
    const { loss, correct } = network.train({ ...batch, shape }, learningRate, state.step, seed);
    const now = world.clock();
    if (!Number.isFinite(loss)) this.diverged(state.step + 1);
    this.state = afterBatch(state, loss, correct, batch.size);
    const { step } = this.state;
    const event = {
      type: 'step',
      step,
      loss: shortestFloat32(loss),
      accuracy: correct / batch.size,
    } as const;
    const nativeMs = round(now - nativeBegan);
    const turnMs = round(now - this.turnBegan);
    const timing = { type: 'timing', step, nativeMs, turnMs, learningRate } as const;
    this.turnBegan = now;
    directory.addStep(event, timing, now);
    world.sink(event);
    world.sink(timing);
  }

  /** Validates, tells the epoch, decides on schedule and stopping, saves. False when it was stopped meanwhile. */
  private async finishEpoch(): Promise<boolean> {
    const { directory } = this.parts;
    const validation = await this.evaluate('validation', 'validating');
    if (this.isToStop()) return false;
    const { epoch, step, sums } = this.state;
    const loss = sums.loss / sums.images;
    if (!Number.isFinite(validation?.loss ?? loss)) this.diverged(step);
    const event = {
      type: 'epoch',
      epoch: epoch + 1,
      loss,
      accuracy: sums.correct / sums.images,
      valLoss: validation?.loss ?? null,
      valAccuracy: validation?.accuracy ?? null,
    } as const;
    directory.addEpoch(event, step, this.world.clock());
    this.world.sink(event);
    const { state, isBest } = afterEpoch(this.state, this.recipe, validation?.loss ?? loss);
    this.state = state;
    this.save(isBest);
    if (!this.isDone()) this.enter('training');
    return true;
  }

  private async test(): Promise<RunOutcome> {
    const { directory } = this.parts;
    const found = await this.evaluate('test', 'testing');
    if (this.isToStop()) return this.stop();
    const { step } = this.state;
    const testLoss = found?.loss ?? null;
    if (testLoss !== null && !Number.isFinite(testLoss)) this.diverged(step);
    const line = { type: 'finished', testLoss, testAccuracy: found?.accuracy ?? null } as const;
    directory.addFinished(line, step, this.world.clock());
    this.enter('finished');
    this.world.sink({ ...line, run: directory.path });
    return { phase: 'finished', run: directory.path, step, testLoss, testAccuracy: line.testAccuracy };
  }

  private evaluate(part: 'validation' | 'test', phase: RunPhase): ReturnType<typeof evaluatePart> {
    const { network, dataset, directory } = this.parts;
    if (part === 'test' || directory.record.data.validation > 0) this.enter(phase);
    const { recipe } = this;
    const { preprocessing } = directory.record;
    return evaluatePart(network, dataset, part, recipe, preprocessing, async () => {
      await nextTurn();
      return this.interrupted();
    });
  }

  private stop(): RunOutcome {
    this.save(false);
    this.enter('stopped');
    const { path } = this.parts.directory;
    return { phase: 'stopped', run: path, step: this.state.step, testLoss: null, testAccuracy: null };
  }

  /** Waits out a pause. True when the run is to stop. */
  private async interrupted(): Promise<boolean> {
    const { control } = this.world;
    if (control.paused && !this.isToStop()) {
      const { phase } = this;
      // Whatever happens during a long pause, nothing is lost.
      this.save(false);
      this.enter('paused');
      await control.whenRunning(this.world.signal);
      if (!this.isToStop()) this.enter(phase);
      this.turnBegan = this.world.clock();
    }
    return this.isToStop();
  }

  private isToStop(): boolean {
    return this.world.signal.aborted;
  }

  private isSaveDue(): boolean {
    const { checkpointEvery } = this.parts.directory.record;
    if (checkpointEvery !== null) return this.state.step % checkpointEvery === 0;
    return this.world.clock() >= this.nextSave;
  }

  private scheduleSave(tookMs: number): void {
    this.nextSave = this.world.clock() + Math.max(CHECKPOINT_MS, CHECKPOINT_SHARE * tookMs);
  }

  /** Writes a checkpoint unless the newest holds this very state. */
  private save(isBest: boolean): void {
    const { state } = this;
    if (state === this.saved || (state.step === 0 && this.saved === null)) return;
    const { network, directory } = this.parts;
    const began = this.world.clock();
    const { weights, slots } = network.read();
    // A last update may have overflowed after a loss that was still finite: such weights must not replace good ones.
    for (const { data } of weights.values()) if (!allFinite(data)) this.diverged(state.step);
    directory.save({ state, weights, slots }, isBest);
    this.saved = state;
    this.scheduleSave(this.world.clock() - began);
    this.world.sink({ type: 'checkpoint', step: state.step, which: 'last' });
    if (isBest) this.world.sink({ type: 'checkpoint', step: state.step, which: 'best' });
  }

  private diverged(step: number): never {
    return fail('run/diverged', { step });
  }

  private enter(phase: RunPhase): void {
    if (phase === this.phase) return;
    this.phase = phase;
    this.world.sink({ type: 'phase', phase });
  }
}

function allFinite(values: ArrayLike<number>): boolean {
  // A loop, since `every` costs a call for each of perhaps a hundred million weights.
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return false;
  return true;
}

/** Milliseconds to the microsecond: finer is noise. */
function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** Tells that a run failed, and why. */
export function tellFailure(world: SessionWorld, problems: readonly Problem[]): void {
  for (const problem of problems) world.sink({ type: 'problem', problem });
  world.sink({ type: 'phase', phase: 'failed' });
}
