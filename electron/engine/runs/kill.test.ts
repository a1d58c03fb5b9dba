import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { printDocument } from '../../../shared/document/print';
import { workerFile } from '../data/worker-file';
import { bundleScript } from '../testing/bundle';
import { killRuns } from '../testing/kills';
import { cifarDocument, tinyDocument, writeTinyData } from '../testing/tiny';

/** `INLAY_KILLS=20`: that many kills, on real CIFAR-10, each run going on after its first; minutes instead of seconds. */
const MANY = Number(process.env['INLAY_KILLS'] ?? 0);

let folder: string;
let script: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-kills-'));
  // The bundle finds the worker's beside itself.
  await workerFile();
  script = await bundleScript(
    'run-child',
    `import { runChild } from './run-child';
     void runChild(JSON.parse(process.argv[2]!)).then((code) => (process.exitCode = code));`,
  );
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

it.runIf(MANY === 0)('a killed run goes on as if it had not been, wherever it was killed', async () => {
  const document = path.join(folder, 'tiny.inlay.json');
  fs.writeFileSync(document, printDocument(tinyDocument()));
  const data = writeTinyData(path.join(folder, 'tiny'));
  const job = { document, data, limit: null, steps: 11, checkpointEvery: 1 };
  const plan = { script, folder, job, kills: 6, duringCheckpoint: 2, killsPerRun: 2, seed: 1 };
  const report = await killRuns(plan);
  expect(report.differences).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(6);
  expect(report.duringCheckpoint).toBeGreaterThanOrEqual(2);
});

it.runIf(MANY > 0)(
  'a killed run on CIFAR-10 goes on as if it had not been',
  async () => {
    const document = path.join(folder, 'cifar.inlay.json');
    fs.writeFileSync(document, printDocument(cifarDocument()));
    const job = { document, data: 'cifar10', limit: 400, steps: 24, checkpointEvery: 1 };
    const plan = { script, folder, job, kills: MANY, duringCheckpoint: 5, killsPerRun: 1, seed: 2 };
    const report = await killRuns(plan);
    console.log(JSON.stringify(report));
    expect(report.differences).toEqual([]);
    expect(report.duringCheckpoint).toBeGreaterThanOrEqual(5);
  },
  3_600_000,
);
