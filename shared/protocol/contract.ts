import * as z from 'zod';
import { problem, type Problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import type { RunEvent } from './events';

/**
 * Messages between the engine and whoever runs it, over a port. Both ends parse what arrives: a port may carry
 * `null` (a refused transfer in Electron), or messages of another version.
 */
export const PROTOCOL_VERSION = 1;

const whole = z.number().int().nonnegative();
/** Names a run while it goes: chosen by who starts it, and on every message about it. */
const run = z.string().min(1).max(200);

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
  z.strictObject({ type: z.literal('stop'), run }),
  z.strictObject({
    type: z.literal('evaluate'),
    run,
    directory: z.string(),
    /** The run's own data set when null. */
    data: z.string().nullable(),
    which: z.enum(['last', 'best']),
  }),
]);

/** What the engine can be told. */
export type EngineCommand = z.infer<typeof commandSchema>;

/** Reads a message as a command, or `engine/bad-message`. */
export function parseCommand(message: unknown): Result<EngineCommand> {
  const parsed = commandSchema.safeParse(message);
  return parsed.success ? success(parsed.data) : failure(badMessage(message, parsed.error));
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
  z.object({ type: z.literal('problem'), problem: z.custom<Problem>(looksLikeProblem) }),
  z.object({ type: z.literal('finished'), testLoss: maybe, testAccuracy: maybe, run: z.string() }),
]);

const problems = z.array(z.custom<Problem>(looksLikeProblem));

const messageSchema = z.discriminatedUnion('type', [
  /** TensorFlow is loaded. */
  z.object({ type: z.literal('ready'), protocol: z.literal(PROTOCOL_VERSION), tensorflow: z.string() }),
  /** What happened in a run, in order. */
  z.object({ type: z.literal('events'), run, events: z.array(eventSchema) }),
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
  /** A command was not followed. */
  z.object({
    type: z.literal('refused'),
    run: z.string().nullable(),
    problem: z.custom<Problem>(looksLikeProblem),
  }),
  /** A fault of ours ended a run; the engine goes on. */
  z.object({ type: z.literal('fault'), run: z.string().nullable(), message: z.string() }),
]);

/** What the engine tells. */
export type EngineMessage =
  | Exclude<z.infer<typeof messageSchema>, { type: 'events' }>
  | { readonly type: 'events'; readonly run: string; readonly events: readonly RunEvent[] };

/** Reads a message of the engine, or `engine/bad-message`. */
export function parseMessage(message: unknown): Result<EngineMessage> {
  const parsed = messageSchema.safeParse(message);
  return parsed.success ? success(parsed.data) : failure(badMessage(message, parsed.error));
}

function looksLikeProblem(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { code, severity, args, where, repairs } = value as Record<string, unknown>;
  return (
    typeof code === 'string' &&
    (severity === 'error' || severity === 'warning') &&
    typeof args === 'object' &&
    typeof where === 'object' &&
    Array.isArray(repairs)
  );
}

function badMessage(message: unknown, error: z.ZodError): Problem {
  const [issue] = error.issues;
  const type = (message as { type?: unknown } | null | undefined)?.type;
  const name = typeof type === 'string' ? type.slice(0, 40) : message === null ? 'null' : typeof message;
  return problem('engine/bad-message', {
    detail: `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  });
}
