import path from 'node:path';
import { logicalHash } from '../../../shared/document/hash';
import { readDocument } from '../../../shared/document/parse';
import { printDocument } from '../../../shared/document/print';
import { check } from '../../../shared/document/strict';
import type { InlayDocument } from '../../../shared/document/types';
import { fail, warning, type Problem } from '../../../shared/problems/problem';
import type { IrGraph } from '../../../shared/ir/ir';
import type { ChosenKernel } from '../../../shared/protocol/events';
import { recipeSchema } from '../../../shared/recipe/schema';
import type { Recipe } from '../../../shared/recipe/types';
import { candidatesOf, type KernelChoices } from '../../../shared/targets/tensorflow/kernel-choice';
import { planBatches } from '../data/batch-plan';
import type { Dataset } from '../data/dataset';
import { openDataset } from '../data/open-dataset';
import type { Preprocessing } from '../data/preprocess';
import { chooseKernels, knownKernels } from '../kernels/choose';
import { Checkpoints, type StoredCheckpoint, type Which } from '../runs/checkpoint';
import { describeEnvironment, type RunEnvironment } from '../runs/environment';
import { loadRunRecord, RUN_FILE, type RunFacts, type RunRecord } from '../runs/record';
import { RunDirectory } from '../runs/run-directory';
import type { TfRuntime } from '../tf-runtime';
import { evaluatePart, type Evaluation } from './evaluate';
import { refuseLoneLastBatch } from './last-batch';
import { initialLoopState } from './loop-state';
import { catchProblems, Network, networkFor, ProblemsSignal, type Outcome } from './network';
import { Session, tellFailure, type RunOutcome, type SessionWorld } from './session';
import { nextTurn } from './control';

/** A data set with what it takes to open it again. */
export interface RunData {
  readonly dataset: Dataset;
  /** A known name, or an absolute path. */
  readonly source: string;
  readonly limit: number | null;
}

export interface TrainOptions extends SessionWorld {
  readonly runtime: TfRuntime;
  readonly document: InlayDocument;
  /** As to be used: overrides of epochs, batch and seed applied. */
  readonly recipe: Recipe;
  readonly data: RunData;
  /** A folder that does not exist yet, or is empty. */
  readonly directory: string;
  /** Finish after so many steps, even within an epoch. */
  readonly steps?: number | undefined;
  /** Steps between checkpoints; by the clock when absent, and after every epoch either way. */
  readonly checkpointEvery?: number | undefined;
  /** Where measured kernels are kept; in the cache folder when absent. */
  readonly kernelsFile?: string | undefined;
}

/**
 * Trains a document as a new run.
 * @returns how it ended, or the problems that kept it from that; the run directory then holds its last checkpoint
 */
export function train(options: TrainOptions): Promise<Outcome<RunOutcome>> {
  return told(options, async () => {
    const { runtime, document, recipe, data, clock } = options;
    options.sink({ type: 'phase', phase: 'preparing' });
    // Overrides may go beyond what a recipe can say, and `run.json` must be read again.
    const checked = check<Recipe>(recipeSchema, { recipe }, ['recipe']);
    if (!checked.ok) throw new ProblemsSignal(checked.problems);
    // The network first: what is wrong with it should leave no run directory behind.
    const graph = networkFor(document, recipe, data.dataset);
    refuseLoneLastBatch(graph, data.dataset.train.count, recipe);
    const chosen = await chooseKernels(runtime, graph, recipe.batch, options);
    const kernels = new Map(chosen.map(({ node, choice }) => [node, choice]));
    const network = Network.load(runtime, graph, recipe, kernels);
    return using(network, async () => {
      const facts = describeRun(options, kernels, describeEnvironment(runtime));
      tellKernels(options, facts.documentHash, chosen);
      const directory = RunDirectory.create(options.directory, facts, clock());
      return closing(directory, () => {
        network.initialise(recipe.seed);
        const parts = { network, dataset: data.dataset, directory, state: initialLoopState() };
        return new Session(parts, options).run();
      });
    });
  });
}

