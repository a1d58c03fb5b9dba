import { fail, ProblemSignal } from '../../../shared/problems/problem';
import type { RunEvent } from '../../../shared/protocol/events';
import {
  parseCommand,
  parseParentCommand,
  PROTOCOL_VERSION,
  type EngineMessage,
  type ParentCommand,
} from '../../../shared/protocol/contract';
import type { TfRuntime } from '../tf-runtime';
import { announcedRuntime } from './announced-runtime';
import {
  followDatasets,
  followDescribe,
  followEvaluate,
  followExport,
  followProbe,
  followResume,
  followTrain,
  stoppedExport,
  type CommandOf,
  type Work,
} from './commands';
import { RunControl } from './control';
import { EventStream } from './event-stream';
import { ProblemsSignal } from './network';

/** One end of a channel, whichever kind the process has. */
export interface EnginePort {
  postMessage(message: EngineMessage): void;
  /** Hears every message, as it arrived. */
  onMessage(listener: (message: unknown) => void): void;
  /** Hears that the other end has gone. */
  onClose(listener: () => void): void;
}

export interface EngineWorld {
  /** Loads TensorFlow; called with the first command that needs it, and again only if that failed. */
  readonly loadRuntime: () => Promise<TfRuntime>;
  /** Milliseconds since 1970, with fractions. */
  readonly clock: () => number;
  /** Where runs without a directory of their own go: into `runs/` under it. */
  readonly folder: string;
  /** Where measured kernels are kept; in the cache folder when absent. */
  readonly kernelsFile?: string | undefined;
}

interface Active {
  readonly control: RunControl;
  readonly abort: AbortController;
  readonly stream: EventStream;
  /** What a window that opens later must hear; null for work that is no run. */
  readonly last: LastTold | null;
}

/** What a run told last. */
interface LastTold {
  kernels: RunEvent | null;
  started: RunEvent | null;
  phase: RunEvent | null;
}

/**
 * The engine behind its ports: follows commands, tells every port what happens in every run and export, and who asked
 * what was asked. Work is kept apart by its ids; all of it takes turns on the one thread, but exports, which wait for
 * one another.
 */
export class Engine {
  private readonly ports = new Set<EnginePort>();
  private readonly active = new Map<string, Active>();
  private parent: EnginePort | null = null;
  private runtime: Promise<TfRuntime> | null = null;
  /** Settled when no export is going on or waiting. */
  private exports: Promise<unknown> = Promise.resolve();

  constructor(private readonly world: EngineWorld) {}

  /**
   * Serves one more port.
   * @param role the parent alone is told what is active, and may stop everything
   */
  attach(port: EnginePort, role: 'parent' | 'window' = 'window'): void {
    this.ports.add(port);
    if (role === 'parent') this.parent = port;
    // A window that opens later learns what the others heard when TensorFlow was loaded.
    this.runtime?.then(
      (runtime) => port.postMessage(readyMessage(runtime)),
      () => undefined,
    );
    if (role === 'window') this.tellGoing(port);
    port.onClose(() => {
      this.ports.delete(port);
      if (this.parent === port) this.parent = null;
    });
    port.onMessage((message) => this.receive(message, port));
  }

  /** Tells of a fault that no run caught; every run goes on. */
  fault(error: unknown): void {
    this.tell(faultMessage(null, error));
  }

  private receive(message: unknown, port: EnginePort): void {
    const parsed = port === this.parent ? parseParentCommand(message) : parseCommand(message);
    if (!parsed.ok) {
      port.postMessage({ type: 'refused', run: null, problem: parsed.problem });
      return;
    }
    const command = parsed.value;
    // Following it may read files or load a library: nothing that waits shall wait for that.
    this.beforeBusy(Infinity);
    try {
      this.follow(command, port);
    } catch (error) {
      const run = command.type === 'stop-all' ? null : command.run;
      if (error instanceof ProblemSignal) port.postMessage({ type: 'refused', run, problem: error.problem });
      else this.tell(faultMessage(run, error));
    }
  }

  private follow(command: ParentCommand, port: EnginePort): void {
    const answer = (message: EngineMessage): void => port.postMessage(message);
    const tell = (message: EngineMessage): void => this.tell(message);
    switch (command.type) {
      case 'train':
        this.begin(command.run, (work) => followTrain(command, work), tell, true);
        break;
      case 'resume':
        this.begin(command.run, (work) => followResume(command, work), tell, true);
        break;
      case 'evaluate':
        this.begin(command.run, (work) => followEvaluate(command, work), tell);
        break;
      case 'export':
        this.begin(command.run, (work) => this.exportInTurn(command, work), tell);
        break;
      case 'probe':
        this.begin(command.run, (work) => followProbe(command, work), answer);
        break;
      case 'datasets':
        answer(followDatasets(command));
        break;
      case 'describe-data':
        answer(followDescribe(command));
        break;
      case 'pause':
        this.find(command.run).control.pause();
        break;
      case 'continue':
        this.find(command.run).control.resume();
        break;
      case 'stop':
        this.find(command.run).abort.abort();
        break;
      case 'stop-all':
        this.stopAll();
        break;
    }
  }

