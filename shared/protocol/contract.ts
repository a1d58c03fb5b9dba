import * as z from 'zod';
import { problem, type Problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import type { RunEvent } from './events';
import { EXPORT_FORMATS, parityReportSchema } from './parity-report';
import { problemSchema } from './problem-schema';
import { KERNEL_CHOICES } from '../targets/tensorflow/kernel-choice';

/**
 * Messages between the engine and whoever runs it, over a port. Both ends parse what arrives: a port may carry
 * `null` (a refused transfer in Electron), or messages of another version.
 */
export const PROTOCOL_VERSION = 1;

const whole = z.number().int().nonnegative();
/**
 * Names a piece of work (a run, an export, a question) while it goes: chosen by who starts it, and on every message
 * about it.
 */
const run = z.string().min(1).max(200);

/** What leaves: a run with its weights, or a document with the fresh weights a run of its recipe would start from. */
const exportSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), directory: z.string(), which: z.enum(['last', 'best']) }),
  z.strictObject({
    kind: z.literal('document'),
    /** The document's file text. */
    document: z.string(),
    /** Id of a recipe of the document; the active one when null. */
    recipe: z.string().nullable(),
    /** Images for the check: a known data set, or an absolute path; random numbers when null. */
    data: z.string().nullable(),
  }),
]);
export type ExportSource = z.infer<typeof exportSource>;

const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('train'),
    run,
    /** The document's file text. */
    document: z.string(),
    /** Id of a recipe of the document; the active one when null. */
    recipe: z.string().nullable(),
    /** A known data set, or an absolute path. */
    data: z.string(),
    limit: whole.min(1).nullable(),
    /** The run directory; a new one under the engine's folder of runs when null. */
    directory: z.string().nullable(),
    epochs: whole.min(1).nullable(),
    steps: whole.min(1).nullable(),
    batch: whole.min(1).nullable(),
    seed: whole.nullable(),
    checkpointEvery: whole.min(1).nullable(),
  }),
  /** Goes on with a run on the disk. */
  z.strictObject({ type: z.literal('resume'), run, directory: z.string() }),
  z.strictObject({ type: z.literal('pause'), run }),
  /** Ends a pause. */
  z.strictObject({ type: z.literal('continue'), run }),
  /** Ends a run (with a checkpoint), an evaluation or an export. */
  z.strictObject({ type: z.literal('stop'), run }),
  z.strictObject({
    type: z.literal('evaluate'),
    run,
    directory: z.string(),
    /** The run's own data set when null. */
    data: z.string().nullable(),
    which: z.enum(['last', 'best']),
  }),
  z.strictObject({
    type: z.literal('export'),
    run,
    source: exportSource,
    formats: z
      .array(z.enum(EXPORT_FORMATS))
      .min(1)
      .refine((formats) => new Set(formats).size === formats.length, 'a format twice'),
    /** A folder, made if need be. */
    out: z.string().min(1),
  }),
  /** Loads TensorFlow and tells what it runs on. */
  z.strictObject({ type: z.literal('probe'), run }),
  /** Which data sets there are by name; quick, and needs no TensorFlow. */
  z.strictObject({ type: z.literal('datasets'), run }),
  /** What a data set looks like: a known name, or the absolute path of a folder. Needs no TensorFlow. */
  z.strictObject({ type: z.literal('describe-data'), run, data: z.string() }),
]);

/** What the engine can be told. */
export type EngineCommand = z.infer<typeof commandSchema>;

/** Reads a message as a command, or `engine/bad-message`. */
export function parseCommand(message: unknown): Result<EngineCommand> {
  const parsed = commandSchema.safeParse(message);
  return parsed.success ? success(parsed.data) : failure(badMessage(message, parsed.error));
}

/** Stops everything that goes on; an `active` message without runs tells that it is done. */
const stopAll = z.strictObject({ type: z.literal('stop-all') });

/** What the engine's parent alone may tell it, beside the commands. */
export type ParentCommand = EngineCommand | z.infer<typeof stopAll>;

/** As `parseCommand`, for the engine's parent. */
export function parseParentCommand(message: unknown): Result<ParentCommand> {
  const parsed = stopAll.safeParse(message);
  return parsed.success ? success(parsed.data) : parseCommand(message);
}

const figure = z.number();
const maybe = z.number().nullable();

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step: whole, loss: figure, accuracy: figure }),
  z.object({
    type: z.literal('epoch'),
    epoch: whole,
    loss: figure,
    accuracy: figure,
    valLoss: maybe,
    valAccuracy: maybe,
  }),
  z.object({
    type: z.literal('timing'),
    step: whole,
    nativeMs: figure,
    turnMs: figure,
    learningRate: figure,
  }),
  z.object({
    type: z.literal('kernels'),
    document: z.string(),
    nodes: z.array(
      z.object({
        node: z.string(),
        choice: z.enum(KERNEL_CHOICES),
        candidates: z.array(z.object({ kernel: z.enum(KERNEL_CHOICES), ms: maybe })),
      }),
    ),
  }),
  z.object({
    type: z.literal('phase'),
    phase: z.enum([
      'preparing',
      'training',
      'validating',
      'paused',
      'testing',
      'finished',
      'stopped',
      'failed',
    ]),
  }),
  z.object({
    type: z.literal('started'),
    run: z.string(),
    steps: whole,
    epochs: whole,
    stepsPerEpoch: whole,
    resumedFrom: whole,
    batch: whole,
  }),
  z.object({ type: z.literal('checkpoint'), step: whole, which: z.enum(['last', 'best']) }),
  z.object({ type: z.literal('problem'), problem: problemSchema }),
  z.object({ type: z.literal('finished'), testLoss: maybe, testAccuracy: maybe, run: z.string() }),
]);

