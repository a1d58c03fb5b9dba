import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InlayDocument } from '../../../shared/document/types';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';
import { openDataset } from '../data/open-dataset';
import { settlePreprocessing } from '../data/preprocess';
import { loadTf } from '../load-tf';
import { tinyDocument, tinyRecipe, writeTinyData } from '../testing/tiny';
import type { TfRuntime } from '../tf-runtime';
import { EXPORT_FORMATS } from '../../../shared/protocol/parity-report';
import { exportModel, parseFormats, type ExportRequest } from '.';
import { toIr } from '../../../shared/ir/to-ir';
import { peerPython } from '../../provision/index.mjs';
import { PythonPeer } from './peer';
import { randomised } from './randomise';

let folder: string;
let runtime: TfRuntime;
let data: ExportRequest['data'];
/** One for all tests: it takes seconds to start. */
let peer: PythonPeer;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-export-'));
  runtime = loadTf();
  peer = new PythonPeer(peerPython('keras')!);
  const dataset = await openDataset(writeTinyData(path.join(folder, 'data')));
  if (!dataset.ok) throw new Error(dataset.problem.code);
  const preprocessing = settlePreprocessing(
    { kind: 'standardise' },
    dataset.value.train,
    dataset.value.shape,
  );
  data = { dataset: dataset.value, preprocessing };
});

