import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataPath, peerPython } from '../electron/provision/index.mjs';
import { freshFolder, inlay, jsonLines, ROOT, template, type Outcome } from './cli';

let folder: string;
let first: Outcome;

/** A short run on real MNIST: enough that a wrong export would show in its accuracy. */
const trainInto = (out: string) =>
  inlay([
    ...['train', template('nin-mnist'), '--data', 'mnist', '--limit', '1024', '--steps', '12', '--seed', '1'],
    ...['--out', join(folder, out), '--json'],
  ]);

beforeAll(async () => {
  folder = freshFolder();
  first = await trainInto('first');
}, 600_000);

describe('inspect', () => {
  it('counts what the paper’s network has, off the compiled graph', async () => {
    const outcome = await inlay(['inspect', template('nin-cifar10'), '--json']);
    const [found] = jsonLines(outcome);
    expect(outcome.code).toBe(0);
    expect(found).toMatchObject({
      parameters: 966_986,
      inferenceParameters: 966_986,
      macs: 222_486_528,
      problems: [],
    });
    const layers = found!['layers'] as { node: string; output: number[] }[];
    expect(layers.find(({ node }) => node === 'mlp2')).toMatchObject({
      output: [16, 16, 192],
      parameters: 535_104,
    });
  });
});

describe('a run', () => {
  it('tells every step and its test result', () => {
    const lines = jsonLines(first);
    expect(first.code, first.stderr).toBe(0);
    expect(lines.filter(({ type }) => type === 'step').map(({ step }) => step)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    expect(lines[lines.length - 1]).toMatchObject({ type: 'finished', run: join(folder, 'first') });
  });

  it('repeats to the last digit with the same seed', async () => {
    const second = await trainInto('second');
    expect(second.stdout.replaceAll('second', 'first')).toBe(first.stdout);
    const metrics = (run: string) => readFileSync(join(folder, run, 'metrics.jsonl'));
    expect(metrics('second').equals(metrics('first'))).toBe(true);
    const compared = await inlay(['compare', join(folder, 'first'), join(folder, 'second'), '--json']);
    expect(jsonLines(compared)[0]).toMatchObject({ differences: [] });
  });

  it('evaluates to what it told at its end', async () => {
    const [evaluated] = jsonLines(await inlay(['evaluate', join(folder, 'first'), '--json']));
    const finished = jsonLines(first).pop()!;
    expect(evaluated).toMatchObject({
      testAccuracy: finished['testAccuracy'],
      testLoss: finished['testLoss'],
      images: 10_000,
    });
  });

  it('leaves as SavedModel and Keras, checked, and Keras alone scores the same', async () => {
    const out = join(folder, 'export');
    const outcome = await inlay(['export', join(folder, 'first'), '--format', 'all', '--out', out, '--json']);
    expect(outcome.code, outcome.stderr).toBe(0);
    for (const report of jsonLines(outcome)) {
      expect(report).toMatchObject({ checked: true, passed: true, firstDivergingLayer: null, examples: 32 });
      expect(report['maxRelDifference']).toBeLessThan(1e-4);
    }
    const python = peerPython('keras');
    const mnist = dataPath('mnist');
    if (python === null || mnist === null) throw new Error('npm run setup places Keras and MNIST');
    const answer = execFileSync(python, [join(ROOT, 'e2e', 'score_keras.py'), out, mnist], {
      encoding: 'utf8',
    });
    const scored = JSON.parse(answer.trim().split('\n').pop()!) as { accuracy: number; images: number };
    const finished = jsonLines(first).pop()!;
    expect(scored).toEqual({ accuracy: finished['testAccuracy'], images: 10_000 });
  });
});

describe('doctor', () => {
  it('finds everything that set-up placed', async () => {
    const outcome = await inlay(['doctor', '--json']);
    const facts = jsonLines(outcome);
    expect(facts.filter(({ status }) => status === 'missing')).toEqual([]);
    expect(facts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['node', 'tfjs', 'tensorflow', 'addon', 'device', 'electron', 'cache']),
    );
    expect(outcome.code).toBe(0);
  });
});