const problems = z.array(problemSchema);
/** Height, width, channels. */
const imageShape = z.tuple([whole, whole, whole]);

const messageSchema = z.discriminatedUnion('type', [
  /** TensorFlow is loaded. */
  z.object({ type: z.literal('ready'), protocol: z.literal(PROTOCOL_VERSION), tensorflow: z.string() }),
  /** What happened in a run, in order. */
  z.object({ type: z.literal('events'), run, events: z.array(eventSchema) }),
  /**
   * A run that was begun before this port was there, perhaps by a window that is gone; told to the new port alone. What
   * it told last: `started` once it has, its kernels, and its phase. The rest is in its directory.
   */
  z.object({ type: z.literal('going'), run, events: z.array(eventSchema) }),
  /** A run has left the engine. With problems, it failed; its directory is null if it never had one. */
  z.object({
    type: z.literal('ended'),
    run,
    phase: z.enum(['finished', 'stopped', 'failed']),
    directory: z.string().nullable(),
    problems,
  }),
  /** Answers `evaluate`; figures are null when there are problems, or when it was stopped. */
  z.object({ type: z.literal('evaluated'), run, loss: maybe, accuracy: maybe, images: whole, problems }),
  /** How far an export is: examples compared, of all that will be; 0 of 0 while the file is being written. */
  z.object({
    type: z.literal('export-progress'),
    run,
    format: z.enum(EXPORT_FORMATS),
    done: whole,
    total: whole,
  }),
  /** Answers `export`: a report for every format that is in its place. Without a problem all are, unless stopped. */
  z.object({
    type: z.literal('exported'),
    run,
    reports: z.array(parityReportSchema),
    problems,
    stopped: z.boolean(),
  }),
  /** Answers `probe`, to who asked; version and device are null when there are problems. */
  z.object({
    type: z.literal('probed'),
    run,
    tensorflow: z.string().nullable(),
    /** Where training runs. The name is that of the processor, null where it cannot be told. */
    device: z.object({ kind: z.enum(['cpu', 'gpu']), name: z.string().nullable() }).nullable(),
    threads: z.object({ intraOp: whole, interOp: whole }),
    problems,
  }),
  /** Answers `datasets`, to who asked. */
  z.object({
    type: z.literal('datasets'),
    run,
    sets: z.array(
      z.object({
        name: z.string(),
        /** Whether all of its files are on this machine. */
        present: z.boolean(),
        train: whole,
        test: whole,
        classes: whole,
        shape: imageShape,
      }),
    ),
  }),
  /** Answers `describe-data`, to who asked; empty, name and shape null, when there are problems. */
  z.object({
    type: z.literal('data-described'),
    run,
    name: z.string().nullable(),
    shape: imageShape.nullable(),
    classes: z.array(z.string()),
    train: whole,
    /** 0 for a set without a test part. */
    test: whole,
    /** Some training images: as many of each class as go. */
    samples: z.array(
      z.object({
        /** Index of the class. */
        label: whole,
        /** Bytes `[height, width, channels]`, in base64. */
        pixels: z.string(),
      }),
    ),
    problems,
  }),
  /** What goes on, whenever that changes; told to the parent alone. */
  z.object({ type: z.literal('active'), runs: z.array(run) }),
  /** A command was not followed. */
  z.object({
    type: z.literal('refused'),
    run: z.string().nullable(),
    problem: problemSchema,
  }),
  /** A fault of ours ended a run (which, null where it cannot be told); the engine goes on. */
  z.object({ type: z.literal('fault'), run: z.string().nullable(), message: z.string() }),
]);

/** What the engine tells. */
export type EngineMessage =
  | Exclude<z.infer<typeof messageSchema>, { type: 'events' | 'going' }>
  | { readonly type: 'events'; readonly run: string; readonly events: readonly RunEvent[] }
  | { readonly type: 'going'; readonly run: string; readonly events: readonly RunEvent[] };

/** Reads a message of the engine, or `engine/bad-message`. */
export function parseMessage(message: unknown): Result<EngineMessage> {
  const parsed = messageSchema.safeParse(message);
  return parsed.success ? success(parsed.data) : failure(badMessage(message, parsed.error));
}

function badMessage(message: unknown, error: z.ZodError): Problem {
  const [issue] = error.issues;
  const type = (message as { type?: unknown } | null | undefined)?.type;
  const name = typeof type === 'string' ? type.slice(0, 40) : message === null ? 'null' : typeof message;
  return problem('engine/bad-message', {
    detail: `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  });
}