afterAll(() => {
  peer.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function request(name: string, changes: Partial<ExportRequest> = {}): ExportRequest {
  const out = path.join(folder, name);
  const rest = { recipe: tinyRecipe, weights: null, formats: EXPORT_FORMATS, data, runtime, peer };
  return { document: tinyDocument(), out, ...rest, ...changes };
}

/** Weights as a trained run would bring them. */
function trained(document: InlayDocument): NamedTensors {
  const graph = toIr(document, tinyRecipe);
  if (!graph.ok) throw new Error('no graph');
  return randomised(graph.value);
}

async function reportsOf(asked: ExportRequest) {
  const result = await exportModel(asked);
  if (!result.ok) throw new Error(result.problems.map(({ code }) => code).join());
  return result.value;
}

describe('exportModel', () => {
  it('exports a trained network in every format, checked on the data', async () => {
    const progress: string[] = [];
    const document = tinyDocument();
    const asked = request('trained', {
      weights: trained(document),
      onProgress: ({ format, done, total }) => progress.push(`${format} ${done}/${total}`),
    });
    const reports = await reportsOf(asked);
    expect(reports.map(({ format, path: file }) => [format, path.relative(asked.out, file)])).toEqual([
      ['savedmodel', 'savedmodel'],
      ['keras', 'model.keras'],
    ]);
    for (const report of reports) {
      expect(report).toMatchObject({
        checked: true,
        passed: true,
        problem: null,
        examples: 23,
        inputs: 'data',
        weights: 'exported',
      });
    }
    expect(progress).toEqual([
      ...['savedmodel 0/0', 'savedmodel 0/69', 'savedmodel 23/69', 'savedmodel 46/69', 'savedmodel 69/69'],
      ...['keras 0/0', 'keras 0/23', 'keras 23/23'],
    ]);
    expect(fs.readdirSync(asked.out).sort()).toEqual(['export.json', 'model.keras', 'savedmodel']);
  });

  it('records how inputs are prepared, and the report', () => {
    const asked = request('trained');
    const record = JSON.parse(fs.readFileSync(path.join(asked.out, 'export.json'), 'utf8')) as {
      files: Record<string, { preprocessing: unknown; parity: { passed: boolean } }>;
    };
    expect(record.files['model.keras']?.preprocessing).toEqual(data?.preprocessing);
    expect(record.files['model.keras']?.parity.passed).toBe(true);
  });

  it('exports a fresh network without data, twice to the same bytes', async () => {
    const contents: Buffer[][] = [];
    for (let turn = 0; turn < 2; turn++) {
      const asked = request('fresh', { data: null });
      const reports = await reportsOf(asked);
      for (const report of reports) {
        expect(report).toMatchObject({ passed: true, inputs: 'random', weights: 'randomised' });
      }
      const files = ['model.keras', 'savedmodel/saved_model.pb'];
      contents.push(files.map((file) => fs.readFileSync(path.join(asked.out, file))));
    }
    expect(contents[0]!.map((bytes, index) => bytes.equals(contents[1]![index]!))).toEqual([true, true]);
  });

  it('checks what it wrote, not what stood there before', async () => {
    for (const factor of [1, 2]) {
      const weights = new Map(
        [...trained(tinyDocument())].map(([name, { shape, data: values }]): [string, HostTensor] => [
          name,
          { dtype: 'float32', shape, data: Float32Array.from(values, (value) => value * factor) },
        ]),
      );
      const [report] = await reportsOf(request('again', { weights, formats: ['keras'] }));
      expect(report?.problem).toBeNull();
    }
  });

  it('takes away what is stopped, and leaves an earlier export as it was', async () => {
    const asked = request('stopped', { formats: ['savedmodel'] });
    await reportsOf(asked);
    const before = fs.readFileSync(path.join(asked.out, 'export.json'));
    const controller = new AbortController();
    const stopping = exportModel({
      ...request('stopped'),
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(stopping).rejects.toMatchObject({ name: 'AbortError' });
    expect(fs.readdirSync(asked.out).sort()).toEqual(['export.json', 'savedmodel']);
    expect(fs.readFileSync(path.join(asked.out, 'export.json')).equals(before)).toBe(true);
  });

  it('tells all that is wrong with a document, and writes nothing', async () => {
    const document = { ...tinyDocument(), edges: [] };
    const result = await exportModel(request('broken', { document }));
    expect(result.ok).toBe(false);
    expect(fs.existsSync(path.join(folder, 'broken'))).toBe(false);
  });

  it('refuses data of another shape', async () => {
    const { dataset, preprocessing } = data!;
    const wrong = { dataset: { ...dataset, shape: [4, 16, 1] as const }, preprocessing };
    const result = await exportModel(request('shape', { data: wrong }));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'data/shape-mismatch' }] });
  });

  it('writes unchecked where there is no peer', async () => {
    const reports = await reportsOf(request('alone', { peer: null, formats: ['keras'] }));
    expect(reports).toMatchObject([
      { checked: false, passed: false, problem: { code: 'target/no-peer' }, maxRelDifference: null },
    ]);
    expect(fs.readdirSync(path.join(folder, 'alone')).sort()).toEqual(['export.json', 'model.keras']);
  });

  it('says that the peer does not work, with its own words', async () => {
    const python = path.join(folder, 'python');
    fs.writeFileSync(python, '#!/bin/sh\necho "ImportError: libstdc++ is missing" >&2\nexit 1\n', {
      mode: 0o755,
    });
    const ill = new PythonPeer(python);
    const reports = await reportsOf(request('ill', { peer: ill, formats: ['keras'] }));
    expect(reports).toMatchObject([
      { checked: false, passed: false, problem: { code: 'target/peer-failed', args: { target: 'Keras' } } },
    ]);
    expect(JSON.stringify(reports[0]!.problem)).toContain('libstdc++ is missing');
  });

  it('leaves no tensor behind', async () => {
    const before = runtime.tensorCount();
    await reportsOf(request('count', { peer: null }));
    expect(runtime.tensorCount()).toBe(before);
  });
});

describe('parseFormats', () => {
  it('knows the formats, all of them, and no other', () => {
    expect(parseFormats('keras')).toEqual({ ok: true, value: ['keras'] });
    expect(parseFormats('all')).toEqual({ ok: true, value: EXPORT_FORMATS });
    expect(parseFormats('caffe')).toMatchObject({
      ok: false,
      problem: { code: 'target/unknown-format', args: { format: 'caffe', known: EXPORT_FORMATS } },
    });
  });
});
