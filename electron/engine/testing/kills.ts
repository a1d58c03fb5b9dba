import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { randomStream, type RandomStream } from '../../../shared/recipe/random';
import type { ChildJob } from './run-child';

export interface KillPlan {
  /** Bundle of `run-child.ts`. */
  readonly script: string;
  /** Where the runs go. */
  readonly folder: string;
  readonly job: NonNullable<ChildJob['train']>;
  readonly kills: number;
  /** At least so many of them while a temporary checkpoint is on the disk. */
  readonly duringCheckpoint: number;
  /** Kills one run suffers before it is let finish. */
  readonly killsPerRun: number;
  readonly seed: number;
}

export interface KillReport {
  readonly kills: number;
  /** Kills that left a temporary checkpoint behind. */
  readonly duringCheckpoint: number;
  /** Steps of the checkpoints that were gone on from, in order. */
  readonly resumedFrom: readonly number[];
  /** What differs from the uninterrupted run, by run. */
  readonly differences: readonly string[];
}

/**
 * Trains once without interruption, then kills runs like it with SIGKILL at random points, goes on with each, and
 * compares what they leave with the first, byte for byte.
 */
export async function killRuns(plan: KillPlan): Promise<KillReport> {
  const stream = randomStream(plan.seed, 'kills');
  const whole = path.join(plan.folder, 'whole');
  await finish(plan, { directory: whole, train: plan.job });
  const differences: string[] = [];
  const resumedFrom: number[] = [];
  let kills = 0;
  let duringCheckpoint = 0;
  for (let run = 0; kills < plan.kills || duringCheckpoint < plan.duringCheckpoint; run++) {
    if (kills > 4 * plan.kills) throw new Error('kills hardly ever meet a checkpoint');
    if (run > 4 * plan.kills) throw new Error('runs mostly end before they are killed');
    const directory = path.join(plan.folder, `run-${run}`);
    let killed = 0;
    for (let attempt = 0; killed < plan.killsPerRun && attempt < 3 * plan.killsPerRun; attempt++) {
      const fresh = !fs.existsSync(path.join(directory, 'run.json'));
      const job: ChildJob = fresh ? { directory, train: plan.job } : { directory };
      // The second half of the kills waits for a temporary checkpoint; the first half comes when it comes.
      const waits = kills % 2 === 1 || kills >= plan.kills;
      if (!(await killOnce(plan, job, waits, stream))) continue;
      killed += 1;
      kills += 1;
      if (temporaries(directory).length > 0) duringCheckpoint += 1;
      resumedFrom.push(stepOf(directory));
    }
    await finish(plan, { directory });
    differences.push(...compare(whole, directory).map((what) => `run-${run}: ${what}`));
  }
  return { kills, duringCheckpoint, resumedFrom, differences };
}

/** Starts a job and kills it at a random point. False when it had ended before. */
async function killOnce(
  plan: KillPlan,
  job: ChildJob,
  waits: boolean,
  stream: RandomStream,
): Promise<boolean> {
  const { child, ended } = start(plan, job);
  const first = stepOf(job.directory);
  const from = first + 1 + Math.floor(stream.nextFloat() * Math.max(1, plan.job.steps - first - 1));
  const delay = stream.nextFloat() * 30;
  // A process that a signal ended has no exit code.
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  while (alive() && linesOf(job.directory) < from) await pause(1);
  if (!waits) await pause(delay);
  if (waits) await stopDuringCheckpoint(child, alive, job.directory);
  child.kill('SIGKILL');
  const { code, signal, errors } = await ended;
  // Only we may end it with a signal, and what it ends by itself must end well.
  if (signal === null ? code !== 0 : signal !== 'SIGKILL') {
    throw new Error(`the child ended with ${signal ?? code}: ${errors}`);
  }
  return signal === 'SIGKILL';
}

/**
 * Lets a process run in short pieces until one ends while a temporary checkpoint is there, and leaves it stopped then.
 * Looking at a process that runs on would mostly come too late where others use the processor.
 */
async function stopDuringCheckpoint(
  child: ChildProcess,
  alive: () => boolean,
  directory: string,
): Promise<void> {
  while (alive()) {
    child.kill('SIGSTOP');
    while (alive() && !isStopped(child.pid)) await pause(0);
    if (temporaries(directory).length > 0) return;
    child.kill('SIGCONT');
    await pause(1);
  }
}

/** Whether the kernel has stopped a process: state `T` in proc(5). */
function isStopped(pid: number | undefined): boolean {
  try {
    const status = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).startsWith('T');
  } catch {
    return true;
  }
}

async function finish(plan: KillPlan, job: ChildJob): Promise<void> {
  const { code, errors } = await start(plan, job).ended;
  if (code !== 0) throw new Error(`the child ended with ${code}: ${errors}`);
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
}

function start({ script }: KillPlan, job: ChildJob): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [script, JSON.stringify(job)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, errors }));
  });
  return { child, ended };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => (ms === 0 ? setImmediate(resolve) : setTimeout(resolve, ms)));
}

function temporaries(directory: string): readonly string[] {
  try {
    return fs.readdirSync(path.join(directory, 'checkpoint')).filter((name) => /^step-.*\.tmp$/.test(name));
  } catch {
    return [];
  }
}

/** Steps told so far. */
function linesOf(directory: string): number {
  try {
    const text = fs.readFileSync(path.join(directory, 'metrics.jsonl'), 'utf8');
    return text.split('\n').filter((line) => line.startsWith('{"type":"step"')).length;
  } catch {
    return 0;
  }
}

/** The step of the last checkpoint; 0 without one. */
function stepOf(directory: string): number {
  try {
    const text = fs.readFileSync(path.join(directory, 'checkpoint', 'last.json'), 'utf8');
    return (JSON.parse(text) as { step: number }).step;
  } catch {
    return 0;
  }
}

/** Names of what differs between two runs: their metrics, the files of their last and best checkpoints, leftovers. */
function compare(whole: string, other: string): readonly string[] {
  const read = (run: string, name: string): Buffer => fs.readFileSync(path.join(run, name));
  const names = ['metrics.jsonl'];
  for (const which of ['last.json', 'best.json']) {
    if (!fs.existsSync(path.join(whole, 'checkpoint', which))) continue;
    const text = read(whole, `checkpoint/${which}`).toString();
    const { folder } = JSON.parse(text) as { folder: string };
    names.push(`checkpoint/${folder}/weights.safetensors`, `checkpoint/${folder}/slots.safetensors`);
  }
  const differing = names.filter((name) => !read(whole, name).equals(read(other, name)));
  const left = fs.readdirSync(other).concat(fs.readdirSync(path.join(other, 'checkpoint')));
  return [...differing, ...left.filter((name) => name.endsWith('.tmp') || name === 'lock.json')];
}
