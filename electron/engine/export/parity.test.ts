import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IrGraph } from '../../../shared/ir/ir';
import { defaultRecipe } from '../../../shared/recipe/defaults';
import { compile } from '../../../shared/targets/tensorflow/compile';
import { transpose } from '../../../shared/weights/layout';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';
import { openDataset } from '../data/open-dataset';
import { prepareExamples, settlePreprocessing } from '../data/preprocess';
import { peerPython } from '../../provision/index.mjs';
import { Sketch } from '../../proofs/sketch';
import { loadTf } from '../load-tf';
import type { TfRuntime } from '../tf-runtime';
import type { PreparedExport } from './format';
import { prepareKeras } from './keras-format';
import { exportWithParity, type ParityRequest } from './parity';
import { PythonPeer } from './peer';
import { randomised } from './randomise';
import { EXPORT_FORMATS, type ExportFormat } from '../../../shared/protocol/parity-report';
import { prepareSavedModel } from './saved-model-format';

let folder: string;
let peer: PythonPeer;
let runtime: TfRuntime;
let examples: NamedTensors;
let count = 0;

/** A small NIN: everything that its exports are made of. */
function network(bias = true): IrGraph {
  const net = new Sketch();
  const relu = { fn: 'relu', slope: 0 } as const;
  const images = net.input([28, 28, 1]);
  const conv1 = net.conv('mlp1/conv1', images, 8, [5, 5], { padding: [2, 2, 2, 2] });
  const relu1 = net.one('activation', 'mlp1/relu1', relu, [conv1]);
  const conv2 = net.conv('mlp1/conv2', relu1, 8, [1, 1]);
  const relu2 = net.one('activation', 'mlp1/relu2', relu, [conv2]);
  const window = { kernel: [3, 3], stride: [2, 2], padding: [0, 0, 0, 0], ceil: true } as const;
  const pool = net.one('max-pool', 'pool1', window, [relu2]);
  const drop = net.one('dropout', 'drop1', { rate: 0.5, spatial: false }, [pool]);
  const conv3 = net.conv('mlp2/conv1', drop, 12, [5, 5], { padding: [2, 2, 2, 2], bias });
  const norm = { scale: true, centre: true, epsilon: 1e-3, momentum: 0.9 };
  const norm1 = net.one('batch-norm', 'mlp2/norm', norm, [conv3]);
  const relu3 = net.one('activation', 'mlp2/relu1', relu, [norm1]);
  const conv4 = net.conv('mlp2/conv2', relu3, 10, [1, 1]);
  const mean = net.one('global-mean', 'gap', { keepDims: false }, [conv4]);
  net.loss('out', net.one('dense', 'fc', { units: 10, bias: true }, [mean]));
  return net.graph();
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-parity-'));
  peer = new PythonPeer(peerPython('keras')!);
  runtime = loadTf();
  const mnist = await openDataset('mnist', { limit: 100 });
  if (!mnist.ok) throw new Error(mnist.problem.code);
  const { test, train, shape } = mnist.value;
  const preprocessing = settlePreprocessing({ kind: 'standardise' }, train, shape);
  const chosen = Array.from({ length: 32 }, (_, index) => index);
  const { images } = prepareExamples(test!, shape, preprocessing, chosen);
  examples = new Map([['images', { dtype: 'float32', shape: [32, ...shape], data: images }]]);
});

beforeEach(() => {
  count += 1;
});

