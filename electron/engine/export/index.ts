import type { InlayDocument } from '../../../shared/document/types';
import type { IrGraph } from '../../../shared/ir/ir';
import { elements, formatShape, sameShape, type Shape } from '../../../shared/ir/shape';
import { toIr } from '../../../shared/ir/to-ir';
import { fail, ProblemSignal, type Problem } from '../../../shared/problems/problem';
import type { Result } from '../../../shared/problems/result';
import { EXPORT_FORMATS, type ExportFormat, type ParityReport } from '../../../shared/protocol/parity-report';
import { initialValue } from '../../../shared/recipe/initial-values';
import { randomStream } from '../../../shared/recipe/random';
import type { Recipe } from '../../../shared/recipe/types';
import { compile } from '../../../shared/targets/tensorflow/compile';
import type { CompiledGraph } from '../../../shared/targets/tensorflow/compiled';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';
import { peerPython } from '../../provision/index.mjs';
import type { Dataset } from '../data/dataset';
import { prepareExamples, type Preprocessing } from '../data/preprocess';
import { nextTurn } from '../session/control';
import type { TfRuntime } from '../tf-runtime';
import type { PreparedExport } from './format';
import { prepareKeras } from './keras-format';
import { exportWithParity } from './parity';
import { PythonPeer } from './peer';
import { ExportFolder } from './place';
import { prepareSavedModel } from './saved-model-format';
import { feedName } from './subject';

/** Images that an export is checked on. */
const EXAMPLES = 32;

/** What each format's file or folder is called. */
const FILES: Readonly<Record<ExportFormat, string>> = { savedmodel: 'savedmodel', keras: 'model.keras' };

export interface ExportRequest {
  readonly document: InlayDocument;
  readonly recipe: Recipe;
  /** A trained network's; null for a fresh one, which gets the weights a run with the recipe's seed starts from. */
  readonly weights: NamedTensors | null;
  readonly formats: readonly ExportFormat[];
  /** A folder, made if need be. */
  readonly out: string;
  /** The data that the check takes images from, and how the network is fed them; null: random inputs. */
  readonly data: { readonly dataset: Dataset; readonly preprocessing: Preprocessing } | null;
  readonly runtime: TfRuntime;
  /** Runs the exports in Python; by default the one that set-up placed, ended with the call. Null: none. */
  readonly peer?: PythonPeer | null;
  readonly onProgress?: (progress: ExportProgress) => void;
  /** Told each report as soon as its file is in place: those of a call that ends early are known too. */
  readonly onReport?: (report: ParityReport) => void;
  /**
   * Stops before the next part of the work (a peer that is at work is ended at once): the call then rejects with an
   * `AbortError`. Formats already in their place stay; of the others nothing is left behind.
   */
  readonly signal?: AbortSignal;
}

export interface ExportProgress {
  readonly format: ExportFormat;
  /**
   * Examples compared, of how many: a format that several programs run is compared with each. 0 of 0 while the file is
   * being written.
   */
  readonly done: number;
  readonly total: number;
}

