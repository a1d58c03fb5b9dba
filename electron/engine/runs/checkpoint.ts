import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { catchProblem } from '../../../shared/problems/catch';
import { fail, type Problem } from '../../../shared/problems/problem';
import type { Result } from '../../../shared/problems/result';
import { decodeSafetensors, encodeSafetensors } from '../../../shared/weights/safetensors';
import type { NamedTensors } from '../../../shared/weights/tensor';
import { makeFolder, replaceFile, TEMPORARY, writeFlushed } from '../files/atomic';
import { reading, writing } from '../files/errno';
import { firstIssue, parseJson } from './record';

/** Which of the kept checkpoints: the newest, or the one with the best validation loss (training loss without one). */
export type Which = 'last' | 'best';

const FOLDER = 'checkpoint';
const STATE = 'state.json';
const WEIGHTS = 'weights.safetensors';
const SLOTS = 'slots.safetensors';

const count = z.number().int().nonnegative();

const stateSchema = z.strictObject({
  /** Steps done. */
  step: count,
  /** Epochs finished, and batches done of the one that follows. */
  epoch: count,
  batch: count,
  /** Of the batches done in this epoch: losses weighted by their images, hits, images. */
  sums: z.strictObject({ loss: z.number(), correct: count, images: count }),
  /** Of schedule and early stopping. */
  plateau: z.strictObject({
    factor: z.number(),
    plateauBest: z.number().nullable(),
    waited: count,
    best: z.number().nullable(),
    sinceBest: count,
    stop: z.boolean(),
  }),
  best: z.strictObject({ step: count, epoch: count, loss: z.number() }).nullable(),
});

/** Where the training loop stands between two batches: with the weights and slots, all that the rest follows from. */
export type LoopState = z.infer<typeof stateSchema>;

export interface Checkpoint {
  readonly state: LoopState;
  readonly weights: NamedTensors;
  readonly slots: NamedTensors;
  /** Lengths of `metrics.jsonl` and `timing.jsonl` at this step. */
  readonly metricsBytes: number;
  readonly timingBytes: number;
}

/** One read from the disk. */
export interface StoredCheckpoint extends Checkpoint {
  /** Name of its folder under `checkpoint/`. */
  readonly folder: string;
}

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const fileSchema = z.strictObject({
  ...stateSchema.shape,
  metricsBytes: count,
  timingBytes: count,
  /** SHA-256 by file. */
  files: z.strictObject({ [WEIGHTS]: digest, [SLOTS]: digest }),
});
const pointerSchema = z.strictObject({
  folder: z.string().regex(/^step-\d+(-\d+)?$/),
  step: count,
  /** SHA-256 of the folder's `state.json`. */
  state: digest,
});
type Pointer = z.infer<typeof pointerSchema>;

/** The checkpoints of one run. */
export class Checkpoints {
  readonly folder: string;

  /** @param run the run directory */
  constructor(private readonly run: string) {
    this.folder = path.join(run, FOLDER);
  }

  /**
   * Writes a checkpoint aside, moves it into place, points `last` (and `best`) to it, then removes those no longer
   * pointed to. A process ended anywhere in between leaves the earlier ones whole and pointed to.
   * Signals `file/disk-full` or `file/not-writable`.
   */
  save(checkpoint: Checkpoint, isBest: boolean): void {
    writing(this.folder, () => fs.mkdirSync(this.folder, { recursive: true }));
    const name = this.freeName(checkpoint.state.step);
    let state = '';
    makeFolder(path.join(this.folder, name), (folder) => {
      state = writeCheckpoint(folder, checkpoint);
    });
    const pointer: Pointer = { folder: name, step: checkpoint.state.step, state: sha256(state) };
    this.point('last', pointer);
    if (isBest) this.point('best', pointer);
    this.clean(pointer.folder);
  }

  /**
   * The checkpoint to go on from: the newest whole one, or null when the run has none yet.
   * Signals `run/damaged` when there are some, and none is whole.
   * @param tell hears `run/older-checkpoint` when the newest is damaged
   */
  newest(tell: (problem: Problem) => void): StoredCheckpoint | null {
    const last = this.load('last');
    if (last.ok) return last.value;
    const best = this.load('best');
    if (!best.ok) {
      if (last.problem.code !== 'run/damaged' && best.problem.code !== 'run/damaged') return null;
      return fail('run/damaged', detailsOf(last.problem), { file: detailsOf(last.problem).file });
    }
    const { file, detail } = detailsOf(last.problem);
    tell({
      code: 'run/older-checkpoint',
      severity: 'warning',
      args: { file, detail, step: best.value.state.step },
      where: { file },
      repairs: [],
    });
    return best.value;
  }

  /** Reads a checkpoint, checked against its checksums; `run/no-checkpoint` or `run/damaged` if that fails. */
  load(which: Which): Result<StoredCheckpoint> {
    for (;;) {
      const pointer = this.read(which);
      if (!pointer.ok) return pointer;
      const loaded = catchProblem(() =>
        loadCheckpoint(path.join(this.folder, pointer.value.folder), pointer.value),
      );
      if (loaded.ok) return loaded;
      // While a run goes on, its next checkpoint may have replaced this one between two reads.
      const now = this.read(which);
      if (!now.ok || now.value.folder === pointer.value.folder) return loaded;
    }
  }

