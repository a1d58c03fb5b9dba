import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineState } from '../../../shared/protocol/window';
import { EngineHost, type EngineClient } from './engine-host';
import { reasonOf, type UtilityChild } from './engine-process';

/** A process in name only: these tests are about the host's decisions; the real one is in `e2e/main.spec.ts`. */
class Child extends EventEmitter implements UtilityChild {
  pid: number | undefined = undefined;
  readonly stdout = null;
  readonly stderr = null;
  readonly sent: unknown[] = [];
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  kill(): boolean {
    return true;
  }
  spawn(pid: number): void {
    this.pid = pid;
    this.emit('spawn');
  }
}

const PORT = null as unknown as MessagePortMain;

let children: Child[];
let states: EngineState[];
let host: EngineHost;
let ended: number[];
const window: EngineClient & { ports: number } = { ports: 0, takePort: () => (window.ports += 1) };

beforeEach(() => {
  vi.useFakeTimers();
  [children, states, ended, window.ports] = [[], [], [], 0];
  vi.spyOn(process, 'kill').mockImplementation((pid) => {
    ended.push(pid);
    children.find((child) => child.pid === pid)?.emit('exit', 9);
    host.noteGone({ code: 9, bySignal: true });
    return true;
  });
  host = new EngineHost({
    fork: () => {
      const child = new Child();
      children.push(child);
      setTimeout(() => child.spawn(children.length), 5);
      return child;
    },
    channel: () => ({ port1: PORT, port2: PORT }),
    tell: (state) => void states.push(state),
    log: () => undefined,
    idleMs: 5000,
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function connected(): Promise<Child> {
  const state = host.connect(window);
  await vi.advanceTimersByTimeAsync(10);
  expect(await state).toEqual({ state: 'up', pid: 1, reason: null });
  return children[0]!;
}

describe('the engine host', () => {
  it('starts an engine for the first window and gives each a port', async () => {
    await connected();
    await host.connect(window);
    expect(children).toHaveLength(1);
    expect(window.ports).toBe(2);
    expect(states).toEqual([{ state: 'up', pid: 1, reason: null }]);
  });

  it('tells a crash with its reason, whichever comes first, and starts anew when asked', async () => {
    const child = await connected();
    child.emit('exit', 0);
    await vi.advanceTimersByTimeAsync(50);
    host.noteGone({ code: 9, bySignal: true });
    await vi.advanceTimersByTimeAsync(20);
    expect(host.state).toEqual({ state: 'crashed', pid: null, reason: 'SIGKILL' });
    void host.restart(window);
    await vi.advanceTimersByTimeAsync(10);
    expect(host.state).toEqual({ state: 'up', pid: 2, reason: null });
    expect(window.ports).toBe(2);
  });

  it('takes no engine that it ended itself for a crashed one', async () => {
    await connected();
    void host.restart(window);
    await vi.advanceTimersByTimeAsync(1000);
    expect(ended).toEqual([1]);
    expect(states.map(({ state }) => state)).not.toContain('crashed');
    expect(host.state).toMatchObject({ state: 'up', pid: 2 });
    // The account of the engine it ended is not that of the next one.
    children[1]!.emit('exit', 11);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.state).toMatchObject({ state: 'crashed', reason: 'SIGSEGV' });
  });

  it('replaces an engine that is done, and keeps one that works or never loaded TensorFlow', async () => {
    const child = await connected();
    child.emit('message', { type: 'active', runs: ['r'] });
    child.emit('message', { type: 'ready' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(children).toHaveLength(1);
    child.emit('message', { type: 'active', runs: [] });
    await vi.advanceTimersByTimeAsync(4900);
    expect(children).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(window.ports).toBe(2);
    expect(ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(ended).toEqual([1]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(children).toHaveLength(2);
    expect(states.map(({ state }) => state)).not.toContain('crashed');
  });

  it('lets an engine finish what was sent to it in the moment it was replaced', async () => {
    const child = await connected();
    child.emit('message', { type: 'ready' });
    await vi.advanceTimersByTimeAsync(5100);
    child.emit('message', { type: 'active', runs: ['late'] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ended).toEqual([]);
    child.emit('message', { type: 'active', runs: [] });
    await vi.advanceTimersByTimeAsync(3000);
    expect(ended).toEqual([1]);
  });

  it('waits for the checkpoints when it closes, but not for ever', async () => {
    const child = await connected();
    child.emit('message', { type: 'active', runs: ['r'] });
    const closing = host.close(3000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(child.sent).toContainEqual({ type: 'stop-all' });
    expect(ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(1100);
    await closing;
    expect(ended).toEqual([1]);
  });
});

it('names signals, and tells exit codes as they are', () => {
  expect(reasonOf({ code: 9, bySignal: true })).toBe('SIGKILL');
  expect(reasonOf({ code: 11, bySignal: true })).toBe('SIGSEGV');
  expect(reasonOf({ code: 9, bySignal: false })).toBe('9');
});
