import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ProblemSignal } from '../../../shared/problems/problem';
import { planBatches, preparedBatches, type Batch, type DataRecipe } from './batch-plan';
import { BatchSource, type BatchSourceOptions } from './batch-source';
import type { Dataset } from './dataset';
import { noiseDataset, temporaryFolder } from './written-sets.test-support';

const RECIPE: DataRecipe = {
  batch: 4,
  validation: 0.2,
  augment: [{ kind: 'flip' }, { kind: 'pad-crop', pixels: 2 }],
  preprocess: { kind: 'standardise' },
};
const START = { seed: 1, epoch: 0, batchIndex: 0 };
const dataset = noiseDataset(50, 10, [8, 8, 3]);

async function started(
  options: Partial<BatchSourceOptions> = {},
  recipe: DataRecipe = RECIPE,
  set: Dataset = dataset,
): Promise<BatchSource> {
  const source = await BatchSource.start(set, 'train', recipe, { ...START, ...options });
  onTestFinished(() => source.stop());
  return source;
}

const copyOf = (batch: Batch): Batch => ({
  ...batch,
  images: batch.images.slice(),
  labels: batch.labels.slice(),
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Keeps this thread busy, as a native call does. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** A script in place of the worker. */
function script(text: string): string {
  const file = path.join(temporaryFolder(), 'worker.cjs');
  fs.writeFileSync(file, text);
  return file;
}

async function failureOf(work: Promise<unknown>): Promise<{ code: string; detail: unknown }> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemSignal)) throw new Error(`not a problem: ${String(error)}`);
  const { code, args } = error.problem;
  return { code, detail: (args as { detail?: unknown }).detail };
}

