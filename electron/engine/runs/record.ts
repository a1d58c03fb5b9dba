import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { recipeSchema } from '../../../shared/recipe/schema';
import { catchProblem } from '../../../shared/problems/catch';
import { fail } from '../../../shared/problems/problem';
import type { Result } from '../../../shared/problems/result';
import type { Recipe } from '../../../shared/recipe/types';
import { KERNEL_CHOICES } from '../../../shared/targets/tensorflow/kernel-choice';
import { reading } from '../files/errno';

export const RUN_FILE = 'run.json';
const FORMAT = 'inlay-run';
const VERSION = 1;

const count = z.number().int().nonnegative();

const recordSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  name: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** The document as it was, canonical text, and the logical hash of its graph. */
  document: z.string(),
  documentHash: z.string(),
  /** As used: overrides of the command line applied. */
  recipe: recipeSchema,
  data: z.strictObject({
    /** What to open again: a known name, or an absolute path. */
    source: z.string(),
    name: z.string(),
    hash: z.string(),
    limit: count.nullable(),
    shape: z.array(count),
    classes: z.array(z.string()),
    train: count,
    validation: count,
    test: count,
  }),
  preprocessing: z.strictObject({
    scale: z.number(),
    mean: z.array(z.number()),
    deviation: z.array(z.number()),
  }),
  seed: count,
  /** Steps after which to finish early, or null for all epochs. */
  steps: count.nullable(),
  /** Steps between checkpoints, beside those of each epoch; null: by the clock. */
  checkpointEvery: count.nullable(),
  /** Bit-identity holds at equal counts only. */
  threads: z.strictObject({ intraOp: count, interOp: count }),
  /** How convolutions with a choice are computed, by node path, chosen by measurement; reused whenever the run is. */
  kernelChoices: z.record(z.string(), z.enum(KERNEL_CHOICES)),
  /** `cpu` or `gpu`: what TensorFlow computed on. */
  device: z.string(),
  versions: z.strictObject({
    app: z.string(),
    node: z.string(),
    tfjs: z.string(),
    tensorflow: z.string(),
    /** SHA-256 of the TensorFlow library. */
    library: z.string(),
  }),
});

/** What a run was made from and on: `run.json`. */
export type RunRecord = Omit<z.infer<typeof recordSchema>, 'recipe'> & { readonly recipe: Recipe };

/** The record but its heading. */
export type RunFacts = Omit<RunRecord, 'format' | 'version'>;

/** The text of `run.json`. */
export function recordText(facts: RunFacts): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...facts }, null, 2)}\n`;
}

/**
 * Reads what a run was made from.
 * @param folder a run directory
 * @returns the record, or `run/not-a-run`, `run/damaged` or `file/not-readable`
 */
export function readRunRecord(folder: string): Result<RunRecord> {
  return catchProblem(() => loadRunRecord(folder));
}

/** `readRunRecord`, signalling. */
export function loadRunRecord(folder: string): RunRecord {
  const file = path.join(folder, RUN_FILE);
  if (!fs.existsSync(file)) fail('run/not-a-run', { path: folder, missing: RUN_FILE }, { file: folder });
  const text = reading(file, () => fs.readFileSync(file, 'utf8'));
  const parsed = recordSchema.safeParse(parseJson(file, text));
  if (!parsed.success) return fail('run/damaged', { file, detail: firstIssue(parsed.error) }, { file });
  return parsed.data;
}

/** JSON of a file of ours, or the signal that it is damaged. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return fail('run/damaged', { file, detail: (error as Error).message }, { file });
  }
}

/** The first thing a schema found wrong, with its place. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
}