afterAll(() => {
  peer.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function prepare(format: ExportFormat, graph: IrGraph): PreparedExport {
  const result =
    format === 'keras' ? prepareKeras(graph, 'nin') : prepareSavedModel(graph, randomised(graph));
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

/** Exports the network with random weights, as if trained, with this export of it and these differences. */
function run(format: ExportFormat, prepared: PreparedExport, changes: Partial<ParityRequest> = {}) {
  const graph = network();
  const compiled = compile(graph, defaultRecipe());
  if (!compiled.ok) throw new Error(compiled.problem.code);
  const file = path.join(folder, format === 'keras' ? `${count}.keras` : `${count}`);
  const setting = { examples, inputs: 'data', runtime, peer, scratch: folder } as const;
  const subject = { graph, compiled: compiled.value, format, prepared, file, path: file };
  return exportWithParity({ ...subject, ...setting, weights: randomised(graph), trained: true, ...changes });
}

/** An exporter that writes other weights than it is given, and so does not notice when it reads them back. */
function writing(prepared: PreparedExport, change: (weights: NamedTensors) => NamedTensors): PreparedExport {
  return {
    write: (file, weights) => prepared.write(file, change(weights)),
    verifyWeights: () => Promise.resolve(null),
    compare: (file, weights, setting) => prepared.compare(file, weights, setting),
  };
}

/** One weight differs, by a tenth of itself. */
function perturbed(weights: NamedTensors, name: string): NamedTensors {
  const tensor = weights.get(name)!;
  const data = Float32Array.from(tensor.data);
  const middle = Math.floor(data.length / 2);
  data[middle]! *= 1.1;
  return new Map(weights).set(name, { dtype: 'float32', shape: tensor.shape, data });
}

/** Rows and columns of a square kernel are exchanged. */
function swapped(weights: NamedTensors, name: string): NamedTensors {
  const kernel: HostTensor = transpose(weights.get(name)!, [1, 0, 2, 3]);
  return new Map(weights).set(name, kernel);
}

describe.each(EXPORT_FORMATS)('the parity check of %s', (format) => {
  it('passes an export that is right, on real images, layer by layer', async () => {
    const report = await run(format, prepare(format, network()));
    expect(report).toMatchObject({ checked: true, passed: true, problem: null, firstDivergingLayer: null });
    expect(report).toMatchObject({ examples: 32, inputs: 'data', weights: 'exported' });
    const layers = network()
      .nodes.filter(({ op }) => op !== 'cross-entropy')
      .map((node) => node.path);
    expect(report.layers.map(({ layer }) => layer)).toEqual([
      ...layers,
      'predict:logits',
      'predict:probabilities',
    ]);
    expect(report.maxRelDifference).toBeLessThan(2e-5);
    expect(report.verifiedWith).toHaveLength(format === 'keras' ? 1 : 2);
  });

  it.each(['mlp1/conv1/kernel', 'mlp2/conv1/kernel', 'mlp2/norm/variance', 'fc/bias'])(
    'fails one perturbed weight, %s, by the outputs alone',
    async (name) => {
      const report = await run(
        format,
        writing(prepare(format, network()), (weights) => perturbed(weights, name)),
      );
      const layer = name.slice(0, name.lastIndexOf('/'));
      expect(report).toMatchObject({ checked: true, passed: false, firstDivergingLayer: layer });
      expect(report.problem).toMatchObject({
        code: 'parity/failed',
        args: { layer },
        where: { node: layer },
      });
    },
  );

  it('fails one perturbed weight by its bytes', async () => {
    const right = prepare(format, network());
    const write: PreparedExport['write'] = (file, weights) =>
      right.write(file, perturbed(weights, 'mlp2/conv1/kernel'));
    const report = await run(format, { ...right, write });
    expect(report).toMatchObject({ passed: false, firstDivergingLayer: 'mlp2/conv1' });
    expect(report.problem).toMatchObject({
      code: 'parity/weights-differ',
      args: { weight: 'mlp2/conv1/kernel' },
    });
  });

  it.each(['mlp1/conv1', 'mlp2/conv1'])('fails a swapped axis in %s', async (layer) => {
    const report = await run(
      format,
      writing(prepare(format, network()), (weights) => swapped(weights, `${layer}/kernel`)),
    );
    expect(report).toMatchObject({ checked: true, passed: false, firstDivergingLayer: layer });
  });

  it('fails a dropped bias', async () => {
    const report = await run(format, prepare(format, network(false)));
    expect(report).toMatchObject({
      checked: true,
      passed: false,
      firstDivergingLayer: 'mlp2/conv1',
      problem: { code: 'parity/failed' },
    });
  });

  it('compares a fresh network with random weights, and keeps its own in the file', async () => {
    const graph = network();
    const zeros = new Map(
      [...randomised(graph)].map(([name, { shape, data }]): [string, HostTensor] => [
        name,
        { dtype: 'float32', shape, data: new Float32Array(data.length) },
      ]),
    );
    const report = await run(format, prepare(format, graph), { weights: zeros, trained: false });
    expect(report).toMatchObject({ passed: true, weights: 'randomised' });
    expect(await prepare(format, graph).verifyWeights(report.path, zeros)).toBeNull();
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('twin'))).toEqual([]);
    // All zeros, a dropped bias would show nowhere but for the random values.
    const dropped = { weights: zeros, trained: false, file: `${report.path}-dropped.keras` };
    const failed = await run(format, prepare(format, network(false)), dropped);
    expect(failed).toMatchObject({ passed: false, firstDivergingLayer: 'mlp2/conv1' });
  });

  it('says so when the network itself gives no numbers', async () => {
    const graph = network();
    const weights = new Map(randomised(graph));
    const { shape, data } = weights.get('mlp1/conv2/bias')!;
    weights.set('mlp1/conv2/bias', {
      dtype: 'float32',
      shape,
      data: new Float32Array(data.length).fill(NaN),
    });
    const report = await run(format, prepare(format, graph), { weights });
    expect(report).toMatchObject({
      passed: false,
      maxRelDifference: null,
      problem: { code: 'parity/not-finite', args: { layer: 'mlp1/conv2' } },
    });
  });
});

describe('random weights', () => {
  it('make the outputs depend on the image, as those of a fresh network may not', () => {
    const graph = network();
    const compiled = compile(graph, defaultRecipe());
    if (!compiled.ok) throw new Error(compiled.problem.code);
    const model = runtime.load(compiled.value);
    model.run('init', Object.fromEntries(randomised(graph)), ['done']);
    const logits = model.run('predict', { images: examples.get('images')! }).get('logits')!.data;
    model.dispose();
    const first = Array.from({ length: 32 }, (_, image) => logits[image * 10]!);
    const mean = first.reduce((sum, value) => sum + value, 0) / 32;
    const deviation = Math.sqrt(first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 32);
    expect(deviation).toBeGreaterThan(0.02);
  });
});

describe('without a Python peer', () => {
  it('writes the .keras file and claims nothing', async () => {
    const report = await run('keras', prepare('keras', network()), { peer: null });
    expect(fs.existsSync(report.path)).toBe(true);
    expect(report).toMatchObject({
      checked: false,
      passed: false,
      maxAbsDifference: null,
      verifiedWith: [],
      problem: { code: 'target/no-peer' },
    });
  });

  it('checks the SavedModel with our own TensorFlow', async () => {
    const report = await run('savedmodel', prepare('savedmodel', network()), { peer: null });
    expect(report).toMatchObject({ checked: true, passed: true });
    expect(report.verifiedWith).toEqual([`TensorFlow ${runtime.version}`]);
    const wrong = writing(prepare('savedmodel', network()), (weights) =>
      perturbed(weights, 'mlp2/conv1/kernel'),
    );
    const file = `${report.path}-wrong`;
    expect(await run('savedmodel', wrong, { peer: null, file })).toMatchObject({
      checked: true,
      passed: false,
      firstDivergingLayer: 'mlp2/conv1',
    });
  });
});

describe('a damaged export', () => {
  it('is a problem that names the file, not a crash', async () => {
    const right = prepare('keras', network());
    const broken: PreparedExport = {
      ...right,
      write: (file) => {
        fs.writeFileSync(file, 'not a zip');
        return Promise.resolve();
      },
      verifyWeights: () => Promise.resolve(null),
    };
    const report = await run('keras', broken);
    expect(report).toMatchObject({ checked: false, passed: false, problem: { code: 'target/peer-failed' } });
  });
});