describe('the worker', () => {
  it('gives the batches that this thread would make, over epochs and from any place', async () => {
    const cases = fc.record({
      train: fc.integer({ min: 1, max: 40 }),
      batch: fc.integer({ min: 1, max: 9 }),
      validation: fc.constantFrom(0, 0.3),
      seed: fc.nat(1000),
      epoch: fc.nat(3),
      skip: fc.nat(100),
      slots: fc.integer({ min: 2, max: 4 }),
      augment: fc.subarray([...RECIPE.augment]),
      impatient: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        cases,
        async ({ train, batch, validation, seed, epoch, skip, slots, augment, impatient }) => {
          const set = noiseDataset(train, 1, [5, 4, 3]);
          const recipe: DataRecipe = { batch, validation, augment, preprocess: { kind: 'standardise' } };
          const plan = planBatches(set, 'train', recipe, { seed });
          const batches = Math.ceil(plan.examples.length / batch);
          const from = { epoch, batchIndex: skip % batches };
          const source = await BatchSource.start(set, 'train', recipe, { seed, ...from, slots });
          expect(source.batchesPerEpoch).toBe(batches);
          try {
            for (const at of [
              from,
              { epoch: epoch + 1, batchIndex: 0 },
              { epoch: epoch + 2, batchIndex: 0 },
            ]) {
              for (const expected of preparedBatches(plan, at)) {
                if (!impatient) await pause(1);
                expect(copyOf(await source.next())).toEqual(expected);
              }
            }
          } finally {
            await source.stop();
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('goes on while this thread is blocked, and fills every slot', async () => {
    const source = await started({ slots: 4 });
    await source.next();
    block(100);
    const ready = [source.take(), source.take(), source.take()];
    expect(ready.map((batch) => batch?.index)).toEqual([1, 2, 3]);
  });

  it.each([2, 3])('leaves a batch alone until the next is taken (%s slots)', async (slots) => {
    const source = await started({ slots });
    for (let turn = 0; turn < 20; turn += 1) {
      const batch = await source.next();
      const before = copyOf(batch);
      block(5);
      expect(batch).toEqual(before);
    }
  });

  it('hands out the shared slots themselves: nothing is copied', async () => {
    const source = await started({ slots: 3 });
    const memory: unknown[] = [];
    for (let turn = 0; turn < 9; turn += 1) memory.push((await source.next()).images.buffer);
    expect(new Set(memory).size).toBe(3);
    memory.forEach((buffer, turn) => {
      expect(buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(buffer).toBe(memory[turn % 3]);
    });
  });

  it('repeats a part that is not trained on in order', async () => {
    const source = await BatchSource.start(dataset, 'test', RECIPE, START);
    onTestFinished(() => source.stop());
    const plan = planBatches(dataset, 'test', RECIPE, { seed: 1 });
    for (const epoch of [0, 1]) {
      for (const expected of preparedBatches(plan)) {
        expect(copyOf(await source.next())).toEqual({ ...expected, epoch });
      }
    }
  });

  it('refuses a start beyond the epoch and a ring of one', async () => {
    await expect(started({ batchIndex: 10 })).rejects.toThrow(RangeError);
    await expect(started({ slots: 1 })).rejects.toThrow(RangeError);
  });
});

describe('the end of the worker', () => {
  it('is a problem when it throws', async () => {
    const source = await started({}, { ...RECIPE, augment: [{ kind: 'no such' } as never] });
    const failure = await failureOf(source.next());
    expect(failure.code).toBe('data/worker-failed');
    expect(failure.detail).toContain('is not a function');
    expect(() => source.take()).toThrow(ProblemSignal);
    await source.stop();
  });

  it('is a problem when it leaves, while waited for or not', async () => {
    const leaving = script('process.exit(3)');
    const waited = await started({ worker: leaving });
    expect(await failureOf(waited.next())).toEqual({ code: 'data/worker-failed', detail: 'exit 3' });
    const unwatched = await started({ worker: leaving });
    await pause(300);
    expect(() => unwatched.take()).toThrow(ProblemSignal);
    expect(await failureOf(unwatched.next())).toEqual({ code: 'data/worker-failed', detail: 'exit 3' });
  });

  it('is a problem when it runs out of memory', async () => {
    const hungry = script('const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length));');
    const source = await started({ worker: hungry, heapMb: 16 });
    expect((await failureOf(source.next())).code).toBe('data/worker-failed');
  });

  it('comes with stop, at once and for good', async () => {
    const threads = (): number => fs.readdirSync('/proc/self/task').length;
    await (await started()).stop();
    const before = threads();
    for (let turn = 0; turn < 10; turn += 1) {
      const source = await started();
      if (turn % 2 === 0) await source.next();
      const began = performance.now();
      await source.stop();
      await source.stop();
      expect(performance.now() - began).toBeLessThan(1500);
      expect(() => source.take()).toThrow('stopped');
    }
    expect(threads()).toBe(before);
  });

  it('frees who waits for a batch', async () => {
    const source = await started({ worker: script('setInterval(() => {}, 1000)') });
    const waiting = source.next();
    const outcome = expect(waiting).rejects.toThrow('stopped');
    await expect(source.next()).rejects.toThrow('already');
    await source.stop();
    await outcome;
  });
});

describe('the worker file', () => {
  it('holds the preparation and nothing else: no TensorFlow, no set-up', async () => {
    const { metafile } = await esbuild.build({
      entryPoints: ['electron/engine/batch-worker.ts'],
      absWorkingDir: path.resolve(__dirname, '../../..'),
      bundle: true,
      metafile: true,
      write: false,
      platform: 'node',
      target: 'node16',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('electron/engine/data/ring.ts');
    for (const input of inputs) {
      expect(input).toMatch(
        /^(electron\/engine\/(data\/|batch-worker)|shared\/|node_modules\/@noble\/hashes\/)/,
      );
    }
    const imported = Object.values(metafile.outputs).flatMap((output) =>
      output.imports.map(({ path: name }) => name),
    );
    expect(imported).toEqual(['node:worker_threads']);
  });
});
