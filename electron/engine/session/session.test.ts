import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InlayDocument } from '../../../shared/document/types';
import type { RunEvent } from '../../../shared/protocol/events';
import type { Recipe } from '../../../shared/recipe/types';
import { openDataset } from '../data/open-dataset';
import { loadTf } from '../load-tf';
import { Checkpoints } from '../runs/checkpoint';
import { readMetrics } from '../runs/run-directory';
import { tinyDocument, tinyRecipe, writeTinyData } from '../testing/tiny';
import type { TfRuntime } from '../tf-runtime';
import { RunControl } from './control';
import type { Outcome } from './network';
import { evaluateRun, resume, train, type RunData, type TrainOptions } from './run-session';
import type { RunOutcome, SessionWorld } from './session';

let folder: string;
let data: RunData;
let runtime: TfRuntime;
/** A run from beginning to end, to compare with. */
let whole: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-session-'));
  const source = writeTinyData(path.join(folder, 'tiny'));
  const opened = await openDataset(source);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  data = { dataset: opened.value, source, limit: null };
  runtime = loadTf();
  whole = (await finish('whole', {})).run;
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => path.join(folder, ...names);

/** A world that keeps what it hears, and lets a test act on it. */
function world(act: (event: RunEvent, world: Heard) => void = () => undefined): Heard {
  const abort = new AbortController();
  const heard: Heard = {
    events: [],
    abort,
    clock: () => performance.timeOrigin + performance.now(),
    signal: abort.signal,
    control: new RunControl(),
    sink: (event) => {
      heard.events.push(event);
      act(event, heard);
    },
  };
  return heard;
}

interface Heard extends SessionWorld {
  readonly events: RunEvent[];
  readonly abort: AbortController;
}

interface Changes extends Partial<Pick<TrainOptions, 'steps' | 'checkpointEvery'>> {
  readonly recipe?: Partial<Recipe>;
  readonly document?: InlayDocument;
}

function start(name: string, changes: Changes, heard: Heard): Promise<Outcome<RunOutcome>> {
  const recipe = { ...tinyRecipe, ...changes.recipe };
  const { document = tinyDocument(), steps, checkpointEvery } = changes;
  return train({ ...heard, runtime, document, recipe, data, directory: at(name), steps, checkpointEvery });
}

