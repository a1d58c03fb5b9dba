import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fail, type Problem } from '../../../shared/problems/problem';
import type { MetricEvent, TimingEvent } from '../../../shared/protocol/events';
import { AppendFile } from '../files/append';
import { cleanTemporaries, replaceFile } from '../files/atomic';
import { reading, writing } from '../files/errno';
import { Checkpoints, type Checkpoint, type StoredCheckpoint } from './checkpoint';
import { takeLock, type RunLock } from './lock';
import { loadRunRecord, recordText, RUN_FILE, type RunFacts, type RunRecord } from './record';
import { TensorBoardWriter } from './tensorboard';

export const METRICS_FILE = 'metrics.jsonl';
export const TIMING_FILE = 'timing.jsonl';
const TENSORBOARD = 'tensorboard';

/** The last line of `metrics.jsonl`. The event's run directory is left out: the file repeats byte for byte anywhere. */
export interface FinishedLine {
  readonly type: 'finished';
  readonly testLoss: number | null;
  readonly testAccuracy: number | null;
}

export type MetricLine = MetricEvent | FinishedLine;

/**
 * A run directory being written by this process: `run.json`, `metrics.jsonl`, `timing.jsonl`, `checkpoint/`,
 * `tensorboard/`, `lock.json`. All methods signal `file/disk-full` or `file/not-writable`.
 */
export class RunDirectory {
  readonly checkpoints: Checkpoints;
  private readonly metrics: AppendFile;
  private readonly timing: AppendFile;
  private readonly board: TensorBoardWriter;

  private constructor(
    readonly path: string,
    readonly record: RunRecord,
    private readonly lock: RunLock,
    /** What the run goes on from; null from its beginning. */
    readonly from: StoredCheckpoint | null,
    now: number,
  ) {
    this.checkpoints = new Checkpoints(path);
    const opened: { close(): void }[] = [];
    const keep = <T extends { close(): void }>(one: T): T => {
      opened.push(one);
      return one;
    };
    try {
      this.metrics = keep(new AppendFile(file(path, METRICS_FILE), from?.metricsBytes ?? 0));
      this.timing = keep(new AppendFile(file(path, TIMING_FILE), from?.timingBytes ?? 0));
      this.board = new TensorBoardWriter(file(path, TENSORBOARD), from?.state.step ?? null, now);
    } catch (error) {
      opened.forEach((one) => one.close());
      throw error;
    }
  }

  /**
   * Makes a new run directory.
   * Signals `run/exists` when the folder is there and not empty.
   * @param now milliseconds since 1970
   */
  static create(folder: string, facts: RunFacts, now: number): RunDirectory {
    const target = path.resolve(folder);
    writing(target, () => {
      if (
        fs.existsSync(target) &&
        (!fs.statSync(target).isDirectory() || fs.readdirSync(target).length > 0)
      ) {
        fail('run/exists', { path: target }, { file: target });
      }
      fs.mkdirSync(target, { recursive: true });
    });
    return guarded(takeLock(target), (lock) => {
      // Two may have made it at once: the one that has the lock looks again.
      if (fs.existsSync(file(target, RUN_FILE))) fail('run/exists', { path: target }, { file: target });
      replaceFile(file(target, RUN_FILE), recordText(facts));
      return new RunDirectory(target, loadRunRecord(target), lock, null, now);
    });
  }

  /**
   * Opens a run to go on with: takes its lock, clears what an interrupted process left, cuts the metrics back to the
   * checkpoint. `null` as the checkpoint of a run that was ended before its first: it begins anew.
   * Signals `run/not-a-run`, `run/busy` or `run/damaged`.
   * @param tell hears warnings
   */
  static open(folder: string, now: number, tell: (problem: Problem) => void): RunDirectory {
    const target = path.resolve(folder);
    const record = loadRunRecord(target);
    return guarded(takeLock(target), (lock) => {
      cleanTemporaries(target, (name) => !name.startsWith('lock'));
      const checkpoints = new Checkpoints(target);
      const from = checkpoints.newest(tell);
      checkMetrics(target, from);
      checkpoints.settle(from);
      return new RunDirectory(target, record, lock, from, now);
    });
  }

