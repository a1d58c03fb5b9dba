import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Sketch } from '../../proofs/sketch';
import type { IrGraph } from '../../../shared/ir/ir';
import type { ChosenKernel } from '../../../shared/protocol/events';
import { choosableNodes } from '../../../shared/targets/tensorflow/kernel-choice';
import { loadTf } from '../load-tf';
import { describeEnvironment } from '../runs/environment';
import { deviceKey, trialKey } from './cache';
import { chooseKernels, knownKernels, type ChoosingWorld } from './choose';

const BATCH = 8;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-kernels-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, 'kernels.json');
beforeEach(() => fs.rmSync(file, { force: true }));

const runtime = loadTf();
const device = deviceKey(describeEnvironment(runtime), runtime.device.name);

function world(aborted = false): ChoosingWorld {
  const abort = new AbortController();
  if (aborted) abort.abort();
  return { clock: () => performance.now(), signal: abort.signal, kernelsFile: file };
}

/** Two equal grouped convolutions, a dilated one, and a plain one. */
function network(): IrGraph {
  const net = new Sketch();
  const around = [1, 1, 1, 1] as const;
  let x = net.conv('plain', net.input([8, 8, 3]), 8, [3, 3], { padding: around });
  x = net.conv('first', x, 8, [3, 3], { groups: 4, padding: around });
  x = net.conv('again', x, 8, [3, 3], { groups: 4, padding: around });
  x = net.conv('dilated', x, 8, [3, 3], { dilation: [2, 2] });
  net.loss('loss', net.logits('logits', x));
  return net.graph();
}
const graph = network();
const [first, , dilated] = choosableNodes(graph);

function choose(aborted = false): Promise<readonly ChosenKernel[]> {
  return chooseKernels(runtime, graph, BATCH, world(aborted));
}

interface Stored {
  devices: Record<string, Record<string, { choice: string; ms: Record<string, number | null> }>>;
}
const stored = (): Stored => JSON.parse(fs.readFileSync(file, 'utf8')) as Stored;

function rewrite(change: (findings: Stored['devices'][string]) => void): void {
  const contents = stored();
  change(contents.devices[device]!);
  fs.writeFileSync(file, JSON.stringify(contents));
}

describe('kernels chosen by measuring', () => {
  it('are the fastest by their own figures, native unless another is clearly faster', async () => {
    const chosen = await choose();
    expect(chosen.map(({ node }) => node)).toEqual(['first', 'again', 'dilated']);
    for (const { choice, candidates } of chosen) {
      const ms = new Map(candidates.map((one) => [one.kernel, one.ms!]));
      const least = Math.min(...ms.values());
      expect(least).toBeGreaterThan(0);
      if (choice === 'native') expect(ms.get('native')! / least).toBeLessThanOrEqual(1.06);
      else expect([ms.get(choice), ms.get('native')! > least]).toEqual([least, true]);
    }
  });

  it('are measured once for equal convolutions, and kept by device and convolution', async () => {
    const [one, same, other] = await choose();
    expect(same).toEqual({ ...one, node: 'again' });
    expect(one!.candidates.map(({ kernel }) => kernel)).toEqual(['native', 'split', 'dense']);
    expect(other!.candidates.map(({ kernel }) => kernel)).toEqual(['native', 'dense']);
    const keys = [first!, dilated!].map((node) => trialKey(node, BATCH));
    expect(Object.keys(stored().devices[device]!)).toEqual(keys);
  });

  it('are taken from what is kept, without measuring', async () => {
    await choose();
    // Figures that no device would give.
    rewrite((findings) => {
      findings[trialKey(first!, BATCH)] = { choice: 'split', ms: { native: 9e6, split: 7e6, dense: 8e6 } };
    });
    const before = fs.readFileSync(file, 'utf8');
    const [one, same] = await choose();
    expect(one).toMatchObject({ choice: 'split', candidates: [{ ms: 9e6 }, { ms: 7e6 }, { ms: 8e6 }] });
    expect(same!.choice).toBe('split');
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
  });

  it('are measured anew where what is kept does not fit', async () => {
    await choose();
    rewrite((findings) => {
      findings[trialKey(dilated!, BATCH)] = { choice: 'split', ms: { native: 9e6, split: 7e6, dense: 8e6 } };
      findings[trialKey(first!, BATCH)] = { choice: 'dense', ms: { native: 9e6, split: 9e6, dense: null } };
    });
    const [one, , other] = await choose();
    expect(one!.candidates.every(({ ms }) => ms! < 9e6)).toBe(true);
    expect(other!.candidates.every(({ ms }) => ms! < 9e6)).toBe(true);
    expect(other!.choice).not.toBe('split');
    expect(stored().devices[device]![trialKey(dilated!, BATCH)]!.choice).toBe(other!.choice);
  });

  it.each([
    ['cut off', '{"format":"inlay-kernels","version":1,"dev'],
    ['of another version', '{"format":"inlay-kernels","version":2,"devices":{}}'],
    ['no file of ours', '[]'],
  ])('do not break over a file that is %s: it is written anew', async (_, contents) => {
    fs.writeFileSync(file, contents);
    const chosen = await choose();
    expect(chosen).toHaveLength(3);
    expect(Object.keys(stored().devices[device]!)).toHaveLength(2);
  });

  it('keep what was found on other devices', async () => {
    const devices = { 'another machine': { 'a convolution': { choice: 'dense', ms: { dense: 1 } } } };
    fs.writeFileSync(file, JSON.stringify({ format: 'inlay-kernels', version: 1, devices }));
    await choose();
    expect(Object.keys(stored().devices)).toEqual(['another machine', device]);
  });

  it('are native, untimed and not kept when it is stopped', async () => {
    const chosen = await choose(true);
    expect(chosen).toEqual(
      ['first', 'again', 'dilated'].map((node) => ({ node, choice: 'native', candidates: [] })),
    );
    expect(fs.existsSync(file)).toBe(false);
  });

  it('are none for a network without a choice', async () => {
    const net = new Sketch();
    net.loss('loss', net.logits('logits', net.conv('plain', net.input([8, 8, 3]), 4, [3, 3])));
    expect(await chooseKernels(runtime, net.graph(), BATCH, world())).toEqual([]);
  });
});

describe('kernels chosen before', () => {
  it('are told with the figures that are known, and measured never', async () => {
    const choices = new Map([['first', 'dense'] as const]);
    expect(knownKernels(runtime, graph, BATCH, choices, file)).toEqual([
      { node: 'first', choice: 'dense', candidates: [] },
      { node: 'again', choice: 'native', candidates: [] },
      { node: 'dilated', choice: 'native', candidates: [] },
    ]);
    const [measured] = await choose();
    const [known] = knownKernels(runtime, graph, BATCH, choices, file);
    expect(known).toEqual({ ...measured, choice: 'dense' });
  });
});