  private find(run: string): Active {
    return this.active.get(run) ?? fail('engine/unknown-run', { run });
  }

  private begin(
    run: string,
    work: (work: Work) => Promise<EngineMessage>,
    answer: (message: EngineMessage) => void,
    isRun = false,
  ): void {
    if (this.active.has(run)) fail('engine/run-active', { run });
    const { clock, folder, kernelsFile } = this.world;
    const stream = new EventStream((events) => this.tell({ type: 'events', run, events }), clock);
    const last: LastTold | null = isRun ? { kernels: null, started: null, phase: null } : null;
    const active: Active = { control: new RunControl(), abort: new AbortController(), stream, last };
    this.active.set(run, active);
    this.tellActive();
    const given: Work = {
      clock,
      folder,
      kernelsFile,
      sink: (event) => {
        if (last !== null && isKept(event)) last[event.type] = event;
        stream.push(event);
      },
      signal: active.abort.signal,
      control: active.control,
      tensorflow: () => this.tensorflow(),
      tell: (message) => this.tell(message),
    };
    void work(given)
      .catch((error: unknown): EngineMessage => faultOf(run, error))
      .then((message) => {
        this.active.delete(run);
        stream.flush();
        answer(message);
        this.tellActive();
      });
  }

  /** One export at a time: two into one folder would take each other's files, and each may start a Python. */
  private exportInTurn(command: CommandOf<'export'>, work: Work): Promise<EngineMessage> {
    const before = this.exports;
    const stopped = new Promise((resolve) => work.signal.addEventListener('abort', resolve));
    const mine = Promise.race([before, stopped]).then(() =>
      work.signal.aborted ? stoppedExport(command) : followExport(command, work),
    );
    this.exports = Promise.allSettled([before, mine]);
    return mine;
  }

  /** Every run leaves a checkpoint. */
  private stopAll(): void {
    if (this.active.size === 0) this.tellActive();
    for (const { abort } of this.active.values()) abort.abort();
  }

  private tensorflow(): Promise<TfRuntime> {
    this.runtime ??= this.loadRuntime();
    return this.runtime;
  }

  private async loadRuntime(): Promise<TfRuntime> {
    try {
      const loaded = await this.world.loadRuntime();
      this.tell(readyMessage(loaded));
      return announcedRuntime(loaded, this.world.clock, (ms) => this.beforeBusy(ms));
    } catch (error) {
      // What was missing may be fetched by the next time.
      this.runtime = null;
      throw error;
    }
  }

  private beforeBusy(ms: number): void {
    for (const { stream } of this.active.values()) stream.beforeBusy(ms);
  }

  private tellActive(): void {
    this.parent?.postMessage({ type: 'active', runs: [...this.active.keys()] });
  }

  /** A window that was loaded anew finds its runs again. */
  private tellGoing(port: EnginePort): void {
    for (const [run, { last }] of this.active) {
      if (last === null) continue;
      const events = [last.kernels, last.started, last.phase].filter((event) => event !== null);
      port.postMessage({ type: 'going', run, events });
    }
  }

  private tell(message: EngineMessage): void {
    for (const port of this.ports) port.postMessage(message);
  }
}

/** Events that a window which opens later must hear. */
function isKept(event: RunEvent): event is Extract<RunEvent, { type: keyof LastTold }> {
  return event.type === 'kernels' || event.type === 'started' || event.type === 'phase';
}

function readyMessage({ version }: TfRuntime): EngineMessage {
  return { type: 'ready', protocol: PROTOCOL_VERSION, tensorflow: version };
}

/** A problem that no function on the way turned into a value is told as one; all else is a fault of ours. */
function faultOf(run: string, error: unknown): EngineMessage {
  const failed = { type: 'ended', run, phase: 'failed', directory: null } as const;
  if (error instanceof ProblemSignal) return { ...failed, problems: [error.problem] };
  if (error instanceof ProblemsSignal) return { ...failed, problems: [...error.problems] };
  return faultMessage(run, error);
}

function faultMessage(run: string | null, error: unknown): EngineMessage {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { type: 'fault', run, message };
}
