import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachePaths, silentLog, tensorflowVariant } from '../electron/provision/index.mjs';
import type { CallName, RequestOf, ResponseOf, WindowApi } from '../shared/protocol/window';
import type { Result } from '../shared/problems/result';
import { makeDist } from '../scripts/dist.mjs';
import { freshFolder, twentySteps } from './cli';
import { launchInlay, readLines, type Inlay } from './window/launch';

declare const window: { readonly inlay: WindowApi } & Window;

/** The app as somebody unpacked it: away from the checkout, which it must not need. */
const place = freshFolder();
let executable: string;

beforeAll(async () => {
  executable = await makeDist({ log: silentLog, out: place, endToEnd: true });
}, 300_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Starts it as for a person who never had it. */
function launch(cache: string, env: Readonly<Record<string, string>> = {}): Promise<Inlay> {
  return launchInlay({ executable, env: { HOME: freshFolder(), INLAY_CACHE: cache, ...env } });
}

async function call<N extends CallName>(
  { page }: Inlay,
  name: N,
  request: RequestOf<N>,
): Promise<Result<ResponseOf<N>>> {
  return page.evaluate(([which, what]) => window.inlay.call[which as 'app/info'](what as never) as never, [
    name,
    request,
  ] as const);
}

/** A cache in which this machine's TensorFlow and MNIST are found, so that no test fetches them, and nothing else. */
function cacheWithDownloads(): string {
  const from = cachePaths();
  const to = cachePaths(join(freshFolder(), 'cache'));
  const variant = tensorflowVariant();
  const library = `${variant}-2.21.0`;
  for (const folder of [to.tensorflow, to.data, to.receipts]) mkdirSync(folder, { recursive: true });
  symlinkSync(join(from.tensorflow, library), join(to.tensorflow, library));
  symlinkSync(join(from.data, 'mnist'), join(to.data, 'mnist'));
  for (const name of [`tensorflow-${variant}.json`, 'data-mnist.json']) {
    copyFileSync(join(from.receipts, name), join(to.receipts, name));
  }
  return to.root;
}

describe('the packaged app', () => {
  it('has nothing of TensorFlow at first, and says what it fetches', async () => {
    // A registry that nobody answers for: the fetching is seen to begin, and nothing arrives.
    const inlay = await launch(join(freshFolder(), 'cache'), { PIP_INDEX_URL: 'https://127.0.0.1:9/simple' });
    try {
      expect(await call(inlay, 'setup/state', null)).toMatchObject({ ok: true, value: { present: [] } });
      const first = await inlay.page.evaluate(
        () =>
          new Promise((resolve) => {
            window.inlay.on['setup/progress'](resolve);
            void window.inlay.call['setup/ensure']({ parts: ['tensorflow'] });
          }),
      );
      expect(first).toMatchObject({
        part: 'tensorflow',
        label: expect.stringContaining('fetching TensorFlow 2.21.0') as unknown,
      });
    } finally {
      await inlay.close();
    }
  });

  it('trains twenty steps on real images, and leaves them on the disk', async () => {
    const inlay = await launch(cacheWithDownloads());
    try {
      const parts = ['tensorflow', 'addon', 'data:mnist'] as const;
      const ready = await call(inlay, 'setup/ensure', { parts: [...parts] });
      expect(ready).toMatchObject({
        ok: true,
        value: { present: expect.arrayContaining([...parts]) as unknown },
      });
      const directory = join(inlay.folder, 'run');
      const end = await train(inlay, directory);
      expect(end).toMatchObject({ type: 'ended', phase: 'finished', problems: [] });
      const steps = readLines(join(directory, 'metrics.jsonl')).filter(({ type }) => type === 'step');
      expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
      const record = JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8')) as object;
      expect(record).toMatchObject({ format: 'inlay-run', versions: { tensorflow: '2.21.0' } });
      expect(inlay.errors).toEqual([]);
    } finally {
      await inlay.close();
    }
  });
});

/** Trains over the window's own port to the engine, as its Train button does; resolves with the last message. */
async function train({ page }: Inlay, directory: string): Promise<unknown> {
  return page.evaluate(
    async (order) => {
      const port = await new Promise<MessagePort>((resolve) => {
        window.addEventListener('message', ({ data, ports }) => {
          if (data === 'inlay:engine-port' && ports[0] !== undefined) resolve(ports[0]);
        });
        void window.inlay.call['engine/connect'](null);
      });
      return new Promise((resolve) => {
        port.onmessage = ({ data }: MessageEvent<{ type: string } | null>) => {
          if (data !== null && ['ended', 'refused', 'fault'].includes(data.type)) resolve(data);
        };
        port.postMessage(order);
      });
    },
    twentySteps('packaged', directory),
  );
}
