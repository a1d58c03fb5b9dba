import path from 'node:path';
import { readDocument } from '../../../shared/document/parse';
import type { InlayDocument } from '../../../shared/document/types';
import type { Problem } from '../../../shared/problems/problem';
import { success, type Result } from '../../../shared/problems/result';
import type { EngineCommand, EngineMessage } from '../../../shared/protocol/contract';
import type { ParityReport } from '../../../shared/protocol/parity-report';
import { activeRecipe } from '../../../shared/recipe/active-recipe';
import type { Recipe } from '../../../shared/recipe/types';
import type { Dataset } from '../data/dataset';
import { describeDataset } from '../data/describe';
import { listDatasets } from '../data/list';
import { openDataset } from '../data/open-dataset';
import { exportModel } from '../export';
import { contentOf } from '../export/content';
import { threadCounts } from '../runs/environment';
import { defaultRunDirectory } from '../runs/run-directory';
import type { TfRuntime } from '../tf-runtime';
import { catchProblems, type Outcome } from './network';
import { evaluateRun, resume, train, type RunData } from './run-session';
import type { RunOutcome, SessionWorld } from './session';

export type CommandOf<T extends EngineCommand['type']> = Extract<EngineCommand, { type: T }>;

/** What the engine gives a piece of work; its run's events go to the world's sink. */
export interface Work extends SessionWorld {
  /** Loads TensorFlow with the first call. Rejects with `engine/library`. */
  readonly tensorflow: () => Promise<TfRuntime>;
  /** Where relative paths start, and where runs without a directory of their own go: into `runs/` under it. */
  readonly folder: string;
  /** Where measured kernels are kept; in the cache folder when absent. */
  readonly kernelsFile?: string | undefined;
  /** Tells every port. */
  readonly tell: (message: EngineMessage) => void;
}

/** Trains a new run to its end. */
export async function followTrain(command: CommandOf<'train'>, work: Work): Promise<EngineMessage> {
  const { run } = command;
  const failed = (problems: readonly Problem[]): EngineMessage => ended(run, null, { ok: false, problems });
  const read = readDocument(command.document);
  if (!read.ok) return failed(read.problems);
  const recipe = recipeOf(read.value, command);
  if (!recipe.ok) return failed([recipe.problem]);
  const opened = await openDataset(command.data, { limit: command.limit ?? undefined });
  if (!opened.ok) return failed([opened.problem]);
  const data: RunData = { dataset: opened.value, source: command.data, limit: command.limit };
  const asked = command.directory ?? defaultRunDirectory(work.folder, read.value.name, work.clock());
  const directory = path.resolve(work.folder, asked);
  const outcome = await train({
    ...work,
    runtime: await work.tensorflow(),
    document: read.value,
    recipe: recipe.value,
    data,
    directory,
    steps: command.steps ?? undefined,
    checkpointEvery: command.checkpointEvery ?? undefined,
  });
  return ended(run, directory, outcome);
}

/** Goes on with a run to its end. */
export async function followResume(
  { run, directory }: CommandOf<'resume'>,
  work: Work,
): Promise<EngineMessage> {
  const runtime = await work.tensorflow();
  return ended(run, directory, await resume({ ...work, runtime, directory }));
}

/** Evaluates a run's weights. */
export async function followEvaluate(command: CommandOf<'evaluate'>, work: Work): Promise<EngineMessage> {
  const { run, directory, data, which } = command;
  const answer = { type: 'evaluated', run, loss: null, accuracy: null, images: 0 } as const;
  let dataset: Dataset | undefined;
  if (data !== null) {
    const opened = await openDataset(data);
    if (!opened.ok) return { ...answer, problems: [opened.problem] };
    dataset = opened.value;
  }
  const { signal } = work;
  const outcome = await evaluateRun({ runtime: await work.tensorflow(), directory, dataset, which, signal });
  if (!outcome.ok) return { ...answer, problems: [...outcome.problems] };
  return { ...answer, ...outcome.value, problems: [] };
}

/** Exports; what is in its place when it is stopped or fails is told with its report. */
export async function followExport(command: CommandOf<'export'>, work: Work): Promise<EngineMessage> {
  const { run, source, formats, out } = command;
  const { signal } = work;
  const reports: ParityReport[] = [];
  const answer = (problems: readonly Problem[], stopped: boolean): EngineMessage => {
    return { type: 'exported', run, reports, problems: [...problems], stopped };
  };
  const outcome = await catchProblems(async () => {
    const content = await contentOf(source);
    const runtime = await work.tensorflow();
    return exportModel({
      ...content,
      runtime,
      formats,
      out: path.resolve(work.folder, out),
      signal,
      onProgress: (progress) => work.tell({ type: 'export-progress', run, ...progress }),
      onReport: (report) => reports.push(report),
    });
  }).catch((error: unknown) => {
    if (signal.aborted && error instanceof Error && error.name === 'AbortError') return null;
    throw error;
  });
  if (outcome === null) return answer([], true);
  const result = outcome.ok ? outcome.value : outcome;
  return answer(result.ok ? [] : result.problems, false);
}

/** The answer to an export that was stopped before its turn came. */
export function stoppedExport({ run }: CommandOf<'export'>): EngineMessage {
  return { type: 'exported', run, reports: [], problems: [], stopped: true };
}

/** Loads TensorFlow and tells what it runs on. */
export async function followProbe({ run }: CommandOf<'probe'>, work: Work): Promise<EngineMessage> {
  const loaded = await catchProblems(() => work.tensorflow());
  const threads = threadCounts(process.env);
  if (!loaded.ok) {
    return { type: 'probed', run, tensorflow: null, device: null, threads, problems: [...loaded.problems] };
  }
  const { version, device } = loaded.value;
  return { type: 'probed', run, tensorflow: version, device, threads, problems: [] };
}

/** Tells the data sets there are. */
export function followDatasets({ run }: CommandOf<'datasets'>): EngineMessage {
  const sets = listDatasets().map(({ name, present, train, test, classes, shape: [h, w, c] }) => {
    const shape: [number, number, number] = [h, w, c];
    return { name, present, train, test, classes, shape };
  });
  return { type: 'datasets', run, sets };
}

/** Tells what a data set looks like. */
export function followDescribe({ run, data }: CommandOf<'describe-data'>): EngineMessage {
  const found = describeDataset(data);
  if (!found.ok) {
    const nothing = { name: null, shape: null, classes: [], train: 0, test: 0, samples: [] };
    return { type: 'data-described', run, ...nothing, problems: [found.problem] };
  }
  const { name, shape, classes, train, test, samples } = found.value;
  return {
    type: 'data-described',
    run,
    name,
    shape: [...shape],
    classes: [...classes],
    train,
    test,
    samples: samples.map(({ label, pixels }) => ({ label, pixels: Buffer.from(pixels).toString('base64') })),
    problems: [],
  };
}

function ended(run: string, directory: string | null, outcome: Outcome<RunOutcome>): EngineMessage {
  if (outcome.ok) return { type: 'ended', run, phase: outcome.value.phase, directory, problems: [] };
  return { type: 'ended', run, phase: 'failed', directory, problems: [...outcome.problems] };
}

/** The recipe a command asks for, its overrides applied. */
function recipeOf(
  document: InlayDocument,
  { recipe, epochs, batch, seed }: CommandOf<'train'>,
): Result<Recipe> {
  const found = activeRecipe(document, recipe ?? undefined);
  if (!found.ok) return found;
  const overrides = {
    ...(epochs !== null && { epochs }),
    ...(batch !== null && { batch }),
    ...(seed !== null && { seed }),
  };
  return success({ ...found.value, ...overrides });
}
