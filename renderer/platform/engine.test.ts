import type * as EngineModule from './engine';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineCommand } from '../../shared/protocol/contract';
import type { EngineState } from '../../shared/protocol/window';
import { ENGINE_PORT_MESSAGE } from '../../shared/protocol/window-names';

/** The window's end of a port, and what a test does at the other end. */
class FakePort extends EventTarget {
  readonly sent: EngineCommand[] = [];
  isClosed = false;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;

  postMessage(command: EngineCommand): void {
    this.sent.push(command);
  }

  start(): void {
    // Nothing waits in it.
  }

  close(): void {
    this.isClosed = true;
  }

  tell(data: unknown): void {
    this.onmessage?.({ data });
  }

  die(): void {
    this.dispatchEvent(new Event('close'));
  }
}

type Client = typeof EngineModule;

interface World {
  readonly client: Client;
  readonly connects: () => number;
  readonly port: () => FakePort;
  readonly state: (state: EngineState) => void;
}

const up = (pid: number): EngineState => ({ state: 'up', pid, reason: null });

async function open(before: EngineState = { state: 'down', pid: null, reason: null }): Promise<World> {
  vi.resetModules();
  const page = new EventTarget();
  let connects = 0;
  let tellState: (state: EngineState) => void = () => undefined;
  const call = {
    'engine/state': () => Promise.resolve({ ok: true, value: before }),
    'engine/connect': () => {
      connects += 1;
      return Promise.resolve({ ok: true, value: up(1) });
    },
  };
  const on = {
    'engine/state': (listener: typeof tellState) => {
      tellState = listener;
      return () => undefined;
    },
  };
  vi.stubGlobal('window', Object.assign(page, { inlay: { call, on } }));
  const client = await import('./engine');
  client.startEngineClient();
  const port = (): FakePort => {
    const made = new FakePort();
    const event = Object.assign(new Event('message'), {
      ...{ source: page, data: ENGINE_PORT_MESSAGE, ports: [made] },
    });
    page.dispatchEvent(event);
    return made;
  };
  return { client, connects: () => connects, port, state: (state) => tellState(state) };
}

const resume = (run: string): EngineCommand => ({ type: 'resume', run, directory: '/runs/a' });
const events = (run: string) => ({ type: 'events', run, events: [] });
const ended = (run: string) => ({
  ...{ type: 'ended', run, phase: 'stopped', directory: '/runs/a', problems: [] },
});

describe('the window and the engine', () => {
  let world: World;
  let heard: string[];
  let lost: [readonly string[], string | null][];

  beforeEach(async () => {
    world = await open();
    heard = [];
    lost = [];
    world.client.onEngineMessage((message) => heard.push(message.type));
    world.client.onEngineLost((runs, reason) => lost.push([runs, reason]));
  });

  it('asks for one port, and tells it all that waited', async () => {
    const { client, connects, port } = world;
    client.tellEngine(resume('a'));
    client.tellEngine({ type: 'pause', run: 'a' });
    expect(connects()).toBe(1);
    const first = port();
    expect(first.sent.map(({ type }) => type)).toEqual(['resume', 'pause']);
    await client.connectEngine();
    expect(client.useEngine.getState()).toMatchObject({ connected: true, process: up(1) });
  });

  it('tells of null and of unknown messages nothing', () => {
    const first = world.port();
    first.tell(null);
    first.tell({ type: 'weather' });
    expect(heard).toEqual([]);
  });

  it('hears and stops work where it was begun, when the engine is replaced meanwhile', () => {
    const { client, port, state } = world;
    const old = port();
    client.tellEngine(resume('a'));
    state(up(2));
    const next = port();
    expect(old.isClosed).toBe(false);
    old.tell(events('a'));
    // An engine with two ports to this window tells both.
    next.tell(events('a'));
    expect(heard).toEqual(['events']);
    client.tellEngine({ type: 'stop', run: 'a' });
    expect([old.sent.length, next.sent.length]).toEqual([2, 0]);
    old.tell(ended('a'));
    expect(old.isClosed).toBe(true);
    client.tellEngine(resume('a'));
    expect(next.sent).toHaveLength(1);
  });

  it('finds work of a window before it, over a port it asks for by itself', async () => {
    const { client, connects, port } = await open(up(1));
    await expect.poll(connects).toBe(1);
    const old = port();
    const run = client.newRunName('d1');
    expect(client.ownerOf(run)).toBe('d1');
    old.tell({ type: 'going', run, events: [] });
    const next = port();
    client.tellEngine({ type: 'stop', run });
    expect([old.sent.length, next.sent.length, old.isClosed]).toEqual([1, 0, false]);
  });

  it('gives an unused port up at once', () => {
    const old = world.port();
    world.port();
    expect(old.isClosed).toBe(true);
  });

  it.each([['port first'], ['news first']])('tells of a crash, %s', (order) => {
    const { client, port, state } = world;
    const only = port();
    client.tellEngine(resume('a'));
    client.tellEngine(resume('b'));
    only.tell(ended('b'));
    const news = (): void => state({ state: 'crashed', pid: null, reason: 'SIGKILL' });
    if (order === 'port first') {
      only.die();
      expect(lost).toEqual([[['a'], null]]);
      news();
    } else {
      news();
      only.die();
    }
    expect(lost[lost.length - 1]).toEqual([['a'], 'SIGKILL']);
    expect(client.useEngine.getState()).toMatchObject({ connected: false, tensorflow: null });
  });

  it('answers a question with the engine’s answer, its problem, or null when it is lost', async () => {
    const { client, port } = world;
    const only = port();
    const answer = client.askEngine<'datasets'>({ type: 'datasets' });
    const [{ run }] = only.sent as [EngineCommand];
    only.tell({ type: 'datasets', run, sets: [] });
    expect(await answer).toEqual({ ok: true, value: { type: 'datasets', run, sets: [] } });
    const next = client.askEngine<'datasets'>({ type: 'datasets' });
    only.die();
    expect(await next).toBeNull();
  });
});