export type ExportResult =
  | { readonly ok: true; readonly value: readonly ParityReport[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Formats from what a person asks for.
 * @param name a format, or `all`
 * @returns the formats, or `target/unknown-format`
 */
export function parseFormats(name: string): Result<readonly ExportFormat[]> {
  if (name === 'all') return { ok: true, value: EXPORT_FORMATS };
  const format = EXPORT_FORMATS.find((known) => known === name);
  if (format) return { ok: true, value: [format] };
  const args = { format: name, known: [...EXPORT_FORMATS] };
  return {
    ok: false,
    problem: { code: 'target/unknown-format', severity: 'error', args, where: {}, repairs: [] },
  };
}

/**
 * Exports a network in one or several formats, each checked against the network itself.
 *
 * In the folder: `savedmodel/` (frozen, see `freeze`), `model.keras` (see `toKeras`), and `export.json`, the record:
 * by file the parity report and how inputs must be prepared. Files appear whole; earlier exports are replaced, and
 * what is not an export is never touched. A file is put in place even when its check fails or cannot be made: the
 * report says so.
 *
 * @returns a report per format in the order asked, or all problems found before anything was written
 */
export async function exportModel(request: ExportRequest): Promise<ExportResult> {
  // Nothing is trained: whatever stands against the recipe's batch does not matter here.
  const { labelSmoothing, classWeights } = request.recipe;
  const ir = toIr(request.document, { labelSmoothing, classWeights });
  if (!ir.ok) return { ok: false, problems: ir.problems };
  try {
    return { ok: true, value: await exportAll(request, ir.value) };
  } catch (error) {
    if (error instanceof ProblemSignal) return { ok: false, problems: [error.problem] };
    throw error;
  }
}

async function exportAll(request: ExportRequest, graph: IrGraph): Promise<readonly ParityReport[]> {
  const { formats, out, document, data } = request;
  const compiled = valueOf(compile(graph, { ...request.recipe, batch: 1 }));
  const weights = request.weights ?? freshWeights(compiled, request.recipe.seed);
  const examples = examplesFor(graph, data);
  const prepared = formats.map((format) => valueOf(prepare(format, graph, weights, document.name)));
  const folder = new ExportFolder(
    out,
    formats.map((format) => FILES[format]),
  );
  const own = request.peer === undefined ? placedPeer(request.signal) : null;
  try {
    const reports: ParityReport[] = [];
    for (const [index, format] of formats.entries()) {
      request.onProgress?.({ format, done: 0, total: 0 });
      await turn(request.signal);
      const name = FILES[format];
      const report = await exportWithParity({
        graph,
        compiled,
        format,
        prepared: prepared[index]!,
        weights,
        trained: request.weights !== null,
        file: folder.aside(name),
        path: folder.target(name),
        examples,
        inputs: data ? 'data' : 'random',
        runtime: request.runtime,
        peer: request.peer ?? own,
        scratch: folder.scratch,
        onChunk: async (done, total) => {
          request.onProgress?.({ format, done, total });
          await turn(request.signal);
        },
      });
      stopIfAsked(request.signal);
      folder.place(name, { preprocessing: data?.preprocessing ?? null, parity: report });
      reports.push(report);
      request.onReport?.(report);
    }
    return reports;
  } finally {
    own?.close();
    folder.close();
  }
}

function placedPeer(signal: AbortSignal | undefined): PythonPeer | null {
  const python = peerPython('keras');
  return python === null ? null : new PythonPeer(python, { signal });
}

function prepare(
  format: ExportFormat,
  graph: IrGraph,
  weights: NamedTensors,
  name: string,
): Result<PreparedExport> {
  switch (format) {
    case 'savedmodel':
      return prepareSavedModel(graph, weights);
    case 'keras':
      return prepareKeras(graph, name);
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemSignal(result.problem);
  return result.value;
}

/** As a run with this seed would begin. */
function freshWeights({ variables }: CompiledGraph, seed: number): NamedTensors {
  return new Map(
    variables
      .filter(({ kind }) => kind === 'weight')
      .map(({ name, shape, init, fanIn, fanOut }): [string, HostTensor] => {
        const data = initialValue(init, shape, fanIn, fanOut, seed, name);
        return [name, { dtype: 'float32', shape, data }];
      }),
  );
}

/** Images of the test set (else of the training set), spread evenly over it, or random numbers; for every input. */
function examplesFor(graph: IrGraph, data: ExportRequest['data']): NamedTensors {
  if (graph.inputs.length === 0) fail('graph/no-input', {});
  return new Map(
    graph.inputs.map(({ node, shape }, index) => {
      const examples = data ? imagesFor(node, shape, data) : randomNumbers(node, shape);
      return [feedName(node, index), examples];
    }),
  );
}

function randomNumbers(node: string, shape: Shape): HostTensor {
  const random = randomStream(0, 'parity', 'examples', node);
  const data = Float32Array.from({ length: EXAMPLES * elements(shape) }, () => random.nextNormal());
  return { dtype: 'float32', shape: [EXAMPLES, ...shape], data };
}

function imagesFor(
  node: string,
  shape: Shape,
  { dataset, preprocessing }: NonNullable<ExportRequest['data']>,
): HostTensor {
  if (!sameShape(shape, dataset.shape)) {
    const args = { expected: formatShape(shape), found: formatShape(dataset.shape) };
    fail('data/shape-mismatch', args, { node });
  }
  const split = dataset.test ?? dataset.train;
  const count = Math.min(EXAMPLES, split.count);
  const chosen = Array.from({ length: count }, (_, index) => Math.floor((index * split.count) / count));
  const { images } = prepareExamples(split, dataset.shape, preprocessing, chosen);
  return { dtype: 'float32', shape: [count, ...dataset.shape], data: images };
}

/** Lets messages out and in: progress is told, a stop is heard, runs in this process take their turn. */
async function turn(signal: AbortSignal | undefined): Promise<void> {
  stopIfAsked(signal);
  await nextTurn();
  stopIfAsked(signal);
}

function stopIfAsked(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  const stop = new Error('the export was stopped');
  stop.name = 'AbortError';
  throw stop;
}
