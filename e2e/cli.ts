import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, '.build', 'cli.cjs');

export interface Outcome {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bundled command line as users do: a process of its own, real files, real TensorFlow. */
export function inlay(
  args: readonly string[],
  options: { cwd?: string; input?: string } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, INLAY_LANGUAGE: 'en' },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
    child.stdin.end(options.input ?? '');
  });
}

/** Standard output as JSON lines. */
export function jsonLines(outcome: Outcome): Record<string, unknown>[] {
  return outcome.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A fresh folder per test. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'inlay-e2e-'));
}

export function template(name: string): string {
  return join(ROOT, 'templates', `${name}.inlay.json`);
}

/** The order that specs give an engine of whatever process: twenty short steps of NIN on real MNIST. */
export function twentySteps(run: string, directory: string): object {
  return {
    type: 'train',
    run,
    document: readFileSync(template('nin-mnist'), 'utf8'),
    recipe: null,
    data: 'mnist',
    limit: 512,
    directory,
    epochs: 1,
    steps: 20,
    batch: 16,
    seed: 3,
    checkpointEvery: null,
  };
}
