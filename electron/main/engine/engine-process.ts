import os from 'node:os';
import type { MessagePortMain } from 'electron';

/** What of Electron's utility process the host uses. */
export interface UtilityChild {
  readonly pid: number | undefined;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown, transfer?: MessagePortMain[]): void;
  kill(): boolean;
  on(event: 'spawn', listener: () => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** The last lines of the engine's standard error are kept: what TensorFlow said before it went. */
const TAIL_LINES = 20;
const LONGEST_TAIL = 16 * 1024;

/**
 * One engine process: what it does now, and what it said last. Its exit is told once, however it comes.
 */
export class EngineProcess {
  /** Resolves with the process's number once it runs; null when it ended before that. */
  readonly started: Promise<number | null>;
  /** Runs it works on, exports and evaluations too, as it told last. */
  active: readonly string[] = [];
  /** Whether TensorFlow was loaded into it. */
  hasTensorFlow = false;
  /** Set by who ends it: its exit is then no crash. */
  isUnwanted = false;
  isGone = false;
  private errors = '';

  constructor(
    private readonly child: UtilityChild,
    private readonly tells: {
      readonly changed: () => void;
      readonly exited: (code: number) => void;
      /** A mistake of the engine's own ended a run; the process goes on. */
      readonly fault: (message: string) => void;
    },
  ) {
    this.started = new Promise((resolve) => {
      child.on('spawn', () => resolve(child.pid ?? null));
      child.on('exit', () => resolve(null));
    });
    child.on('exit', (code) => {
      this.isGone = true;
      tells.exited(code);
    });
    child.on('message', (message) => {
      if (this.hear(message)) tells.changed();
    });
    // Unread output would block the process once its pipe is full.
    child.stdout?.on('data', () => undefined);
    child.stderr?.on('data', (bytes: Buffer) => {
      this.errors = `${this.errors}${bytes.toString('utf8')}`.slice(-LONGEST_TAIL);
    });
  }

  get pid(): number | null {
    return this.isGone ? null : (this.child.pid ?? null);
  }

  /** The end of what it wrote to standard error. */
  get lastWords(): string {
    return this.errors.trim().split('\n').slice(-TAIL_LINES).join('\n');
  }

  /** Hands it a port to a window. */
  give(port: MessagePortMain): void {
    this.child.postMessage({ type: 'port' }, [port]);
  }

  /** Asks it to stop every run, each with a checkpoint. */
  stopAll(): void {
    if (!this.isGone) this.child.postMessage({ type: 'stop-all' });
  }

  /**
   * Ends it at once. On POSIX by the signal no process can ignore: inside a step nothing else is heard until the step
   * is done. Windows has only the one way to end a process.
   */
  end(): void {
    this.isUnwanted = true;
    if (this.isGone) return;
    const { pid } = this.child;
    if (pid === undefined || process.platform === 'win32') {
      this.child.kill();
      return;
    }
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended in this moment.
    }
  }

  /** The engine tells its parent what it works on; of all it tells windows, only that TensorFlow is loaded counts. */
  private hear(message: unknown): boolean {
    const { type, runs, message: text } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if (type === 'ready') this.hasTensorFlow = true;
    else if (type === 'active' && Array.isArray(runs)) this.active = runs.map(String);
    else {
      if (type === 'fault') this.tells.fault(String(text));
      return false;
    }
    return true;
  }
}

/** How a process ended: on POSIX, Electron tells a signal's number in the place of an exit code. */
export interface Account {
  readonly code: number;
  readonly bySignal: boolean;
}

/** Why a process ended by itself, for people: a signal's name, or its exit code. */
export function reasonOf({ code, bySignal }: Account): string {
  if (!bySignal || process.platform === 'win32') return String(code);
  const signal = Object.entries(os.constants.signals).find(([, number]) => number === code);
  return signal?.[0] ?? String(code);
}