export interface ResumeOptions extends SessionWorld {
  readonly runtime: TfRuntime;
  /** The run directory. */
  readonly directory: string;
  /** The run's data set, when the caller has it open; it must be the same data. */
  readonly dataset?: Dataset | undefined;
  /** As `TrainOptions` has it: kernels are those of the run, but what is known of their speed is told. */
  readonly kernelsFile?: string | undefined;
}

/**
 * Goes on with a run from its newest whole checkpoint (from its beginning if it has none). With the thread counts and
 * library it was made with, everything it writes is what an uninterrupted run would have written, bit for bit;
 * otherwise `run/threads-differ` or `run/library-differs` is told. A finished run is tested again.
 */
export function resume(options: ResumeOptions): Promise<Outcome<RunOutcome>> {
  return told(options, async () => {
    const { runtime, clock, sink } = options;
    sink({ type: 'phase', phase: 'preparing' });
    const tell = (problem: Problem): void => sink({ type: 'problem', problem });
    const record = loadRunRecord(options.directory);
    const document = documentOf(record);
    const dataset = await dataOf(record, options.dataset);
    compareEnvironments(record, describeEnvironment(runtime)).forEach(tell);
    const directory = RunDirectory.open(options.directory, clock(), tell);
    return closing(directory, () => {
      const { recipe } = record;
      const graph = networkFor(document, recipe, dataset);
      const kernels = kernelsOf(record, graph, options.directory);
      const network = Network.load(runtime, graph, recipe, kernels);
      return using(network, () => {
        const known = knownKernels(runtime, graph, recipe.batch, kernels, options.kernelsFile);
        tellKernels(options, record.documentHash, known);
        const { from } = directory;
        if (from === null) network.initialise(record.seed);
        else network.restore(from.weights, from.slots);
        const state = from?.state ?? initialLoopState();
        return new Session({ network, dataset, directory, state }, options).run();
      });
    });
  });
}

