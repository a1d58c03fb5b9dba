import { readDocument } from '../../../shared/document/parse';
import type { InlayDocument } from '../../../shared/document/types';
import { ProblemSignal } from '../../../shared/problems/problem';
import type { Result } from '../../../shared/problems/result';
import type { ExportSource } from '../../../shared/protocol/contract';
import { activeRecipe } from '../../../shared/recipe/active-recipe';
import { openDataset } from '../data/open-dataset';
import { settlePreprocessing } from '../data/preprocess';
import { loadRunRecord } from '../runs/record';
import type { Which } from '../runs/checkpoint';
import { ProblemsSignal } from '../session/network';
import { checkpointOf, documentOf } from '../session/run-session';
import type { ExportRequest } from '.';

/** What leaves: a network, its weights if it was trained, and real inputs to check it on. */
export type ExportContent = Pick<ExportRequest, 'document' | 'recipe' | 'weights' | 'data'>;

/** What a source stands for. Signals all that is wrong with it. */
export function contentOf(source: ExportSource): Promise<ExportContent> {
  if (source.kind === 'run') return contentOfRun(source.directory, source.which, null);
  const read = readDocument(source.document);
  if (!read.ok) throw new ProblemsSignal(read.problems);
  return contentOfDocument(read.value, source.recipe, source.data);
}

/**
 * A run with its newest (or best) weights.
 * @param data images for the check: a known name or a folder; the run's own when null
 * Signals what is wrong with the run, or why the data cannot be opened.
 */
export async function contentOfRun(
  directory: string,
  which: Which,
  data: string | null,
): Promise<ExportContent> {
  const record = loadRunRecord(directory);
  const { weights } = checkpointOf(directory, which);
  const dataset = valueOf(await openDataset(data ?? record.data.source));
  const { recipe, preprocessing } = record;
  return { document: documentOf(record), recipe, weights, data: { dataset, preprocessing } };
}

/**
 * A document with fresh weights.
 * @param recipe id of one of its recipes; the active one when null
 * @param data images for the check, prepared as a run on them would; random numbers when null
 * Signals `document/unknown-recipe`, or why the data cannot be opened.
 */
export async function contentOfDocument(
  document: InlayDocument,
  recipe: string | null,
  data: string | null,
): Promise<ExportContent> {
  const used = valueOf(activeRecipe(document, recipe ?? undefined));
  if (data === null) return { document, recipe: used, weights: null, data: null };
  const dataset = valueOf(await openDataset(data));
  const preprocessing = settlePreprocessing(used.preprocess, dataset.train, dataset.shape);
  return { document, recipe: used, weights: null, data: { dataset, preprocessing } };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemSignal(result.problem);
  return result.value;
}
