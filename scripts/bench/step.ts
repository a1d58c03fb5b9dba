import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { peerPython } from '../../electron/provision/index.mjs';
import { makeBatches } from './batches';
import { Contestant, type Introduction } from './contestant';
import kerasScript from './keras_step.py?raw';
import { networks, type BenchNetwork } from './networks';
import { median, pairedRatio, type Ratio } from './statistics';

export interface StepOptions {
  readonly network: string;
  readonly batch: number;
  readonly pairs: number;
  readonly json: boolean;
}

/** A line of the `--json` answer; milliseconds are medians, ratios have their 95 % interval. */
interface StepRow {
  readonly name: string;
  readonly batch: number;
  readonly pairs: number;
  readonly threads: number;
  readonly ours_ms: number;
  readonly tfjs_ms: number;
  readonly keras_ms: number;
  readonly vs_tfjs: number;
  readonly vs_tfjs_low: number;
  readonly vs_tfjs_high: number;
  readonly vs_keras: number;
  readonly vs_keras_low: number;
  readonly vs_keras_high: number;
}

/** Steps that each side takes before anything is counted: the first ones trace, plan and allocate. */
const WARM_UP = 5;

/** Every order of three sides: each goes first, and each follows each, equally often. */
const ORDERS = [
  [0, 1, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
  [0, 2, 1],
  [1, 0, 2],
] as const;

const BOUNDS = { keras: { value: 1.0, high: 1.05 }, tfjs: { value: 0.5, high: 0.55 } } as const;

/** One training step of ours, of stock tfjs-node and of Keras 3, side by side. */
export async function benchStep(options: StepOptions): Promise<void> {
  const network = networks[options.network];
  if (!network) {
    throw new UsageError(`unknown network ${options.network}; known: ${Object.keys(networks).join(', ')}`);
  }
  warnWhenBusy();
  const folder = mkdtempSync(join(tmpdir(), 'inlay-bench-'));
  const sides = startSides(options, network, folder);
  try {
    const introductions = await introduce(sides, network);
    const times = await race(sides, options.pairs);
    const row = rowOf(options, times);
    if (!options.json) report(row, introductions);
    else process.stdout.write(`${JSON.stringify({ rows: [row] })}\n`);
  } finally {
    await Promise.all(sides.map((side) => side.end()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The person asked for something that there is not. */
export class UsageError extends Error {}

/** Pairing cancels a slow machine, not one whose cores are taken: then what runs on one thread gains unduly. */
function warnWhenBusy(): void {
  const [load = 0] = loadavg();
  if (load < 0.5) return;
  const text = `bench: this machine is busy (load ${load.toFixed(1)} before the start); measure on a quiet one`;
  process.stderr.write(`${text}\n`);
}

function threads(): number {
  return Number(process.env['TF_NUM_INTRAOP_THREADS'] ?? cpus().length);
}

/** Ours, stock, Keras, in this order; all on the same number of threads. */
function startSides(
  { network: name, batch }: StepOptions,
  network: BenchNetwork,
  folder: string,
): readonly [Contestant, Contestant, Contestant] {
  const python = peerPython('keras');
  if (python === null) {
    throw new UsageError('Keras is not set up here to compare with; run `npm run setup -- keras`.');
  }
  const file = join(folder, 'batches.bin');
  const data = makeBatches(network, batch).flatMap(({ images, labels }) => [images, labels]);
  writeFileSync(file, Buffer.concat(data.map((part) => new Uint8Array(part.buffer))));
  const count = String(threads());
  const env = {
    ...process.env,
    TF_NUM_INTRAOP_THREADS: count,
    TF_NUM_INTEROP_THREADS: count,
    OMP_NUM_THREADS: count,
    TF_CPP_MIN_LOG_LEVEL: '3',
  };
  const bundle = process.argv[1]!;
  const own = (side: string): readonly string[] => [bundle, 'side', side, name, String(batch)];
  return [
    new Contestant('ours', process.execPath, own('ours'), env),
    new Contestant('stock tfjs-node', process.execPath, own('stock'), env),
    new Contestant('Keras', python, ['-c', kerasScript, name, String(batch), file], env),
  ];
}

async function introduce(
  sides: readonly Contestant[],
  network: BenchNetwork,
): Promise<readonly Introduction[]> {
  const introductions = await Promise.all(sides.map((side) => side.introduction()));
  introductions.forEach(({ parameters }, index) => {
    if (parameters === network.parameters) return;
    throw new Error(`${sides[index]!.name} has ${parameters} parameters, not ${network.parameters}`);
  });
  return introductions;
}

type Times = readonly [number[], number[], number[]];

async function race(sides: readonly Contestant[], pairs: number): Promise<Times> {
  const times: Times = [[], [], []];
  for (let round = -WARM_UP; round < pairs; round++) {
    for (const side of ORDERS[(round + WARM_UP) % ORDERS.length]!) {
      const milliseconds = await sides[side]!.step();
      if (round >= 0) times[side].push(milliseconds);
    }
    progress(round + 1, pairs);
  }
  return times;
}

function progress(done: number, pairs: number): void {
  if (!process.stderr.isTTY) return;
  const text = done <= 0 ? 'warming up' : `${done} of ${pairs} rounds`;
  process.stderr.write(`\r${text}\x1b[K${done === pairs ? '\r\x1b[K' : ''}`);
}

function rowOf({ network: name, batch, pairs }: StepOptions, [ours, tfjs, keras]: Times): StepRow {
  const [vsTfjs, vsKeras] = [pairedRatio(ours, tfjs), pairedRatio(ours, keras)];
  return {
    name,
    batch,
    pairs,
    threads: threads(),
    ours_ms: rounded(median(ours), 2),
    tfjs_ms: rounded(median(tfjs), 2),
    keras_ms: rounded(median(keras), 2),
    vs_tfjs: rounded(vsTfjs.value, 4),
    vs_tfjs_low: rounded(vsTfjs.low, 4),
    vs_tfjs_high: rounded(vsTfjs.high, 4),
    vs_keras: rounded(vsKeras.value, 4),
    vs_keras_low: rounded(vsKeras.low, 4),
    vs_keras_high: rounded(vsKeras.high, 4),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function report(row: StepRow, [ours, stock, keras]: readonly Introduction[]): void {
  const [{ model } = { model: 'unknown processor' }] = cpus();
  const line = (name: string, ms: number, ratio: Ratio | null, versions = ''): string => {
    const compared = ratio
      ? `${ratio.value.toFixed(3)}  [${ratio.low.toFixed(3)}, ${ratio.high.toFixed(3)}]`
      : '';
    return `  ${name.padEnd(18)}${ms.toFixed(1).padStart(9)}  ${compared.padEnd(25)}${versions}`.trimEnd();
  };
  const tfjs = { value: row.vs_tfjs, low: row.vs_tfjs_low, high: row.vs_tfjs_high };
  const peer = { value: row.vs_keras, low: row.vs_keras_low, high: row.vs_keras_high };
  const lines = [
    `${row.name}, one training step, batch ${row.batch}: medians of ${row.pairs} interleaved rounds`,
    `${model}, ${cpus().length} cores, ${row.threads} threads, Node ${process.versions.node}`,
    '',
    `  ${''.padEnd(18)}${'ms'.padStart(9)}  ours over it, 95 % interval`,
    line('ours', row.ours_ms, null, `${' '.repeat(0)}${ours?.versions ?? ''}`),
    line('stock tfjs-node', row.tfjs_ms, tfjs, stock?.versions),
    line('Keras 3', row.keras_ms, peer, keras?.versions),
    '',
    verdict('stock tfjs-node', tfjs, BOUNDS.tfjs),
    verdict('Keras 3', peer, BOUNDS.keras),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function verdict(
  name: string,
  ratio: Ratio,
  bound: { readonly value: number; readonly high: number },
): string {
  const kept = ratio.value <= bound.value && ratio.high <= bound.high;
  return `  ${kept ? 'within' : 'OUTSIDE'} the bound to ${name}: ${bound.value}, upper end ${bound.high}`;
}
