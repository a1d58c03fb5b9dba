import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '../../electron/engine/data/open-dataset';
import { loadTf } from '../../electron/engine/load-tf';
import { RunControl } from '../../electron/engine/session/control';
import { train } from '../../electron/engine/session/run-session';
import type { RunEvent, TimingEvent } from '../../shared/protocol/events';
import { benchDocument, benchRecipe } from './document';
import { networks } from './networks';
import { median, quantile } from './statistics';

export interface OverheadOptions {
  readonly steps: number;
  readonly batch: number;
  readonly json: boolean;
}

/** Steps that are not counted: the native graph is planned in the first, and the code is compiled in the next ones. */
const WARM_UP = 20;
const BOUND_MS = 0.5;

/**
 * What the engine adds to a step: in a real run on CIFAR-10 (batch worker, preprocessing, metrics and timing on disk,
 * events told), the whole turn of the loop less the native call within it.
 */
export async function benchOverhead({ steps, batch, json }: OverheadOptions): Promise<void> {
  const network = networks['nin-cifar10']!;
  const data = await openDataset('cifar10', { limit: 5000 });
  if (!data.ok) throw new Error(`no CIFAR-10 to train on: ${JSON.stringify(data.problem)}`);
  const folder = mkdtempSync(join(tmpdir(), 'inlay-bench-'));
  const timings: TimingEvent[] = [];
  const problems: RunEvent[] = [];
  try {
    const outcome = await train({
      runtime: loadTf(),
      document: benchDocument(network),
      recipe: { ...benchRecipe(network, batch), epochs: 1000, learningRate: 0.001 },
      data: { dataset: { ...data.value, test: null }, source: 'cifar10', limit: 5000 },
      directory: join(folder, 'run'),
      steps: WARM_UP + steps,
      clock: () => performance.timeOrigin + performance.now(),
      sink: (event) => {
        if (event.type === 'timing') timings.push(event);
        if (event.type === 'problem') problems.push(event);
      },
      signal: new AbortController().signal,
      control: new RunControl(),
    });
    if (!outcome.ok) throw new Error(`the run failed: ${JSON.stringify(problems)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  tell(timings.slice(WARM_UP), batch, json);
}

function tell(timings: readonly TimingEvent[], batch: number, json: boolean): void {
  const beyond = timings.map(({ turnMs, nativeMs }) => turnMs - nativeMs);
  const row = {
    name: 'engine-overhead',
    batch,
    steps: timings.length,
    native_ms: Number(median(timings.map(({ nativeMs }) => nativeMs)).toFixed(3)),
    overhead_ms: Number(median(beyond).toFixed(4)),
    overhead_p95_ms: Number(quantile(beyond, 0.95).toFixed(4)),
  };
  if (json) {
    process.stdout.write(`${JSON.stringify({ rows: [row] })}\n`);
    return;
  }
  const lines = [
    `Engine overhead beyond the native call, ${row.steps} steps at batch ${batch} (${cpus().length} cores)`,
    `  native call   ${row.native_ms.toFixed(2)} ms, median`,
    `  the rest      ${row.overhead_ms.toFixed(3)} ms, median; ${row.overhead_p95_ms.toFixed(3)} ms, 95th percentile`,
    `  ${row.overhead_ms < BOUND_MS ? 'within' : 'OUTSIDE'} the bound: ${BOUND_MS} ms`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