export interface EvaluateOptions {
  readonly runtime: TfRuntime;
  readonly directory: string;
  /** Any data set that fits the network; the run's preprocessing is used. Its own when absent. */
  readonly dataset?: Dataset | undefined;
  readonly which?: Which | undefined;
  readonly part?: 'validation' | 'test' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Evaluates a run's weights in inference mode. The run may be going on: nothing in it is touched.
 * @returns mean loss and accuracy, or problems: `data/no-test-set`, `run/no-checkpoint`, `run/damaged`, …; null when
 *   the signal ended it
 */
export function evaluateRun(options: EvaluateOptions): Promise<Outcome<Evaluation | null>> {
  return catchProblems(async () => {
    const { runtime, which = 'last', part = 'test', signal } = options;
    const record = loadRunRecord(options.directory);
    const checkpoint = checkpointOf(options.directory, which);
    const dataset = options.dataset ?? (await dataOf(record, undefined));
    const graph = networkFor(documentOf(record), record.recipe, dataset);
    const kernels = kernelsOf(record, graph, options.directory);
    const network = Network.load(runtime, graph, record.recipe, kernels);
    return using(network, async () => {
      network.restore(checkpoint.weights, checkpoint.slots);
      const between = async (): Promise<boolean> => {
        await nextTurn();
        return signal?.aborted === true;
      };
      const { recipe, preprocessing } = record;
      if (part === 'test' && dataset.test === null) fail('data/no-test-set', { name: dataset.name });
      return evaluatePart(network, dataset, part, recipe, preprocessing, between);
    });
  });
}

/** A run's document, as it was trained: for evaluation, export and comparison. Signals what is wrong with it. */
export function documentOf(record: RunRecord): InlayDocument {
  const read = readDocument(record.document);
  if (!read.ok) throw new ProblemsSignal(read.problems);
  const found = logicalHash(read.value);
  if (found !== record.documentHash) fail('run/graph-changed', { expected: record.documentHash, found });
  return read.value;
}

/** A run's weights; those of `last` when no epoch has ended yet. Signals `run/no-checkpoint` or `run/damaged`. */
export function checkpointOf(directory: string, which: Which): StoredCheckpoint {
  const checkpoints = new Checkpoints(directory);
  const loaded = checkpoints.load(which);
  if (loaded.ok) return loaded.value;
  const { problem } = loaded;
  const other = which === 'best' && problem.code === 'run/no-checkpoint' ? checkpoints.load('last') : loaded;
  if (!other.ok) return failWith(other.problem);
  return other.value;
}

function failWith(problem: Problem): never {
  throw new ProblemsSignal([problem]);
}

/** Opens a run's data set again and makes sure that it is the same. Signals `data/changed` or why it cannot be opened. */
async function dataOf({ data }: RunRecord, given: Dataset | undefined): Promise<Dataset> {
  let dataset = given;
  if (dataset === undefined) {
    const opened = await openDataset(data.source, { limit: data.limit ?? undefined });
    if (!opened.ok) return failWith(opened.problem);
    dataset = opened.value;
  }
  if (dataset.hash !== data.hash) {
    fail('data/changed', { name: data.name, expected: data.hash, found: dataset.hash });
  }
  return dataset;
}

/** The kernels that a run was made with. Signals `run/damaged` for one that its node does not have. */
function kernelsOf({ kernelChoices }: RunRecord, graph: IrGraph, directory: string): KernelChoices {
  const kernels = new Map(Object.entries(kernelChoices));
  for (const node of graph.nodes) {
    const choice = kernels.get(node.path);
    if (choice === undefined || choice === 'native' || candidatesOf(node).includes(choice)) continue;
    const file = path.join(directory, RUN_FILE);
    fail('run/damaged', { file, detail: `kernelChoices.${node.path}: ${choice}` }, { file });
  }
  return kernels;
}

function tellKernels({ sink }: SessionWorld, document: string, nodes: readonly ChosenKernel[]): void {
  if (nodes.length > 0) sink({ type: 'kernels', document, nodes });
}

function describeRun(options: TrainOptions, kernels: KernelChoices, environment: RunEnvironment): RunFacts {
  const { document, recipe, steps = null, checkpointEvery = null, clock } = options;
  const { dataset, source, limit } = options.data;
  const { seed } = recipe;
  const plan = planBatches(dataset, 'train', recipe, { seed });
  const preprocessing: Preprocessing = plan.preprocessing;
  const train = plan.examples.length;
  return {
    name: document.name,
    createdAt: new Date(clock()).toISOString(),
    document: printDocument(document),
    documentHash: logicalHash(document),
    recipe,
    data: {
      source,
      name: dataset.name,
      hash: dataset.hash,
      limit,
      shape: [...dataset.shape],
      classes: [...dataset.classes],
      train,
      validation: dataset.train.count - train,
      test: dataset.test?.count ?? 0,
    },
    preprocessing: {
      ...preprocessing,
      mean: [...preprocessing.mean],
      deviation: [...preprocessing.deviation],
    },
    seed,
    steps,
    checkpointEvery,
    kernelChoices: Object.fromEntries(kernels),
    ...environment,
  };
}

/** Warnings for what keeps a resumed run from repeating bit for bit. */
function compareEnvironments(then: RunRecord, now: RunEnvironment): readonly Problem[] {
  const problems: Problem[] = [];
  const threads = ({ intraOp, interOp }: RunRecord['threads']): string => `${intraOp} + ${interOp}`;
  if (threads(then.threads) !== threads(now.threads)) {
    const [expected, found] = [threads(then.threads), threads(now.threads)];
    problems.push(warning('run/threads-differ', { expected, found }));
  }
  const library = ({ device, versions }: RunEnvironment): string =>
    `TensorFlow ${versions.tensorflow} (${device}, ${versions.library.slice(0, 12)})`;
  if (library(then) !== library(now)) {
    problems.push(warning('run/library-differs', { expected: library(then), found: library(now) }));
  }
  return problems;
}

/** Runs and tells of a failure as events too, so that a listener needs no other source. */
async function told(world: SessionWorld, work: () => Promise<RunOutcome>): Promise<Outcome<RunOutcome>> {
  const outcome = await catchProblems(work);
  if (!outcome.ok) tellFailure(world, outcome.problems);
  return outcome;
}

async function using<T>(network: Network, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    network.dispose();
  }
}

async function closing<T>(directory: RunDirectory, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    directory.close();
  }
}
