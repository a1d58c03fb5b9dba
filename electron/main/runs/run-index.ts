import fs from 'node:fs/promises';
import path from 'node:path';
import { defaultRunDirectory, METRICS_FILE, TIMING_FILE } from '../../engine/runs/run-directory';
import { loadRunRecord, readRunRecord, RUN_FILE, type RunRecord } from '../../engine/runs/record';
import { fail } from '../../../shared/problems/problem';
import type { RunSummary, StoredRun } from '../../../shared/protocol/window';
import { newestMetrics, type NewestMetrics } from './metrics-tail';
import { holderOf } from './run-lock';

/** Of a run with more lines than fit, the window gets the newest. */
const LARGEST_METRICS = 96 * 1024 * 1024;
/** `run.json` holds one document; one that is larger is none of ours. */
const LARGEST_RECORD = 64 * 1024 * 1024;

const NO_METRICS: NewestMetrics = {
  step: 0,
  epoch: 0,
  loss: null,
  accuracy: null,
  valAccuracy: null,
  finished: false,
  testAccuracy: null,
};

/** What a run's files were when its summary was made: while they stay so, it holds. */
interface Cached {
  readonly key: string;
  readonly summary: Omit<RunSummary, 'state'>;
  readonly finished: boolean;
}

/** Tell a run, or an export of ours, wherever it is. */
export const RECORD_FILES = [RUN_FILE, 'export.json'] as const;

export interface RunPlaces {
  /** Where runs of documents without a file go. */
  readonly own: () => string;
  /** Folders that are looked into beside those. */
  readonly also: readonly string[];
}

/**
 * The runs on the disk. Reads without holding up the process: in turns, from the ends of long files, and again only
 * what has changed. A window reaches directories inside the folders it was shown, and no others.
 */
export class RunIndex {
  private readonly cache = new Map<string, Cached>();
  /** Folders of runs that windows were told of. */
  private readonly shown = new Set<string>();

  constructor(private readonly places: RunPlaces) {}

  /**
   * A new run directory, not made yet.
   * @param file of the document; null puts the run among the app's own
   */
  place(file: string | null, name: string, now: number): string {
    const folder = file === null ? this.places.own() : besideFile(file);
    this.shown.add(folder);
    return path.join(folder, path.basename(defaultRunDirectory('', name, now)));
  }

  /** All runs beside a file and among the app's own, newest first. What is no run, or is damaged, is left out. */
  async list(file: string | null): Promise<RunSummary[]> {
    const folders = [...new Set([...(file === null ? [] : [besideFile(file)]), ...this.ownFolders()])];
    const found: RunSummary[] = [];
    for (const folder of folders) {
      this.shown.add(folder);
      for (const name of await foldersIn(folder)) {
        const summary = await this.summarise(path.join(folder, name));
        if (summary !== null) found.push(summary);
      }
    }
    return found.sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  }

  /**
   * Everything the window shows of a run.
   * Signals `run/not-listed`, `run/not-a-run`, `run/damaged` or `file/not-readable`.
   */
  async read(directory: string): Promise<StoredRun> {
    this.check(directory);
    const record = loadRunRecord(directory);
    const summary = await this.summarise(directory);
    if (summary === null) return fail('run/not-a-run', { path: directory, missing: RUN_FILE });
    const { batch } = record.recipe;
    const perEpoch = stepsPerEpoch(record);
    return {
      summary,
      document: record.document,
      metrics: await wholeLines(path.join(directory, METRICS_FILE)),
      timing: await wholeLines(path.join(directory, TIMING_FILE)),
      batch,
      steps: plannedSteps(record),
      stepsPerEpoch: perEpoch,
    };
  }

  /**
   * Makes sure that a directory may go to the trash.
   * Signals `run/not-listed`, `run/not-a-run`, `run/damaged` or `run/busy`.
   */
  async checkRemovable(directory: string): Promise<void> {
    this.check(directory);
    loadRunRecord(directory);
    // A link would be taken away, and the run it leads to kept.
    if (!(await isFolder(directory))) fail('run/not-a-run', { path: directory, missing: RUN_FILE });
    const pid = await holderOf(directory);
    if (pid !== null) fail('run/busy', { path: directory, pid });
  }

  /** Whether a path is a run that windows were told of. */
  isShown(directory: string): boolean {
    return path.isAbsolute(directory) && this.shown.has(path.dirname(path.resolve(directory)));
  }

  private check(directory: string): void {
    if (!this.isShown(directory)) fail('run/not-listed', { path: directory });
  }

  private ownFolders(): string[] {
    return [this.places.own(), ...this.places.also];
  }

  private async summarise(directory: string): Promise<RunSummary | null> {
    const key = await changesOf(directory);
    if (key === null) return null;
    const known = this.cache.get(directory);
    const current = known?.key === key ? known : await summaryOf(directory, key);
    if (current === null) return null;
    this.cache.set(directory, current);
    const state = current.finished ? 'finished' : 'open';
    return { ...current.summary, state: (await holderOf(directory)) === null ? state : 'active' };
  }
}

function besideFile(file: string): string {
  return path.join(path.dirname(file), 'runs');
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Changes whenever a run's files do; null when it is no run. */
async function changesOf(directory: string): Promise<string | null> {
  const record = await fs.stat(path.join(directory, RUN_FILE)).catch(() => null);
  if (record === null || record.size > LARGEST_RECORD) return null;
  const metrics = await fs.stat(path.join(directory, METRICS_FILE)).catch(() => null);
  return [record.size, record.mtimeMs, metrics?.size, metrics?.mtimeMs].join(' ');
}

async function summaryOf(directory: string, key: string): Promise<Cached | null> {
  const read = readRunRecord(directory);
  if (!read.ok) return null;
  const record = read.value;
  const perEpoch = stepsPerEpoch(record);
  const { finished, ...newest } = await newestMetrics(
    path.join(directory, METRICS_FILE),
    (step) => step >= perEpoch,
  ).catch(() => NO_METRICS);
  const summary = {
    directory,
    name: path.basename(directory),
    document: record.name,
    documentHash: record.documentHash,
    createdAt: record.createdAt,
    data: record.data.name,
    recipe: record.recipe.label,
    seed: record.seed,
    epochs: record.recipe.epochs,
    ...newest,
  };
  return { key, summary, finished };
}

function stepsPerEpoch(record: RunRecord): number {
  return Math.ceil(record.data.train / record.recipe.batch);
}

function plannedSteps(record: RunRecord): number {
  const planned = record.recipe.epochs * stepsPerEpoch(record);
  return Math.min(record.steps ?? planned, planned);
}

/** A file's whole lines, the newest of one that is too long; empty when there is none. */
async function wholeLines(file: string): Promise<string> {
  const opened = await fs.open(file, 'r').catch(() => null);
  if (opened === null) return '';
  try {
    const { size } = await opened.stat();
    const from = Math.max(0, size - LARGEST_METRICS);
    const bytes = Buffer.alloc(size - from);
    await opened.read(bytes, 0, bytes.length, from);
    const begin = from === 0 ? 0 : bytes.indexOf('\n') + 1;
    return bytes.subarray(begin, bytes.lastIndexOf('\n') + 1).toString('utf8');
  } finally {
    await opened.close();
  }
}

async function isFolder(target: string): Promise<boolean> {
  const info = await fs.lstat(target).catch(() => null);
  return info?.isDirectory() === true;
}
