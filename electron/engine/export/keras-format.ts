import fs from 'node:fs';
import type { IrGraph } from '../../../shared/ir/ir';
import { elements } from '../../../shared/ir/shape';
import { problem } from '../../../shared/problems/problem';
import { success, type Result } from '../../../shared/problems/result';
import { kerasTensor, toKeras, type KerasExport } from '../../../shared/targets/keras';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';
import { writeFlushed } from '../files/atomic';
import { reading, writing } from '../files/errno';
import type { CheckSetting, Comparison, PreparedExport } from './format';
import { decodeKerasFile, encodeKerasFile } from './keras-file';
import { PeerSubject } from './peer-subject';
import { comparedValues, compareSubjects, feedName, LOGITS, PROBABILITIES } from './subject';

const TARGET = 'Keras';

/** As much as the HDF5 library, which is WebAssembly, can hold. */
const LIMIT = 2 ** 31 - 2 ** 24;

/**
 * A network as a `.keras` file.
 * @returns the export, or the problem of a node that Keras cannot express, `graph/no-output` or `target/too-large`
 */
export function prepareKeras(graph: IrGraph, name: string): Result<PreparedExport> {
  const model = toKeras(graph, name);
  if (!model.ok) return model;
  const bytes = model.value.variables.reduce((sum, { shape }) => sum + elements(shape) * 4, 0);
  if (bytes > LIMIT) {
    return { ok: false, problem: problem('target/too-large', { target: TARGET, bytes, limit: LIMIT }) };
  }
  return success({
    write: async (path, weights) => {
      const contents = await encodeKerasFile(model.value, weights);
      writing(path, () => writeFlushed(path, contents));
    },
    verifyWeights: (path, weights) => verifyWeights(model.value, path, weights),
    compare: (path, _, setting) => compare(graph, model.value, path, setting),
  });
}

async function verifyWeights(
  model: KerasExport,
  path: string,
  weights: NamedTensors,
): Promise<string | null> {
  const bytes = reading(path, () => fs.readFileSync(path));
  // A file that its own libraries cannot read holds no weight at all.
  const tensors = await decodeKerasFile(bytes).then(
    (file) => file.tensors,
    (): NamedTensors => new Map(),
  );
  const wrong = model.variables.find(
    (variable) => !sameBits(kerasTensor(variable, weights), tensors.get(variable.path)),
  );
  return wrong?.weight ?? null;
}

/** Equal shapes and bits: a NaN equals itself, 0 differs from -0. */
function sameBits(a: HostTensor, b: HostTensor | undefined): boolean {
  if (!b || a.shape.join() !== b.shape.join()) return false;
  const bytes = ({ data }: HostTensor) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return bytes(a).equals(bytes(b));
}

async function compare(
  graph: IrGraph,
  model: KerasExport,
  path: string,
  { reference, examples, count, peer, scratch, onChunk }: CheckSetting,
): Promise<Result<Comparison | null>> {
  if (!peer) return success(null);
  const layers = new Map(model.values.map(({ value, layer }) => [value, layer]));
  const inputs = new Map(graph.inputs.map(({ node }, index) => [feedName(node, index), layers.get(node)!]));
  const names = new Map([...layers, [LOGITS, model.outputs[0]!.logits]]);
  const asked = {
    target: TARGET,
    op: 'keras',
    model: path,
    names,
    inputs,
    probabilities: 'output:0',
  } as const;
  const subject = new PeerSubject(peer, asked, examples, scratch);
  const values = comparedValues(graph).filter(({ name }) => names.has(name) || name === PROBABILITIES);
  await onChunk(0, count);
  const compared = await compareSubjects(reference, subject, values, count, (done) => onChunk(done, count));
  if (!compared.ok) return compared;
  return success({ layers: compared.value, verifiedWith: [`Keras ${subject.version ?? ''}`] });
}