async function finish(name: string, changes: Changes): Promise<RunOutcome> {
  const outcome = await start(name, changes, world());
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const metrics = (run: string): string => fs.readFileSync(path.join(run, 'metrics.jsonl'), 'utf8');

/** A hash over the weights and slots of a run's last checkpoint. */
function weights(run: string): string {
  const last = new Checkpoints(run).load('last');
  if (!last.ok) throw new Error(JSON.stringify(last.problem));
  const hash = createHash('sha256');
  for (const name of ['weights.safetensors', 'slots.safetensors']) {
    hash.update(fs.readFileSync(path.join(run, 'checkpoint', last.value.folder, name)));
  }
  return hash.digest('hex');
}

function expectSame(run: string): void {
  expect(metrics(run)).toBe(metrics(whole));
  expect(weights(run)).toBe(weights(whole));
}

describe('training', () => {
  it('learns, and tells the run from beginning to end', async () => {
    const heard = world();
    await start('told', {}, heard);
    const types = heard.events.filter(({ type }) => type !== 'timing' && type !== 'checkpoint');
    const tale = types.map((event) => (event.type === 'phase' ? event.phase : event.type));
    // 70 images, 14 of them held out, 16 a batch: 4 steps an epoch.
    const epoch = ['training', 'step', 'step', 'step', 'step', 'validating', 'epoch'];
    expect(tale).toEqual([
      'preparing',
      'started',
      ...epoch,
      ...epoch,
      ...epoch,
      'testing',
      'finished',
      'finished',
    ]);
    const last = heard.events[heard.events.length - 1]!;
    if (last.type !== 'finished') throw new Error();
    expect(last.run).toBe(at('told'));
    expect(last.testAccuracy).toBeGreaterThan(0.8);
    expect(last.testAccuracy! * 23).toBeCloseTo(Math.round(last.testAccuracy! * 23), 10);
  });

  it('repeats byte for byte under the same seed, and not under another', async () => {
    const again = await finish('again', {});
    expectSame(again.run);
    const other = await finish('other', { recipe: { seed: 2 } });
    expect(metrics(other.run)).not.toBe(metrics(whole));
  });

  it('does not depend on when checkpoints are written', async () => {
    const often = await finish('often', { checkpointEvery: 1 });
    expectSame(often.run);
  });

  it('writes losses as the shortest decimals of their float32', () => {
    for (const line of readMetrics(whole)) {
      if (line.type !== 'step') continue;
      expect(String(line.loss).replace(/\D/g, '').length).toBeLessThanOrEqual(11);
      expect(Math.fround(Number(Math.fround(line.loss).toPrecision(9)))).toBe(Math.fround(line.loss));
    }
  });

  it('leaves no tensor behind', async () => {
    const before = runtime.tensorCount();
    await finish('tensors', { recipe: { epochs: 1 } });
    expect(runtime.tensorCount()).toBe(before);
  });

  it('finishes after so many steps, an epoch they complete included', async () => {
    const six = await finish('six', { steps: 6 });
    expect(six).toMatchObject({ phase: 'finished', step: 6 });
    const lines = readMetrics(six.run).map(({ type }) => type);
    expect(lines).toEqual(['step', 'step', 'step', 'step', 'epoch', 'step', 'step', 'finished']);
    const eight = await finish('eight', { steps: 8 });
    expect(readMetrics(eight.run).filter(({ type }) => type === 'epoch')).toHaveLength(2);
  });

  it('trains without a held-out part and without a test set', async () => {
    const dataset = { ...data.dataset, test: null };
    const outcome = await train({
      ...world(),
      runtime,
      document: tinyDocument(),
      recipe: { ...tinyRecipe, validation: 0, epochs: 1 },
      data: { ...data, dataset },
      directory: at('bare'),
    });
    expect(outcome).toMatchObject({ ok: true, value: { testAccuracy: null, step: 5 } });
    expect(readMetrics(at('bare'))[5]).toMatchObject({ type: 'epoch', valLoss: null, valAccuracy: null });
  });

  it('stops early, and keeps the best apart from the last', async () => {
    const early = await finish('early', {
      recipe: { earlyStopping: 2, epochs: 50, learningRate: 0.5, seed: 3 },
    });
    const epochs = readMetrics(early.run).flatMap((line) => (line.type === 'epoch' ? [line] : []));
    expect(epochs.length).toBeLessThan(50);
    const losses = epochs.map(({ valLoss }) => valLoss!);
    const best = losses.indexOf(Math.min(...losses));
    expect(epochs.length - 1 - best).toBe(2);
    expect(new Checkpoints(early.run).load('best')).toMatchObject({
      ok: true,
      value: { state: { epoch: best + 1 } },
    });
    expect(new Checkpoints(early.run).load('last')).toMatchObject({
      value: { state: { epoch: epochs.length } },
    });
    const before = metrics(early.run);
    const heard = world();
    await resume({ ...heard, runtime, directory: early.run });
    expect(heard.events.some(({ type }) => type === 'step')).toBe(false);
    expect(metrics(early.run)).toBe(before);
  });
});

describe('stopping and going on', () => {
  it.each([1, 4, 5, 11, 12])(
    'after step %i: one step later at most, then as if never stopped',
    async (stopAt) => {
      const name = `stop-${stopAt}`;
      const stopped = await start(
        name,
        {},
        world((event, { abort }) => {
          if (event.type === 'step' && event.step === stopAt) abort.abort();
        }),
      );
      expect(stopped).toMatchObject({ ok: true, value: { phase: 'stopped', step: stopAt } });
      const heard = world();
      const resumed = await resume({ ...heard, runtime, directory: at(name) });
      expect(resumed).toMatchObject({ ok: true, value: { phase: 'finished' } });
      expect(heard.events).toContainEqual(expect.objectContaining({ type: 'started', resumedFrom: stopAt }));
      expect(heard.events.some(({ type }) => type === 'problem')).toBe(false);
      expectSame(at(name));
    },
  );

  it.each(['validating', 'testing', 'preparing'] as const)('while %s', async (phase) => {
    const name = `stop-${phase}`;
    const heard = world((event, { abort }) => {
      if (event.type === 'phase' && event.phase === phase) abort.abort();
    });
    expect(await start(name, { checkpointEvery: 3 }, heard)).toMatchObject({ value: { phase: 'stopped' } });
    // Twice in the same place: two checkpoints of one step.
    const again = world((event, { abort }) => {
      if (event.type === 'phase' && event.phase === phase) abort.abort();
    });
    expect(await resume({ ...again, runtime, directory: at(name) })).toMatchObject({
      value: { phase: 'stopped' },
    });
    await resume({ ...world(), runtime, directory: at(name) });
    expectSame(at(name));
  });

  it('a finished run is tested again and stays as it was', async () => {
    const run = (await finish('finished', {})).run;
    expect(await resume({ ...world(), runtime, directory: run })).toMatchObject({
      value: { phase: 'finished' },
    });
    expectSame(run);
  });

  it('pauses before the next step, saves, and goes on', async () => {
    let stepsWhilePaused = 0;
    const heard = world((event, { control }) => {
      if (event.type === 'step' && event.step === 6) {
        control.pause();
        setTimeout(() => control.resume(), 60);
      } else if (event.type === 'step' && control.paused) stepsWhilePaused += 1;
    });
    await start('paused', {}, heard);
    expect(stepsWhilePaused).toBe(0);
    const phases = heard.events.flatMap((event) => (event.type === 'phase' ? [event.phase] : []));
    expect(phases.slice(0, 7)).toEqual([
      'preparing',
      'training',
      'validating',
      'training',
      'paused',
      'training',
      'validating',
    ]);
    expect(heard.events).toContainEqual({ type: 'checkpoint', step: 6, which: 'last' });
    expectSame(at('paused'));
  });

  it('stops while it is paused', async () => {
    const heard = world((event, { control, abort }) => {
      if (event.type === 'step' && event.step === 2) control.pause();
      if (event.type === 'phase' && event.phase === 'paused') setTimeout(() => abort.abort(), 10);
    });
    expect(await start('stop-paused', {}, heard)).toMatchObject({ value: { phase: 'stopped', step: 2 } });
  });

  it('says what keeps it from going on bit for bit, and goes on', async () => {
    const run = (await finish('threads', { steps: 2 })).run;
    edit(run, (record) => {
      record.threads.intraOp += 1;
      record.versions.library = '0123';
    });
    const heard = world();
    expect((await resume({ ...heard, runtime, directory: run })).ok).toBe(true);
    expect(heard.events.flatMap((event) => (event.type === 'problem' ? [event.problem.code] : []))).toEqual([
      'run/threads-differ',
      'run/library-differs',
    ]);
  });
});

describe('what cannot go on', () => {
  const codes = (outcome: Outcome<unknown>): string[] =>
    outcome.ok ? [] : outcome.problems.map(({ code }) => code);

  it('a loss that is no number; the last good checkpoint stays', async () => {
    const heard = world();
    const outcome = await start(
      'diverged',
      { recipe: { learningRate: 1000, warmupSteps: 0 }, checkpointEvery: 1 },
      heard,
    );
    expect(codes(outcome)).toEqual(['run/diverged']);
    expect(heard.events[heard.events.length - 1]).toEqual({ type: 'phase', phase: 'failed' });
    const last = new Checkpoints(at('diverged')).load('last');
    if (!last.ok || outcome.ok) throw new Error();
    expect(last.value.state.step).toBeGreaterThan(2);
    expect(outcome.problems[0]!.args).toEqual({ step: last.value.state.step + 1 });
    for (const { data: values } of last.value.weights.values()) {
      expect(values.every(Number.isFinite)).toBe(true);
    }
    expect(metrics(at('diverged'))).not.toContain('null');
    expect(fs.existsSync(at('diverged', 'lock.json'))).toBe(false);
  });

  it('a recipe beyond what recipes may say, before anything is written', async () => {
    const outcome = await start('beyond', { recipe: { batch: 100_000 } }, world());
    expect(outcome).toMatchObject({
      problems: [{ code: 'document/invalid-value', where: { path: 'recipe.batch' } }],
    });
    expect(fs.existsSync(at('beyond'))).toBe(false);
  });

  it('a network that does not fit the data, before anything is written', async () => {
    const document = tinyDocument();
    const nodes = document.nodes.map((node) =>
      node.id === 'dense'
        ? { ...node, params: { ...node.params, units: 4 } }
        : node.id === 'input'
          ? { ...node, params: { ...node.params, width: 9 } }
          : node,
    );
    const wide = { ...document, nodes };
    expect(codes(await start('misfit', { document: wide }, world()))).toEqual(['data/shape-mismatch']);
    const four = {
      ...document,
      nodes: nodes.map((node) => (node.id === 'input' ? document.nodes[0]! : node)),
    };
    expect(codes(await start('misfit', { document: four }, world()))).toEqual(['data/class-mismatch']);
    const cut = { ...document, edges: document.edges.slice(1) };
    expect(codes(await start('misfit', { document: cut }, world())).length).toBeGreaterThan(0);
    expect(fs.existsSync(at('misfit'))).toBe(false);
  });

  it('a run whose graph or data has changed since', async () => {
    const run = (await finish('changed', { steps: 1 })).run;
    const record = fs.readFileSync(path.join(run, 'run.json'), 'utf8');
    edit(run, (changed) => (changed.document = changed.document.replace('"filters": 4', '"filters": 5')));
    expect(codes(await resume({ ...world(), runtime, directory: run }))).toEqual(['run/graph-changed']);
    fs.writeFileSync(path.join(run, 'run.json'), record);
    edit(run, (changed) => (changed.data.hash = 'other'));
    expect(codes(await resume({ ...world(), runtime, directory: run }))).toEqual(['data/changed']);
    fs.writeFileSync(path.join(run, 'run.json'), record);
    edit(run, (changed) => (changed.data.source = at('gone')));
    expect(codes(await resume({ ...world(), runtime, directory: run }))).toEqual(['data/not-found']);
    expect(codes(await resume({ ...world(), runtime, directory: folder }))).toEqual(['run/not-a-run']);
  });

  it('a folder that is taken', async () => {
    expect(codes(await start('whole', {}, world()))).toEqual(['run/exists']);
    expect(metrics(whole)).toContain('finished');
  });
});

describe('evaluating a run', () => {
  it('gives what the run itself told, of the last and of the best', async () => {
    const found = await evaluateRun({ runtime, directory: whole });
    const finished = [...readMetrics(whole)].pop();
    expect(finished).toMatchObject({ type: 'finished' });
    if (!found.ok || finished?.type !== 'finished') throw new Error();
    expect(found.value).toEqual({ loss: finished.testLoss, accuracy: finished.testAccuracy, images: 23 });
    const best = await evaluateRun({ runtime, directory: whole, which: 'best', part: 'validation' });
    const losses = readMetrics(whole).flatMap((line) => (line.type === 'epoch' ? [line.valLoss!] : []));
    expect(best.ok && best.value!.loss).toBe(Math.min(...losses));
  });

  it('takes another data set that fits, and says when there is none to test on', async () => {
    const dataset = { ...data.dataset, test: data.dataset.train };
    const found = await evaluateRun({ runtime, directory: whole, dataset });
    expect(found).toMatchObject({ ok: true, value: { images: 70 } });
    const bare = await evaluateRun({ runtime, directory: whole, dataset: { ...dataset, test: null } });
    expect(bare).toMatchObject({ ok: false, problems: [{ code: 'data/no-test-set' }] });
  });
});

interface Editable {
  threads: { intraOp: number };
  versions: { library: string };
  document: string;
  data: { hash: string; source: string };
}

function edit(run: string, change: (record: Editable) => void): void {
  const file = path.join(run, 'run.json');
  const record = JSON.parse(fs.readFileSync(file, 'utf8')) as Editable;
  change(record);
  fs.writeFileSync(file, JSON.stringify(record));
}
