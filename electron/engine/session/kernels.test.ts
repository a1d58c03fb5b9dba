import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InlayDocument } from '../../../shared/document/types';
import { printDocument } from '../../../shared/document/print';
import type { EngineMessage } from '../../../shared/protocol/contract';
import type { RunEvent } from '../../../shared/protocol/events';
import { openDataset } from '../data/open-dataset';
import { loadTf } from '../load-tf';
import { readRunRecord } from '../runs/record';
import { tinyDocument, tinyRecipe, writeTinyData } from '../testing/tiny';
import { RunControl } from './control';
import { evaluateRun, resume, train, type RunData } from './run-session';
import { Engine, type EnginePort } from './serve';

let folder: string;
let data: RunData;
let kernelsFile: string;
const runtime = loadTf();

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-run-kernels-'));
  kernelsFile = path.join(folder, 'kernels.json');
  const source = writeTinyData(path.join(folder, 'tiny'));
  const opened = await openDataset(source);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  data = { dataset: opened.value, source, limit: null };
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The tiny network, its convolution dilated. */
function dilated(): InlayDocument {
  const document = tinyDocument();
  const nodes = document.nodes.map((node) =>
    node.id === 'conv' ? { ...node, params: { ...node.params, dilation: [2, 2] } } : node,
  );
  return { ...document, nodes };
}

function world() {
  const events: RunEvent[] = [];
  return {
    events,
    clock: () => performance.timeOrigin + performance.now(),
    sink: (event: RunEvent) => void events.push(event),
    signal: new AbortController().signal,
    control: new RunControl(),
  };
}

async function run(name: string, document: InlayDocument, steps: number) {
  const heard = world();
  const directory = path.join(folder, name);
  const given = { ...heard, runtime, document, recipe: tinyRecipe, data, directory, steps, kernelsFile };
  const outcome = await train({ ...given, checkpointEvery: 2 });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return { directory, events: heard.events };
}

function kernelsOf(directory: string): object {
  const record = readRunRecord(directory);
  if (!record.ok) throw new Error(JSON.stringify(record.problem));
  return record.value.kernelChoices;
}

const told = (events: readonly RunEvent[]) => events.filter((event) => event.type === 'kernels');

/** Puts a choice into `run.json`. */
function record(directory: string, choice: string): void {
  const file = path.join(directory, 'run.json');
  const contents = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
  fs.writeFileSync(file, JSON.stringify({ ...contents, kernelChoices: { conv: choice } }));
}

it('a run tells its kernels before it starts, records them, and the next one takes the same', async () => {
  const first = await run('first', dilated(), 2);
  const [event] = told(first.events);
  expect(event).toMatchObject({
    nodes: [{ node: 'conv', candidates: [{ kernel: 'native' }, { kernel: 'dense' }] }],
  });
  expect(first.events.indexOf(event!)).toBeLessThan(first.events.findIndex(({ type }) => type === 'started'));
  const kept = fs.readFileSync(kernelsFile, 'utf8');
  const second = await run('second', dilated(), 2);
  expect(told(second.events)).toEqual([event]);
  expect(fs.readFileSync(kernelsFile, 'utf8')).toBe(kept);
  expect(kernelsOf(second.directory)).toEqual(kernelsOf(first.directory));
  const metrics = [first, second].map(({ directory }) =>
    fs.readFileSync(path.join(directory, 'metrics.jsonl')),
  );
  expect(metrics[0]!.equals(metrics[1]!)).toBe(true);
});

it('a run that goes on keeps its own kernels, whatever is known by then', async () => {
  const { directory } = await run('goes-on', dilated(), 2);
  const loss = async () => {
    const found = await evaluateRun({ runtime, directory });
    return found.ok ? found.value!.loss : NaN;
  };
  const other = Object.values(kernelsOf(directory))[0] === 'native' ? 'dense' : 'native';
  const before = await loss();
  record(directory, other);
  expect(Math.abs((await loss()) - before)).toBeLessThan(1e-5 * before);
  const heard = world();
  const outcome = await resume({ ...heard, runtime, directory, kernelsFile });
  expect(outcome).toMatchObject({ ok: true, value: { phase: 'finished' } });
  expect(told(heard.events)).toMatchObject([{ nodes: [{ node: 'conv', choice: other }] }]);
  expect(kernelsOf(directory)).toEqual({ conv: other });
});

it('a kernel that the node does not have is damage, not a crash', async () => {
  const { directory } = await run('damaged', dilated(), 2);
  record(directory, 'split');
  const problem = { code: 'run/damaged', args: { detail: 'kernelChoices.conv: split' } };
  expect(await resume({ ...world(), runtime, directory })).toMatchObject({ ok: false, problems: [problem] });
  expect(await evaluateRun({ runtime, directory })).toMatchObject({ ok: false, problems: [problem] });
});

it('a network without a choice tells nothing, and runs of before have none', async () => {
  const { directory, events } = await run('plain', tinyDocument(), 2);
  expect(told(events)).toEqual([]);
  expect(kernelsOf(directory)).toEqual({});
});

it('a window that opens later hears the kernels of a run that goes on', async () => {
  const { clock } = world();
  const engine = new Engine({ loadRuntime: () => Promise.resolve(runtime), clock, folder, kernelsFile });
  const later: EngineMessage[] = [];
  const port = (
    hear: (message: EngineMessage) => void,
  ): EnginePort & { send: (message: unknown) => void } => {
    let listener: (message: unknown) => void = () => undefined;
    return {
      postMessage: hear,
      onMessage: (heard) => void (listener = heard),
      onClose: () => undefined,
      send: (message) => listener(message),
    };
  };
  const ended = new Promise<void>((resolve) => {
    const first = port((message) => {
      if (message.type === 'ended') resolve();
      const started = message.type === 'events' && message.events.some(({ type }) => type === 'started');
      if (started) engine.attach(port((heard) => void later.push(heard)));
    });
    engine.attach(first);
    first.send({
      ...{ type: 'train', run: 'r', document: printDocument(dilated()), recipe: null, data: data.source },
      ...{
        limit: null,
        directory: path.join(folder, 'served'),
        epochs: 1,
        steps: 2,
        batch: null,
        seed: null,
      },
      checkpointEvery: null,
    });
  });
  await ended;
  const going = later.find((message) => message.type === 'going');
  expect(going?.events).toMatchObject([
    { type: 'kernels', nodes: [{ node: 'conv' }] },
    { type: 'started' },
    {},
  ]);
});