  /**
   * Removes what an interrupted run left: temporaries and checkpoints that nothing points to.
   * @param current folder of the checkpoint the run goes on from; others than it and `best` go
   */
  clean(current: string | null): void {
    if (!fs.existsSync(this.folder)) return;
    const best = this.read('best');
    const keep = new Set([current, best.ok ? best.value.folder : null, 'last.json', 'best.json']);
    writing(this.folder, () => {
      for (const name of fs.readdirSync(this.folder)) {
        if (keep.has(name) || !(name.startsWith('step-') || name.endsWith(TEMPORARY))) continue;
        fs.rmSync(path.join(this.folder, name), { recursive: true, force: true });
      }
    });
  }

  /**
   * Makes pointers and folders agree with the checkpoint a run goes on from: it becomes `last`; it becomes `best` if
   * it was the best and the process ended before that was written; and all others but `best` go.
   */
  settle(from: StoredCheckpoint | null): void {
    if (from === null) {
      this.clean(null);
      return;
    }
    const { folder, state } = from;
    const file = path.join(this.folder, folder, STATE);
    const text = reading(file, () => fs.readFileSync(file, 'utf8'));
    const pointer: Pointer = { folder, step: state.step, state: sha256(text) };
    const last = this.read('last');
    if (!last.ok || last.value.folder !== folder) this.point('last', pointer);
    const best = this.read('best');
    const isBest = state.best?.step === state.step && state.batch === 0;
    if (isBest && (!best.ok || best.value.folder !== folder)) this.point('best', pointer);
    this.clean(folder);
  }

  /** A run stopped while it validates has a checkpoint from before and one from after, both at the same step. */
  private freeName(step: number): string {
    const name = `step-${step}`;
    for (let copy = 1; ; copy++) {
      const free = copy === 1 ? name : `${name}-${copy}`;
      if (!fs.existsSync(path.join(this.folder, free))) return free;
    }
  }

  private point(which: Which, pointer: Pointer): void {
    replaceFile(path.join(this.folder, `${which}.json`), `${JSON.stringify(pointer)}\n`);
  }

  private read(which: Which): Result<Pointer> {
    return catchProblem(() => {
      const file = path.join(this.folder, `${which}.json`);
      if (!fs.existsSync(file)) return fail('run/no-checkpoint', { path: this.run }, { file });
      const text = reading(file, () => fs.readFileSync(file, 'utf8'));
      const parsed = pointerSchema.safeParse(parseJson(file, text));
      return parsed.success ? parsed.data : damaged(file, firstIssue(parsed.error));
    });
  }
}

/** Returns the text of its `state.json`. */
function writeCheckpoint(folder: string, { state, weights, slots, ...lengths }: Checkpoint): string {
  const files: Record<string, string> = {};
  for (const [name, tensors] of [
    [WEIGHTS, weights],
    [SLOTS, slots],
  ] as const) {
    const bytes = encodeSafetensors(tensors, { step: String(state.step) });
    files[name] = sha256(bytes);
    writeFlushed(path.join(folder, name), bytes);
  }
  const text = `${JSON.stringify({ ...state, ...lengths, files }, null, 1)}\n`;
  writeFlushed(path.join(folder, STATE), text);
  return text;
}

function loadCheckpoint(folder: string, pointer: Pointer): StoredCheckpoint {
  const file = path.join(folder, STATE);
  const text = readWhole(file);
  if (sha256(text) !== pointer.state) damaged(file, 'SHA-256 ≠');
  const parsed = fileSchema.safeParse(parseJson(file, text.toString('utf8')));
  if (!parsed.success) return damaged(file, firstIssue(parsed.error));
  const { files, metricsBytes, timingBytes, ...state } = parsed.data;
  const weights = readTensors(path.join(folder, WEIGHTS), files[WEIGHTS]);
  const slots = readTensors(path.join(folder, SLOTS), files[SLOTS]);
  return { state, weights, slots, metricsBytes, timingBytes, folder: pointer.folder };
}

function readTensors(file: string, wanted: string): NamedTensors {
  const bytes = readWhole(file);
  const decoded = decodeSafetensors(bytes, file);
  if (!decoded.ok) return damaged(file, detailsOf(decoded.problem).detail);
  // Its form may hold while a bit of a weight has flipped.
  if (sha256(bytes) !== wanted) damaged(file, 'SHA-256 ≠');
  return decoded.value.tensors;
}

/** A file a pointer leads to and that is gone is damage, like one cut short. */
function readWhole(file: string): Buffer {
  if (!fs.existsSync(file)) damaged(file, 'ENOENT');
  return reading(file, () => fs.readFileSync(file));
}

function damaged(file: string, detail: string): never {
  return fail('run/damaged', { file, detail }, { file });
}

function detailsOf(problem: Problem): { file: string; detail: string } {
  if (problem.code === 'run/damaged') return problem.args;
  return { file: problem.where.file ?? '', detail: problem.code };
}

function sha256(contents: Uint8Array | string): string {
  return createHash('sha256').update(contents).digest('hex');
}
