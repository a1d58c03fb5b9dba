import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../shared/protocol/events';
import { openDataset } from '../data/open-dataset';
import { workerFile } from '../data/worker-file';
import { loadTf } from '../load-tf';
import { Checkpoints } from '../runs/checkpoint';
import { bundleScript } from '../testing/bundle';
import type { ChildJob } from '../testing/run-child';
import { makeReadOnly, mayMount, onDisk } from '../testing/small-disk';
import { tinyDocument, tinyRecipe, writeTinyData } from '../testing/tiny';
import { RunControl } from './control';
import type { Outcome } from './network';
import { resume, train, type RunData } from './run-session';
import type { RunOutcome, SessionWorld } from './session';

let folder: string;
let data: RunData;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-disk-'));
  const source = writeTinyData(path.join(folder, 'tiny'));
  const opened = await openDataset(source);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  data = { dataset: opened.value, source, limit: null };
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => path.join(folder, ...names);

function world(sink: (event: RunEvent) => void = () => undefined): SessionWorld {
  return { clock: Date.now, sink, signal: new AbortController().signal, control: new RunControl() };
}

function start(directory: string, sink?: (event: RunEvent) => void): Promise<Outcome<RunOutcome>> {
  const document = tinyDocument();
  const parts = { runtime: loadTf(), document, recipe: tinyRecipe, data, directory, checkpointEvery: 1 };
  return train({ ...world(sink), ...parts });
}

const codes = (outcome: Outcome<unknown>): string[] =>
  outcome.ok ? [] : outcome.problems.map(({ code }) => code);

/** The step of the last checkpoint, read in full. */
function lastStep(run: string): number {
  const last = new Checkpoints(run).load('last');
  if (!last.ok) throw new Error(JSON.stringify(last.problem));
  return last.value.state.step;
}

async function expectWhole(run: string): Promise<void> {
  expect(await start(at('whole'))).toMatchObject({ ok: true });
  expect(await resume({ ...world(), runtime: loadTf(), directory: run })).toMatchObject({
    ok: true,
    value: { phase: 'finished' },
  });
  const metrics = (of: string): string => fs.readFileSync(path.join(of, 'metrics.jsonl'), 'utf8');
  expect(metrics(run)).toBe(metrics(at('whole')));
}

describe('a disk that fills up during a run', () => {
  it.runIf(mayMount)(
    'ends the run with its last checkpoint whole, to go on from with more room',
    async () => {
      await onDisk(at('disk'), 400, async (disk) => {
        const run = path.join(disk, 'run');
        const outcome = await start(run, (event) => {
          if (event.type !== 'step' || event.step !== 5) return;
          // Takes what room there is, but for less than a checkpoint needs.
          const { bavail, bsize } = fs.statfsSync(disk);
          fs.writeFileSync(path.join(disk, 'ballast'), Buffer.alloc((bavail - 2) * bsize));
        });
        expect(codes(outcome)).toEqual(['file/disk-full']);
        expect(lastStep(run)).toBe(4);
        expect(fs.readdirSync(run)).not.toContain('lock.json');
        fs.rmSync(path.join(disk, 'ballast'));
        await expectWhole(run);
      });
    },
  );

  it('is told the same way when the limit is on the size of a file', async () => {
    await workerFile();
    const script = await bundleScript(
      'run-child',
      `import { runChild } from './run-child';
       void runChild(JSON.parse(process.argv[2]!)).then((code) => (process.exitCode = code));`,
    );
    // A checkpoint of this one is larger than its compiled graph, which is a file under the limit too.
    const run = at('run');
    const stop = new AbortController();
    const document = tinyDocument(tinyRecipe, 512);
    const parts = {
      runtime: loadTf(),
      document,
      recipe: tinyRecipe,
      data,
      directory: run,
      checkpointEvery: 1,
    };
    const sink = (event: RunEvent): void => {
      if (event.type === 'step' && event.step === 3) stop.abort();
    };
    expect((await train({ ...world(sink), signal: stop.signal, ...parts })).ok).toBe(true);
    const job: ChildJob = { directory: run };
    const limited = [`ulimit -f 250; exec "$0" "$@"`, process.execPath, script, JSON.stringify(job)];
    const child = spawnSync('bash', ['-c', ...limited], { encoding: 'utf8' });
    expect(child.stderr.trim().split('\n').pop()).toBe('file/disk-full');
    expect(child.status).toBe(2);
    expect(lastStep(run)).toBe(3);
    expect(fs.readdirSync(run)).not.toContain('lock.json');
    expect(await resume({ ...world(), runtime: loadTf(), directory: run })).toMatchObject({
      value: { phase: 'finished', step: 12 },
    });
  });
});

describe('a place that cannot be written', () => {
  it('during a run: the checkpoints from before stay', async () => {
    const run = at('run');
    const outcome = await start(run, (event) => {
      if (event.type !== 'checkpoint' || event.step !== 6) return;
      fs.renameSync(path.join(run, 'checkpoint'), at('kept'));
      fs.writeFileSync(path.join(run, 'checkpoint'), 'a file where a folder was');
    });
    expect(codes(outcome)).toEqual(['file/not-writable']);
    fs.rmSync(path.join(run, 'checkpoint'));
    fs.renameSync(at('kept'), path.join(run, 'checkpoint'));
    expect(lastStep(run)).toBe(6);
    await expectWhole(run);
  });

  it.runIf(mayMount)('from the start: says so', async () => {
    await onDisk(at('disk'), 400, async (disk) => {
      expect((await start(path.join(disk, 'run'))).ok).toBe(true);
      makeReadOnly(disk);
      expect(codes(await start(path.join(disk, 'other')))).toEqual(['file/not-writable']);
      const resumed = await resume({ ...world(), runtime: loadTf(), directory: path.join(disk, 'run') });
      expect(codes(resumed)).toEqual(['file/not-writable']);
    });
  });
});
