import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { _electron } from 'playwright-core';
import { electronBinary } from '../../electron/provision/index.mjs';
import { openDisplay } from '../../e2e/window/display';
import { ELECTRON_ARGUMENTS, launchInlay, type Inlay } from '../../e2e/window/launch';
import { Editor } from '../../e2e/window/editor';
import { median, pairedRatio, quantile } from './statistics';

export interface WindowOptions {
  readonly pairs: number;
  readonly json: boolean;
}

/** What a window costs that holds nothing: the same Electron, one page without a script. */
const EMPTY_MAIN = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  window.loadFile(process.argv[process.argv.length - 1]);
});
`;
const EMPTY_PAGE = '<!doctype html><title>empty</title><body data-ready>empty</body>';

const START_BOUND = 1.5;
const LAG_BOUND_MS = 50;
const DELAY_BOUND_MS = 100;
/** Seconds that lag and frames are looked at, each time. */
const LOOK_MS = 10_000;

interface Row {
  readonly name: string;
  readonly [figure: string]: number | string;
}

/**
 * Start-up beside an empty window of the same Electron, pair by pair; the main process's lag and the window's frame
 * times at rest and while a network trains on real images.
 */
export async function benchWindow({ pairs, json }: WindowOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'inlay-bench-'));
  const display = await openDisplay();
  process.env['DISPLAY'] = display.name;
  try {
    const rows = [await benchStart(folder, pairs), ...(await benchTraining(folder))];
    tell(rows, json);
  } finally {
    display.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchStart(folder: string, pairs: number): Promise<Row> {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'main.cjs'), EMPTY_MAIN);
  writeFileSync(join(empty, 'index.html'), EMPTY_PAGE);
  const ours: number[] = [];
  const theirs: number[] = [];
  // The first start of each fills the disk cache.
  for (let pair = -1; pair < pairs; pair++) {
    const first = await timed(() => startOurs(join(folder, `start-${pair}`)));
    const second = await timed(() => startEmpty(empty));
    if (pair < 0) continue;
    ours.push(first);
    theirs.push(second);
  }
  const { value: ratio, low, high } = pairedRatio(ours, theirs);
  return {
    name: 'start',
    pairs,
    ours_ms: round(median(ours)),
    empty_ms: round(median(theirs)),
    ratio: round(ratio, 3),
    ratio_low: round(low, 3),
    ratio_high: round(high, 3),
  };
}

/** Milliseconds from the start until `begin` says that the window can be used; ending it is not counted. */
async function timed(begin: () => Promise<() => Promise<void>>): Promise<number> {
  const start = performance.now();
  const end = await begin();
  const took = performance.now() - start;
  await end();
  return took;
}

async function startOurs(folder: string): Promise<() => Promise<void>> {
  const inlay = await launchInlay({ folder });
  return () => inlay.kill();
}

async function startEmpty(folder: string): Promise<() => Promise<void>> {
  const app = await _electron.launch({
    executablePath: electronBinary()!,
    args: [...ELECTRON_ARGUMENTS, join(folder, 'main.cjs'), join(folder, 'index.html')],
  });
  const page = await app.firstWindow();
  await page.locator('[data-ready]').waitFor({ state: 'attached' });
  return () =>
    new Promise((resolve) => {
      app.process().once('exit', () => resolve());
      app.process().kill('SIGKILL');
    });
}

async function benchTraining(folder: string): Promise<readonly Row[]> {
  const inlay = await launchInlay({ folder: join(folder, 'train'), size: { width: 1440, height: 900 } });
  try {
    const editor = new Editor(inlay.page);
    await editor.openTemplate('NIN, MNIST');
    await editor.settle();
    const rest = await look(inlay, 'at rest');
    await editor.train();
    await editor.waitForStep(5);
    const training = await look(inlay, 'training');
    const delay = await benchDelay(inlay);
    await editor.stop();
    return [rest, training, delay];
  } finally {
    await inlay.kill();
  }
}

/** Lag of the main process's event loop and gaps between the window's frames, in the same seconds. */
async function look(inlay: Inlay, name: string): Promise<Row> {
  const lag = inlay.app.evaluate(sampleLag, LOOK_MS);
  const frames = inlay.page.evaluate(sampleFrames, LOOK_MS);
  const [lags, gaps] = [await lag, await frames];
  return {
    name,
    main_lag_ms: round(median(lags)),
    main_lag_p95_ms: round(quantile(lags, 0.95)),
    main_lag_max_ms: round(Math.max(...lags)),
    frame_ms: round(median(gaps)),
    frame_p95_ms: round(quantile(gaps, 0.95)),
    frame_max_ms: round(Math.max(...gaps)),
  };
}

/** From a step's line on the disk, which the engine writes as the step ends, to its number on the screen. */
async function benchDelay({ page, folder }: Inlay): Promise<Row> {
  const runs = join(folder, 'app', 'runs');
  const metrics = join(runs, readdirSync(runs)[0]!, 'metrics.jsonl');
  const shown = page.evaluate(sampleSteps, LOOK_MS);
  const written = await watchSteps(metrics, LOOK_MS);
  const delays = (await shown).flatMap(([step, at]) => {
    const from = written.get(step);
    return from === undefined ? [] : [at - from];
  });
  return {
    name: 'delay',
    steps: delays.length,
    delay_ms: round(median(delays)),
    delay_p95_ms: round(quantile(delays, 0.95)),
    delay_max_ms: round(Math.max(...delays)),
  };
}

/** When each step's line came, looked at every few milliseconds; milliseconds since 1970. */
function watchSteps(file: string, ms: number): Promise<ReadonlyMap<number, number>> {
  const seen = new Map<number, number>();
  const lines = (): number[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => (/^\{"type":"step","step":(\d+)/.exec(line) ?? []).slice(1).map(Number));
  const known = new Set(lines());
  const until = Date.now() + ms;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = Date.now();
      for (const step of lines()) if (!known.has(step) && !seen.has(step)) seen.set(step, now);
      if (now < until) return;
      clearInterval(timer);
      resolve(seen);
    }, 4);
  });
}

/** When each step's number came onto the screen. Runs in the page. */
function sampleSteps(ms: number): Promise<[step: number, at: number][]> {
  // The page's world, of which this program's types know nothing.
  const page = globalThis as unknown as {
    readonly document: { querySelectorAll(selector: string): Iterable<{ textContent: string }> };
    requestAnimationFrame(callback: () => void): void;
  };
  const seen: [number, number][] = [];
  const until = Date.now() + ms;
  return new Promise((resolve) => {
    const frame = (): void => {
      for (const { textContent } of page.document.querySelectorAll('dd')) {
        const match = /^([\d,]+) \/ [\d,]+$/.exec(textContent);
        if (match === null) continue;
        const step = Number(match[1]!.replace(/,/g, ''));
        if (seen[seen.length - 1]?.[0] !== step) seen.push([step, Date.now()]);
        break;
      }
      if (Date.now() < until) page.requestAnimationFrame(frame);
      else resolve(seen);
    };
    page.requestAnimationFrame(frame);
  });
}

/** How late a timer of 10 ms comes, over and over. Runs in the main process. */
function sampleLag(_electronModule: unknown, ms: number): Promise<number[]> {
  const every = 10;
  const lags: number[] = [];
  const began = Date.now();
  let last = Number(process.hrtime.bigint()) / 1e6;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = Number(process.hrtime.bigint()) / 1e6;
      lags.push(Math.max(0, now - last - every));
      last = now;
      if (Date.now() - began < ms) return;
      clearInterval(timer);
      resolve(lags);
    }, every);
  });
}

/** Milliseconds between animation frames. Runs in the page. */
function sampleFrames(ms: number): Promise<number[]> {
  // The page's world, of which this program's types know nothing.
  const page = globalThis as unknown as {
    readonly performance: { now(): number };
    requestAnimationFrame(callback: () => void): void;
  };
  const gaps: number[] = [];
  const began = page.performance.now();
  let last = began;
  return new Promise((resolve) => {
    const frame = (): void => {
      const now = page.performance.now();
      gaps.push(now - last);
      last = now;
      if (now - began < ms) page.requestAnimationFrame(frame);
      else resolve(gaps);
    };
    page.requestAnimationFrame(frame);
  });
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

function tell(rows: readonly Row[], json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ rows })}\n`);
    return;
  }
  const [start] = rows;
  const looks = rows.filter(({ main_lag_ms: lag }) => lag !== undefined);
  const delay = rows.find(({ name }) => name === 'delay')!;
  const verdict = (good: boolean): string => (good ? 'within' : 'OUTSIDE');
  const { pairs, ours_ms, empty_ms, ratio, ratio_low, ratio_high } = start!;
  const lines = [
    `The window (${cpus().length} cores, software rendering under Xvfb)`,
    `  start to usable   ${ours_ms} ms; an empty window ${empty_ms} ms (medians of ${pairs} pairs)`,
    `  ratio             ${ratio} (${ratio_low} to ${ratio_high}), ${verdict(Number(ratio) < START_BOUND)} the bound: ${START_BOUND}`,
    ...looks.flatMap((row) => [
      `  ${row.name}`,
      `    main process lag  ${row['main_lag_ms']} ms median, ${row['main_lag_p95_ms']} ms 95th percentile, ${row['main_lag_max_ms']} ms at most; ${verdict(Number(row['main_lag_p95_ms']) < LAG_BOUND_MS)} the bound: ${LAG_BOUND_MS} ms`,
      `    frames            ${row['frame_ms']} ms median, ${row['frame_p95_ms']} ms 95th percentile, ${row['frame_max_ms']} ms at most`,
    ]),
    `  a step on the screen  ${delay['delay_ms']} ms after its line is on the disk (median of ${delay['steps']}), ${delay['delay_p95_ms']} ms 95th percentile, ${delay['delay_max_ms']} ms at most; ${verdict(Number(delay['delay_p95_ms']) < DELAY_BOUND_MS)} the bound: ${DELAY_BOUND_MS} ms`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
