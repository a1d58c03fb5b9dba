import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printDocument } from '../../shared/document/print';
import { parseMessage, type EngineCommand, type EngineMessage } from '../../shared/protocol/contract';
import { INITIAL_RUN_STATE, reduceRun } from '../../shared/protocol/run-state';
import { serveParent, type UtilityPort } from './entry';
import { tinyDocument, tinyRecipe, writeTinyData } from './testing/tiny';

let folder: string;
let data: string;
const open: MessagePort[] = [];

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-engine-'));
  data = writeTinyData(path.join(folder, 'tiny'));
});
afterAll(() => {
  open.forEach((port) => port.close());
  fs.rmSync(folder, { recursive: true, force: true });
});

/** One end of a channel as Electron gives it: messages come as events, ports beside their data. */
function asUtilityPort(port: MessagePort): UtilityPort {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: string, listener: (event: { data: unknown; ports: UtilityPort[] }) => void) => {
      if (event === 'close') port.on('close', () => listener({ data: null, ports: [] }));
      else
        port.on('message', (message: { data: unknown; ports: MessagePort[] }) => {
          listener({ data: message.data, ports: message.ports.map(asUtilityPort) });
        });
    },
  };
}

/** The other end: sends commands, keeps every message, each parsed as a window would. */
class Client {
  readonly messages: EngineMessage[] = [];
  private waiting: (() => void)[] = [];

  constructor(readonly port: MessagePort) {
    open.push(port);
    port.on('message', (message: unknown) => {
      const parsed = parseMessage(message);
      if (!parsed.ok) throw new Error(JSON.stringify([parsed.problem, message]));
      this.messages.push(parsed.value);
      const woken = this.waiting;
      this.waiting = [];
      woken.forEach((wake) => wake());
    });
  }

  send(command: EngineCommand | null | string, ports: MessagePort[] = []): void {
    this.port.postMessage({ data: command, ports }, ports);
  }

  /** The first message of a type, once it is there; those before it that were looked at do not count. */
  async until<T extends EngineMessage['type']>(
    type: T,
    fits: (message: Extract<EngineMessage, { type: T }>) => boolean = () => true,
  ): Promise<Extract<EngineMessage, { type: T }>> {
    for (;;) {
      const found = this.messages.find(
        (message): message is Extract<EngineMessage, { type: T }> =>
          message.type === type && fits(message as Extract<EngineMessage, { type: T }>),
      );
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  events(run: string) {
    return this.messages.flatMap((message) =>
      message.type === 'events' && message.run === run ? message.events : [],
    );
  }
}

function engine(): Client {
  const { port1, port2 } = new MessageChannel();
  open.push(port2);
  serveParent(asUtilityPort(port2), folder);
  return new Client(port1);
}

const trainCommand = (run: string): Extract<EngineCommand, { type: 'train' }> => ({
  type: 'train',
  run,
  document: printDocument(tinyDocument({ ...tinyRecipe, epochs: 30 })),
  recipe: null,
  data,
  limit: null,
  directory: null,
  epochs: null,
  steps: null,
  batch: null,
  seed: null,
  checkpointEvery: null,
});

describe('the engine over its ports', () => {
  it('trains, pauses, continues, stops, goes on and evaluates; a second window hears it too', async () => {
    const main = engine();
    const { port1, port2 } = new MessageChannel();
    const window = new Client(port1);
    main.send('here is a window', [port2]);

    main.send(trainCommand('r1'));
    expect((await main.until('ready')).tensorflow).toMatch(/^2\./);
    await main.until('events', ({ events }) => events.some(({ type }) => type === 'step'));
    window.send({ type: 'pause', run: 'r1' });
    await main.until('events', ({ events }) =>
      events.some((event) => event.type === 'phase' && event.phase === 'paused'),
    );
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
    const late = new MessageChannel();
    const latecomer = new Client(late.port1);
    main.send('here is another', [late.port2]);
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
    const { port1, port2 } = new MessageChannel();
    const window = new Client(port1);
    main.send('here is a window', [port2]);
    main.send({ ...trainCommand('after'), epochs: 1 });
    await window.until('events');
    port1.close();
    expect(await main.until('ended')).toMatchObject({ phase: 'finished' });
  });
});