  /** Adds a line of metrics, and its curves for TensorBoard. */
  addStep(event: Extract<MetricEvent, { type: 'step' }>, timing: TimingEvent, now: number): void {
    this.metrics.append(`${JSON.stringify(event)}\n`);
    this.timing.append(`${JSON.stringify(timing)}\n`);
    this.board.scalars(now, event.step, {
      'train/loss': event.loss,
      'train/accuracy': event.accuracy,
      'train/learning rate': timing.learningRate,
    });
  }

  addEpoch(event: Extract<MetricEvent, { type: 'epoch' }>, step: number, now: number): void {
    this.metrics.append(`${JSON.stringify(event)}\n`);
    const { valLoss, valAccuracy } = event;
    this.board.scalars(now, step, {
      'epoch/loss': event.loss,
      'epoch/accuracy': event.accuracy,
      ...(valLoss !== null && { 'validation/loss': valLoss }),
      ...(valAccuracy !== null && { 'validation/accuracy': valAccuracy }),
    });
  }

  addFinished(line: FinishedLine, step: number, now: number): void {
    this.metrics.append(`${JSON.stringify(line)}\n`);
    this.metrics.flush();
    const { testLoss, testAccuracy } = line;
    this.board.scalars(now, step, {
      ...(testLoss !== null && { 'test/loss': testLoss }),
      ...(testAccuracy !== null && { 'test/accuracy': testAccuracy }),
    });
  }

  /** Writes a checkpoint; the metrics it counts on reach the disk before it. */
  save(checkpoint: Omit<Checkpoint, 'metricsBytes' | 'timingBytes'>, isBest: boolean): void {
    this.metrics.flush();
    const { length: metricsBytes } = this.metrics;
    this.checkpoints.save({ ...checkpoint, metricsBytes, timingBytes: this.timing.length }, isBest);
  }

  /** Closes its files and gives the lock back. */
  close(): void {
    this.metrics.close();
    this.timing.close();
    this.board.close();
    this.lock.release();
  }
}

/** Gives the lock back when what it was taken for fails. */
function guarded<T>(lock: RunLock, work: (lock: RunLock) => T): T {
  try {
    return work(lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function checkMetrics(folder: string, from: Checkpoint | null): void {
  if (from === null) return;
  const metrics = file(folder, METRICS_FILE);
  const size = fs.statSync(metrics, { throwIfNoEntry: false })?.size ?? 0;
  if (size >= from.metricsBytes) return;
  fail('run/damaged', { file: metrics, detail: `${size} bytes < ${from.metricsBytes}` }, { file: metrics });
}

/** The lines of a run's metrics so far; a line that is being written, or was when the process ended, is left out. */
export function readMetrics(folder: string): readonly MetricLine[] {
  const metrics = file(folder, METRICS_FILE);
  if (!fs.existsSync(metrics))
    fail('run/not-a-run', { path: folder, missing: METRICS_FILE }, { file: folder });
  const lines = reading(metrics, () => fs.readFileSync(metrics, 'utf8')).split('\n');
  return lines.slice(0, -1).map((line, index) => {
    try {
      return JSON.parse(line) as MetricLine;
    } catch {
      return fail('run/damaged', { file: metrics, detail: `line ${index + 1}` }, { file: metrics });
    }
  });
}

/**
 * Where a run goes when nobody says: `runs/<date>-<name>-<four letters>` under `folder`.
 * @param name the document's; what a file name cannot hold is left out
 * @param now milliseconds since 1970
 */
export function defaultRunDirectory(folder: string, name: string, now: number): string {
  const date = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  const short = plain.replace(/^-+|-+$/g, '').slice(0, 40) || 'run';
  return path.join(folder, 'runs', `${date}-${short}-${randomBytes(2).toString('hex')}`);
}

function file(folder: string, name: string): string {
  return path.join(folder, name);
}
