import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemSignal, problem } from '../../../shared/problems/problem';
import type { EngineMessage, ParentCommand } from '../../../shared/protocol/contract';
import { loadTf } from '../load-tf';
import { trainTiny } from '../testing/client';
import { writeTinyData } from '../testing/tiny';
import type { TfModel, TfRuntime } from '../tf-runtime';
import { Engine } from './serve';

let folder: string;
let data: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-serve-'));
  data = writeTinyData(path.join(folder, 'tiny'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** An engine with one port in memory and a clock that goes on only inside native calls. */
class Bench {
  now = Date.UTC(2024, 0, 1);
  readonly messages: EngineMessage[] = [];
  /** Steps in the order of what happened: the end of a native call, the message that told it. */
  readonly ended = new Map<string, number>();
  readonly waits: number[] = [];
  send: (command: ParentCommand) => void = () => undefined;
  private heard: () => void = () => undefined;

  constructor(loadRuntime: () => Promise<TfRuntime>) {
    const engine = new Engine({ loadRuntime, clock: () => this.now, folder });
    engine.attach(
      {
        postMessage: (message) => this.hear(message),
        onMessage: (listener) => {
          this.send = listener;
        },
        onClose: () => undefined,
      },
      'parent',
    );
  }

  async until(fits: (message: EngineMessage) => boolean): Promise<EngineMessage> {
    for (;;) {
      const found = this.messages.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.heard = resolve;
      });
    }
  }

  private hear(message: EngineMessage): void {
    this.messages.push(message);
    if (message.type === 'events') {
      for (const event of message.events) {
        if (event.type === 'timing')
          this.waits.push(this.now - this.ended.get(`${message.run} ${event.step}`)!);
      }
    }
    this.heard();
  }
}

/** TensorFlow whose calls take as long as a test says, by the bench's clock. */
function slowRuntime(bench: () => Bench, run: string, trainMs: number, otherMs: number): TfRuntime {
  const real = loadTf();
  const slow = (model: TfModel): TfModel => {
    let steps = 0;
    return {
      run: (signature, feeds, fetches) => {
        const found = model.run(signature, feeds, fetches);
        bench().now += signature === 'train' ? trainMs : otherMs;
        if (signature === 'train') bench().ended.set(`${run} ${++steps}`, bench().now);
        return found;
      },
      dispose: () => model.dispose(),
    };
  };
  return {
    version: real.version,
    device: real.device,
    load: (compiled) => slow(real.load(compiled)),
    loadFolder: (at) => real.loadFolder(at),
    tensorCount: () => real.tensorCount(),
  };
}

describe('events of a run', () => {
  // Ten epochs of four steps, each with validation and a checkpoint.
  it.each([
    ['slow', 60, 400, 0],
    ['fast', 7, 400, 40],
  ])('of %s steps leave before the thread is kept busy again', async (_, trainMs, otherMs, latest) => {
    const bench: Bench = new Bench(() => Promise.resolve(slowRuntime(() => bench, 'r', trainMs, otherMs)));
    bench.send({ ...trainTiny('r', data), epochs: 10, checkpointEvery: 3 });
    await bench.until(({ type }) => type === 'ended');
    expect(bench.waits).toHaveLength(40);
    expect(Math.max(...bench.waits)).toBeLessThanOrEqual(latest);
    expect(Math.min(...bench.waits)).toBeGreaterThanOrEqual(0);
  });
});

describe('the engine', () => {
  it('asks for TensorFlow again after it could not be loaded', async () => {
    let tries = 0;
    const bench = new Bench(() => {
      if (++tries > 1) return Promise.resolve(loadTf());
      return Promise.reject(new ProblemSignal(problem('engine/library', { detail: 'it is missing' })));
    });
    bench.send({ type: 'probe', run: 'first' });
    expect(await bench.until(({ type }) => type === 'probed')).toMatchObject({
      tensorflow: null,
      device: null,
      problems: [{ code: 'engine/library' }],
    });
    bench.send({ ...trainTiny('r', data), steps: 1 });
    expect(await bench.until(({ type }) => type === 'ended')).toMatchObject({ phase: 'finished' });
    expect(tries).toBe(2);
  });

  it('goes on with one run when a fault of ours ends another', async () => {
    const real = loadTf();
    let loads = 0;
    const load: TfRuntime['load'] = (compiled) => {
      if (++loads === 1) throw new Error('a fault');
      return real.load(compiled);
    };
    const { version, device } = real;
    const runtime = { version, device, load, loadFolder: real.loadFolder.bind(real), tensorCount: () => 0 };
    const bench = new Bench(() => Promise.resolve(runtime));
    bench.send({ ...trainTiny('faulty', data), epochs: 1 });
    bench.send({ ...trainTiny('sound', data), epochs: 1 });
    expect(await bench.until(({ type }) => type === 'fault')).toMatchObject({ run: 'faulty' });
    expect(await bench.until(({ type }) => type === 'ended')).toMatchObject({
      run: 'sound',
      phase: 'finished',
    });
    const last = await bench.until((message) => message.type === 'active' && message.runs.length === 0);
    expect(bench.messages[bench.messages.length - 1]).toBe(last);
  });
});
