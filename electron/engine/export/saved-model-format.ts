import { fromBinary } from '@bufbuild/protobuf';
import fs from 'node:fs';
import path from 'node:path';
import type { IrGraph } from '../../../shared/ir/ir';
import { ProblemSignal } from '../../../shared/problems/problem';
import { success, type Result } from '../../../shared/problems/result';
import { forVerification, freeze, type FrozenModel } from '../../../shared/targets/saved-model';
import type { LayerDifference } from '../../../shared/protocol/parity-report';
import { SavedModelSchema } from '../../../shared/targets/tensorflow/proto/tensorflow_pb';
import type { NamedTensors } from '../../../shared/weights/tensor';
import { writeFlushed } from '../files/atomic';
import { reading, writing } from '../files/errno';
import type { CheckSetting, Comparison, PreparedExport } from './format';
import { PeerSubject } from './peer-subject';
import {
  comparedValues,
  compareSubjects,
  LOGITS,
  PROBABILITIES,
  type ComparedValue,
  type Subject,
} from './subject';
import { ServedSubject, TfSubject } from './tf-subject';

const TARGET = 'SavedModel';

const GRAPH = 'saved_model.pb';

/**
 * A network as a frozen SavedModel folder.
 * @param weights any: they are frozen once here to find problems before anything is written
 * @returns the export, or `graph/no-output` or `target/too-large`
 */
export function prepareSavedModel(graph: IrGraph, weights: NamedTensors): Result<PreparedExport> {
  const first = freeze(graph, weights);
  if (!first.ok) return first;
  let last = { weights, model: first.value };
  const frozen = (values: NamedTensors): FrozenModel => {
    if (last.weights !== values) last = { weights: values, model: refrozen(graph, values) };
    return last.model;
  };
  return success({
    write: (folder, values) => later(() => write(folder, frozen(values))),
    verifyWeights: (folder, values) => later(() => verifyWeights(folder, frozen(values), values)),
    compare: (folder, values, setting) => compare(graph, folder, frozen(values), setting),
  });
}

/** What blocks, as a promise: what it throws rejects. */
function later<T>(work: () => T): Promise<T> {
  return Promise.resolve().then(work);
}

function refrozen(graph: IrGraph, weights: NamedTensors): FrozenModel {
  const result = freeze(graph, weights);
  if (!result.ok) throw new ProblemSignal(result.problem);
  return result.value;
}

function write(folder: string, { savedModel }: FrozenModel): void {
  writing(folder, () => {
    fs.mkdirSync(folder);
    // Readers look for it, though a frozen model has nothing to put there.
    fs.mkdirSync(path.join(folder, 'variables'));
    writeFlushed(path.join(folder, GRAPH), savedModel);
  });
}

function readGraph(folder: string): Uint8Array {
  const file = path.join(folder, GRAPH);
  return reading(file, () => fs.readFileSync(file));
}

/** The first constant of the written graph that does not hold its weight, bit by bit. */
function verifyWeights(folder: string, model: FrozenModel, weights: NamedTensors): string | null {
  const nodes = fromBinary(SavedModelSchema, readGraph(folder)).metaGraphs[0]?.graphDef?.node ?? [];
  const byName = new Map(nodes.map((node) => [node.name, node]));
  for (const [weight, constant] of model.constants) {
    const value = byName.get(constant)?.attr['value']?.value;
    const written = value?.case === 'tensor' ? value.value.tensorContent : new Uint8Array();
    const { buffer, byteOffset, byteLength } = weights.get(weight)!.data;
    if (!Buffer.from(buffer, byteOffset, byteLength).equals(written)) {
      return weight;
    }
  }
  return null;
}

/** In our own TensorFlow through both doors, and in TensorFlow for Python where that is installed. */
async function compare(
  graph: IrGraph,
  folder: string,
  model: FrozenModel,
  setting: CheckSetting,
): Promise<Result<Comparison>> {
  const { examples, count, runtime, peer, scratch } = setting;
  const every = comparedValues(graph).filter(({ name }) => model.values.has(name) || isEnd(name));
  const servedNames = new Map(model.inputs.map((input) => [input.feed, input.served]));
  const verification = runtime.load(forVerification(readGraph(folder), model));
  const served = runtime.loadFolder(folder);
  try {
    const runs: [Subject, readonly ComparedValue[]][] = [
      [new TfSubject(verification, examples), every],
      [
        new ServedSubject(served, examples, (feed) => servedNames.get(feed)!),
        every.filter(({ name }) => isEnd(name)),
      ],
    ];
    const python = peer && new PeerSubject(peer, peerModel(folder, model), examples, scratch);
    if (python) runs.push([python, every]);
    const found: (readonly LayerDifference[])[] = [];
    await setting.onChunk(0, runs.length * count);
    for (const [index, [subject, values]] of runs.entries()) {
      const onChunk = (done: number) => setting.onChunk(index * count + done, runs.length * count);
      const compared = await compareSubjects(setting.reference, subject, values, count, onChunk);
      if (!compared.ok) return compared;
      found.push(compared.value);
    }
    const verifiedWith = [`TensorFlow ${runtime.version}`];
    if (python) verifiedWith.push(`TensorFlow for Python ${python.version ?? ''}`);
    return success({ layers: merged(every, found.flat()), verifiedWith });
  } finally {
    served.dispose();
    verification.dispose();
  }
}

function isEnd(name: string): boolean {
  return name === LOGITS || name === PROBABILITIES;
}

function peerModel(folder: string, model: FrozenModel) {
  return {
    target: TARGET,
    op: 'saved-model',
    model: folder,
    names: new Map([...model.values, [LOGITS, model.logits]]),
    inputs: new Map(model.inputs.map(({ feed, served }) => [feed, served])),
    feeds: Object.fromEntries(model.inputs.map(({ served, tensor }) => [served, tensor])),
    probabilities: 'serving_default:probabilities',
  } as const;
}

/** The worst of each value over all that ran the export. */
function merged(
  values: readonly ComparedValue[],
  found: readonly LayerDifference[],
): readonly LayerDifference[] {
  return values.map(({ name }) => {
    const all = found.filter(({ layer }) => layer === name);
    return {
      layer: name,
      maxAbs: Math.max(...all.map(({ maxAbs }) => maxAbs)),
      relative: Math.max(...all.map(({ relative }) => relative)),
      finite: all.every(({ finite }) => finite),
    };
  });
}
