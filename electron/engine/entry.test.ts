import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineCommand } from '../../shared/protocol/contract';
import { INITIAL_RUN_STATE, reduceRun } from '../../shared/protocol/run-state';
import {
  addWindow,
  connect,
  disconnectAll,
  trainTiny,
  type Client,
  type TrainCommand,
} from './testing/client';
import { writeTinyData } from './testing/tiny';

let folder: string;
let data: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-engine-'));
  data = writeTinyData(path.join(folder, 'tiny'));
});
afterAll(() => {
  disconnectAll();
  fs.rmSync(folder, { recursive: true, force: true });
});

const engine = (): Client => connect(folder);

const trainCommand = (run: string): TrainCommand => trainTiny(run, data);

describe('the engine over its ports', () => {
  it('trains, pauses, continues, stops, goes on and evaluates; a second window hears it too', async () => {
    const main = engine();
    const window = addWindow(main);

    main.send(trainCommand('r1'));
    expect((await main.until('ready')).tensorflow).toMatch(/^2\./);
    await main.until('events', ({ events }) => events.some(({ type }) => type === 'step'));
    window.send({ type: 'pause', run: 'r1' });
    await main.until('events', ({ events }) =>
      events.some((event) => event.type === 'phase' && event.phase === 'paused'),
    );
    const later = addWindow(main);
    const going = await later.until('going');
    expect([going.run, going.events.map(({ type }) => type)]).toEqual(['r1', ['started', 'phase']]);
    expect(going.events[1]).toMatchObject({ phase: 'paused' });
    const paused = main.events('r1').length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(main.events('r1')).toHaveLength(paused);
    main.send({ type: 'continue', run: 'r1' });
    await main.until('events', () =>
      main.events('r1').some((event) => event.type === 'step' && event.step > 20),
    );
    main.send({ type: 'stop', run: 'r1' });
    const stopped = await main.until('ended');
    expect(stopped).toMatchObject({ run: 'r1', phase: 'stopped', problems: [] });
    expect(path.dirname(stopped.directory!)).toBe(path.join(folder, 'runs'));

    const directory = stopped.directory!;
    main.send({ type: 'resume', run: 'r2', directory });
    expect(await main.until('ended', ({ run }) => run === 'r2')).toMatchObject({
      phase: 'finished',
      directory,
    });
    main.send({ type: 'evaluate', run: 'e1', directory, data: null, which: 'last' });
    const evaluated = await window.until('evaluated');
    const told = main.events('r2').find(({ type }) => type === 'finished');
    expect(evaluated).toMatchObject({ run: 'e1', images: 23, problems: [] });
    expect(told).toMatchObject({ testLoss: evaluated.loss, testAccuracy: evaluated.accuracy });

    await window.until('ended', ({ run }) => run === 'r2');
    expect(window.events('r1')).toEqual(main.events('r1'));
    const latecomer = addWindow(main);
    expect(await latecomer.until('ready')).toEqual(await main.until('ready'));
    const state = [...main.events('r1'), ...main.events('r2')].reduce(reduceRun, INITIAL_RUN_STATE);
    expect(state).toMatchObject({ phase: 'finished', run: directory, epoch: 30, step: 120, problems: [] });
    expect(state.lossCurve.x).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
  });

  it('keeps two runs apart that go on at once', async () => {
    const main = engine();
    main.send({ ...trainCommand('a'), epochs: 2, seed: 1 });
    main.send({ ...trainCommand('b'), epochs: 2, seed: 2 });
    await main.until('ended', ({ run }) => run === 'a');
    await main.until('ended', ({ run }) => run === 'b');
    const losses = (run: string) =>
      main.events(run).flatMap((event) => (event.type === 'step' ? [event.loss] : []));
    expect(losses('a')).toHaveLength(8);
    expect(losses('b')).toHaveLength(8);
    expect(losses('a')).not.toEqual(losses('b'));
    main.send({ ...trainCommand('c'), epochs: 2, seed: 1 });
    await main.until('ended', ({ run }) => run === 'c');
    expect(losses('c')).toEqual(losses('a'));
  });

  it('answers bad messages and commands that cannot be followed', async () => {
    const main = engine();
    main.send(null);
    main.send('train');
    main.send({ type: 'stop', run: 'nobody' });
    await main.until('refused', ({ run }) => run === 'nobody');
    expect(main.messages.map((message) => message.type === 'refused' && message.problem.code)).toEqual([
      'engine/bad-message',
      'engine/bad-message',
      'engine/unknown-run',
    ]);
    const bad: [string, Partial<EngineCommand>, string][] = [
      ['text', { document: '{' }, 'document/not-json'],
      ['recipe', { recipe: 'none' }, 'document/unknown-recipe'],
      ['data', { data: path.join(folder, 'nowhere') }, 'data/not-found'],
      ['directory', { directory: folder }, 'run/exists'],
    ];
    for (const [run, change, code] of bad) {
      main.send({ ...trainCommand(run), ...change } as EngineCommand);
      const ended = await main.until('ended', (message) => message.run === run);
      expect(ended).toMatchObject({ phase: 'failed', problems: [{ code }] });
    }
    main.send({ type: 'resume', run: 'no-run', directory: folder });
    expect(await main.until('ended', ({ run }) => run === 'no-run')).toMatchObject({
      problems: [{ code: 'run/not-a-run' }],
    });
  });

  it('refuses a second run under a name in use', async () => {
    const main = engine();
    main.send(trainCommand('twice'));
    main.send(trainCommand('twice'));
    expect(await main.until('refused')).toMatchObject({
      run: 'twice',
      problem: { code: 'engine/run-active' },
    });
    main.send({ type: 'stop', run: 'twice' });
    await main.until('ended');
  });

  it('forgets a window that is gone', async () => {
    const main = engine();
    const window = addWindow(main);
    main.send({ ...trainCommand('after'), epochs: 1 });
    await window.until('events');
    window.port.close();
    expect(await main.until('ended')).toMatchObject({ phase: 'finished' });
  });

  it('answers questions, to who asked', async () => {
    const main = engine();
    const window = addWindow(main);
    window.send({ type: 'datasets', run: 'd' });
    const { sets } = await window.until('datasets');
    expect(sets.map(({ name, present, shape }) => [name, present, shape])).toEqual([
      ['mnist', true, [28, 28, 1]],
      ['fashion-mnist', true, [28, 28, 1]],
      ['cifar10', true, [32, 32, 3]],
    ]);
    window.send({ type: 'describe-data', run: 'tiny', data });
    const tiny = await window.until('data-described');
    const { samples, ...facts } = tiny;
    expect(facts).toMatchObject({
      name: 'tiny',
      shape: [8, 8, 1],
      classes: ['top', 'middle', 'bottom'],
      train: 70,
      test: 23,
      problems: [],
    });
    expect(samples.map(({ label }) => label)).toEqual(Array.from({ length: 24 }, (_, at) => at % 3));
    // The first image is of class 0: bright above.
    const pixels = Buffer.from(samples[0]!.pixels, 'base64');
    expect(pixels).toHaveLength(64);
    expect(Math.min(...pixels.subarray(0, 8))).toBeGreaterThanOrEqual(100);
    window.send({ type: 'describe-data', run: 'none', data: path.join(folder, 'nowhere') });
    expect(await window.until('data-described', ({ run }) => run === 'none')).toMatchObject({
      name: null,
      shape: null,
      samples: [],
      problems: [{ code: 'data/not-found' }],
    });
    // TensorFlow was not needed so far.
    expect(window.messages.map(({ type }) => type)).not.toContain('ready');
    window.send({ type: 'probe', run: 'p' });
    const probed = await window.until('probed');
    expect(probed).toMatchObject({
      problems: [],
      device: { kind: expect.stringMatching(/^[cg]pu$/) as string },
    });
    expect(probed.tensorflow).toBe((await main.until('ready')).tensorflow);
    await main.until('active', ({ runs }) => runs.length === 0);
    expect(main.messages.map(({ type }) => type)).toEqual(['active', 'ready', 'active']);

    window.send({ ...trainCommand('told'), steps: 1 });
    const { directory } = await main.until('ended');
    const record = JSON.parse(fs.readFileSync(path.join(directory!, 'run.json'), 'utf8')) as object;
    expect(record).toMatchObject({ device: probed.device!.kind, threads: probed.threads });
  });

  it('tells its parent what is active, and stops all of it when told so', async () => {
    const main = engine();
    const window = addWindow(main);
    main.send({ type: 'stop-all' });
    expect((await main.until('active')).runs).toEqual([]);
    window.send({ ...trainCommand('a'), epochs: 100_000 });
    window.send({ ...trainCommand('b'), epochs: 100_000 });
    await main.until('events', ({ run }) => run === 'a');
    await main.until('events', ({ run }) => run === 'b');
    window.send({ type: 'stop-all' } as never);
    expect((await window.until('refused')).problem.code).toBe('engine/bad-message');
    main.send({ type: 'stop-all' });
    await main.until('ended', ({ run }) => run === 'a');
    await main.until('ended', ({ run }) => run === 'b');
    await main.until('active', ({ runs }) => runs.length === 1);
    const active = () =>
      main.messages.flatMap((message) => (message.type === 'active' ? [message.runs] : []));
    await expect.poll(active).toHaveLength(5);
    expect(active().slice(0, 3)).toEqual([[], ['a'], ['a', 'b']]);
    expect(active()[4]).toEqual([]);
    for (const ended of main.messages) if (ended.type === 'ended') expect(ended.phase).toBe('stopped');
    expect(window.messages.some(({ type }) => type === 'active')).toBe(false);
  });
});
