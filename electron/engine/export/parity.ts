import fs from 'node:fs';
import { basename, join } from 'node:path';
import { weightsOf, type IrGraph } from '../../../shared/ir/ir';
import { problem, type Problem } from '../../../shared/problems/problem';
import type { ExportFormat, LayerDifference, ParityReport } from '../../../shared/protocol/parity-report';
import type { CompiledGraph } from '../../../shared/targets/tensorflow/compiled';
import type { NamedTensors } from '../../../shared/weights/tensor';
import { nextTurn } from '../session/control';
import type { TfRuntime } from '../tf-runtime';
import { firstDiverging } from './compare';
import type { Comparison, PreparedExport } from './format';
import type { PythonPeer } from './peer';
import { randomised } from './randomise';
import { FORMAT_TITLES, PARITY_BOUND } from './report';
import { TfSubject } from './tf-subject';

/** One export and what it is checked with. */
export interface ParityRequest {
  readonly graph: IrGraph;
  /** The graph compiled: the network as it runs here. */
  readonly compiled: CompiledGraph;
  readonly format: ExportFormat;
  readonly prepared: PreparedExport;
  /** All weights of the graph. */
  readonly weights: NamedTensors;
  /** Whether the weights are those of a trained network; see `ParityReport.weights`. */
  readonly trained: boolean;
  /** Where the file or folder is made; nothing is there. */
  readonly file: string;
  /** Where it will stand in the end, for the report. */
  readonly path: string;
  /** float32 `[n, height, width, channels]` for every input by its feed's name, prepared as the network is fed. */
  readonly examples: NamedTensors;
  readonly inputs: ParityReport['inputs'];
  readonly runtime: TfRuntime;
  /** Null where no Python peer is installed. */
  readonly peer: PythonPeer | null;
  /** A folder for what is only needed meanwhile; the caller deletes it. */
  readonly scratch: string;
  /** As `CheckSetting.onChunk`. */
  readonly onChunk?: (done: number, of: number) => Promise<void>;
}

/**
 * Writes an export and checks it number by number: its weights bit by bit as read back, then every layer's output and
 * both ends on the examples, in the framework it goes to.
 *
 * An untrained network is compared with random weights in place of its own (see `randomised`), on a twin of the file.
 * Signals problems of the disk; what the check itself finds is in the report.
 */
export async function exportWithParity(request: ParityRequest): Promise<ParityReport> {
  const { prepared, file, weights, trained, graph } = request;
  await prepared.write(file, weights);
  // Each of these blocks for as long as the weights are large.
  await nextTurn();
  const weight = await prepared.verifyWeights(file, weights);
  if (weight !== null) return report(request, null, weightDiffers(request, weight));
  if (trained) return check(request, file, weights);
  const twin = join(request.scratch, `twin-${basename(file)}`);
  const values = randomised(graph);
  await nextTurn();
  await prepared.write(twin, values);
  await nextTurn();
  try {
    return await check(request, twin, values);
  } finally {
    fs.rmSync(twin, { recursive: true, force: true });
  }
}

async function check(request: ParityRequest, file: string, weights: NamedTensors): Promise<ParityReport> {
  const { graph, compiled, runtime, examples, peer, scratch, onChunk } = request;
  const network = runtime.load(compiled);
  try {
    const start = weightsOf(graph).map(({ name }) => [name, weights.get(name)!] as const);
    network.run('init', Object.fromEntries(start), ['done']);
    const reference = new TfSubject(network, examples);
    const compared = await request.prepared.compare(file, weights, {
      reference,
      examples,
      count: countOf(examples),
      runtime,
      peer,
      scratch,
      onChunk: async (done, of) => onChunk?.(done, of),
    });
    if (!compared.ok) return report(request, null, compared.problem);
    return report(request, compared.value, null);
  } finally {
    network.dispose();
  }
}

function countOf(examples: NamedTensors): number {
  const [first] = examples.values();
  return first!.shape[0]!;
}

function report(request: ParityRequest, found: Comparison | null, trouble: Problem | null): ParityReport {
  const { format, path, examples, inputs, trained } = request;
  const target = FORMAT_TITLES[format];
  const layers = found?.layers ?? [];
  const first = firstDiverging(layers, PARITY_BOUND);
  const why =
    trouble ??
    (found ? first && diverging(request.graph, target, first) : problem('target/no-peer', { target }));
  return {
    format,
    path,
    checked: found !== null,
    passed: why === null,
    maxAbsDifference: largest(layers.map(({ maxAbs }) => maxAbs)),
    maxRelDifference: largest(layers.map(({ relative }) => relative)),
    firstDivergingLayer: first?.layer ?? trouble?.where.node ?? null,
    bound: PARITY_BOUND,
    verifiedWith: found?.verifiedWith ?? [],
    examples: countOf(examples),
    inputs,
    weights: trained ? 'exported' : 'randomised',
    layers,
    problem: why,
  };
}

function weightDiffers({ graph, format, path }: ParityRequest, weight: string): Problem {
  const node = graph.nodes.find(({ weights }) => weights.some(({ name }) => name === weight))!.path;
  const args = { target: FORMAT_TITLES[format], weight, file: path };
  return problem('parity/weights-differ', args, { node, file: path });
}

function diverging(graph: IrGraph, target: string, { layer, relative, finite }: LayerDifference): Problem {
  const node = graph.nodes.find(({ path }) => layer === path || layer.startsWith(`${path}:`))?.path;
  const where = node === undefined ? {} : { node };
  if (!finite) return problem('parity/not-finite', { layer }, where);
  const difference = Number(relative.toPrecision(3));
  return problem('parity/failed', { target, layer, difference, bound: PARITY_BOUND }, where);
}

/** The largest, or null for none and for what JSON cannot tell. */
function largest(values: readonly number[]): number | null {
  const most = values.reduce((max, value) => Math.max(max, value), 0);
  return values.length > 0 && Number.isFinite(most) ? most : null;
}
