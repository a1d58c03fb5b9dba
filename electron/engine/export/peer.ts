import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { problem, type Problem } from '../../../shared/problems/problem';
import { failure, success, type Result } from '../../../shared/problems/result';
import script from './peers/keras_peer.py?raw';

/** A check of a large network on a slow machine takes minutes, never this long. */
const PATIENCE_MS = 600_000;

/** As much of what the peer wrote to stderr as a message can use. */
const TAIL = 4_000;

/** What the script answers (see its head). */
export type PeerAnswer = { readonly version: string };

export type PeerRequest =
  | {
      readonly op: 'keras' | 'saved-model';
      readonly model: string;
      readonly inputs: string;
      readonly from: number;
      readonly to: number;
      /** What to compute, by the name to file it under: layers of a Keras model, tensors of a SavedModel's graph. */
      readonly fetch: Readonly<Record<string, string>>;
      /** SavedModel only: tensors of its graph that take the inputs, by input name. */
      readonly feeds?: Readonly<Record<string, string>>;
      readonly out: string;
    }
  | { readonly op: 'variables'; readonly model: string; readonly out: string };

export interface PeerOptions {
  readonly patienceMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** One Python process with Keras and TensorFlow that runs exports. It starts with the first request. */
export class PythonPeer {
  private child: ChildProcessWithoutNullStreams | null = null;
  private errors = '';
  private waiting: ((line: string | null) => void) | null = null;
  private readonly patienceMs: number;
  private readonly signal: AbortSignal | undefined;

  /**
   * @param python the interpreter of the Keras peer
   * @param options.patienceMs how long one request may take
   * @param options.signal ends the process at once; requests then fail, and none starts another
   */
  constructor(
    private readonly python: string,
    { patienceMs = PATIENCE_MS, signal }: PeerOptions = {},
  ) {
    this.patienceMs = patienceMs;
    this.signal = signal;
    signal?.addEventListener('abort', () => this.close());
  }

  /**
   * Asks and waits for the answer; one request at a time.
   * @returns the answer, or `target/peer-failed` with what Python said
   */
  async request(target: string, request: PeerRequest): Promise<Result<PeerAnswer>> {
    if (this.waiting) throw new Error('the peer is busy');
    if (this.signal?.aborted === true) return failure(this.failed(target, 'it was stopped'));
    const line = await this.exchange(JSON.stringify(request));
    if (line === null) return failure(this.failed(target, this.lastWords()));
    const answer = JSON.parse(line) as { ok: true; version: string } | { ok: false; error: string };
    return answer.ok ? success(answer) : failure(this.failed(target, oneLine(answer.error)));
  }

  /** Ends the process, whatever it does. */
  close(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private exchange(line: string): Promise<string | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.errors += `\nno answer within ${Math.round(this.patienceMs / 1000)} s`;
        this.close();
        done(null);
      }, this.patienceMs);
      const done = (answer: string | null) => {
        if (this.waiting !== done) return;
        clearTimeout(timer);
        this.waiting = null;
        resolve(answer);
      };
      this.waiting = done;
      (this.child ??= this.start()).stdin.write(`${line}\n`);
    });
  }

  private start(): ChildProcessWithoutNullStreams {
    this.errors = '';
    const child = spawn(this.python, ['-I', '-B', '-c', script], { env: environment() });
    const ended = () => {
      if (this.child === child) this.child = null;
      this.waiting?.(null);
    };
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-TAIL);
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.waiting?.(line));
    // Writing to a process that has just died is no news of its own.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      this.errors += `\n${error.message}`;
      ended();
    });
    child.on('close', ended);
    return child;
  }

  private failed(target: string, detail: string): Problem {
    return problem('target/peer-failed', { target, detail });
  }

  /** The last line Python wrote is the error itself; TensorFlow's log lines before it are not. */
  private lastWords(): string {
    const lines = this.errors.split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '').pop() ?? 'it ended without a word';
  }
}

/** The peer computes on the CPU, in float32, whatever the user's own settings are. */
function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    KERAS_BACKEND: 'tensorflow',
    TF_CPP_MIN_LOG_LEVEL: '3',
    CUDA_VISIBLE_DEVICES: '-1',
    PYTHONIOENCODING: 'utf-8',
  };
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 600 ? `${line.slice(0, 600)}…` : line;
}
