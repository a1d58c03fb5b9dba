import path from 'node:path';
import { readDocument } from '../../../shared/document/parse';
import { fail, ProblemSignal, type Problem } from '../../../shared/problems/problem';
import {
  parseCommand,
  PROTOCOL_VERSION,
  type EngineCommand,
  type EngineMessage,
} from '../../../shared/protocol/contract';
import { success, type Result } from '../../../shared/problems/result';
import { activeRecipe } from '../../../shared/recipe/active-recipe';
import type { Recipe } from '../../../shared/recipe/types';
import type { InlayDocument } from '../../../shared/document/types';
import { openDataset } from '../data/open-dataset';
import type { Dataset } from '../data/dataset';
import { defaultRunDirectory } from '../runs/run-directory';
import type { TfRuntime } from '../tf-runtime';
import { RunControl } from './control';
import { EventStream } from './event-stream';
import { ProblemsSignal, type Outcome } from './network';
import { evaluateRun, resume, train, type RunData } from './run-session';
import type { RunOutcome, SessionWorld } from './session';

/** One end of a channel, whichever kind the process has. */
export interface EnginePort {
  postMessage(message: EngineMessage): void;
  /** Hears every message, as it arrived. */
  onMessage(listener: (message: unknown) => void): void;
  /** Hears that the other end has gone. */
  onClose(listener: () => void): void;
}

export interface EngineWorld {
  /** Loads TensorFlow; called once, with the first command that needs it. */
  readonly loadRuntime: () => Promise<TfRuntime>;
  /** Milliseconds since 1970, with fractions. */
  readonly clock: () => number;
  /** Where runs without a directory of their own go: into `runs/` under it. */
  readonly folder: string;
}

type Of<T extends EngineCommand['type']> = Extract<EngineCommand, { type: T }>;

interface Active {
  readonly control: RunControl;
  readonly abort: AbortController;
}

/**
 * The engine behind its ports: follows commands, tells every port what happens in every run. Runs are kept apart by
 * their ids; several take turns on the one thread.
 */
export class Engine {
  private readonly ports = new Set<EnginePort>();
  private readonly active = new Map<string, Active>();
  private runtime: Promise<TfRuntime> | null = null;

  constructor(private readonly world: EngineWorld) {}

  /** Serves one more port. */
  attach(port: EnginePort): void {
    this.ports.add(port);
    // A window that opens later learns what the others heard when TensorFlow was loaded.
    this.runtime?.then(
      (runtime) => port.postMessage(readyMessage(runtime)),
      () => undefined,
    );
    port.onClose(() => this.ports.delete(port));
    port.onMessage((message) => this.receive(message, port));
  }

  /** Stops every run, each with a checkpoint. */
  stopAll(): void {
    for (const { abort } of this.active.values()) abort.abort();
  }

  private receive(message: unknown, port: EnginePort): void {
    const parsed = parseCommand(message);
    if (!parsed.ok) {
      port.postMessage({ type: 'refused', run: null, problem: parsed.problem });
      return;
    }
    const command = parsed.value;
    try {
      this.follow(command);
    } catch (error) {
      if (!(error instanceof ProblemSignal)) throw error;
      port.postMessage({ type: 'refused', run: command.run, problem: error.problem });
    }
  }

  private follow(command: EngineCommand): void {
    const { run } = command;
    switch (command.type) {
      case 'train':
        this.begin(run, (world) => this.train(command, world));
        break;
      case 'resume':
        this.begin(run, (world) => this.resume(command, world));
        break;
      case 'evaluate':
        this.begin(run, (world) => this.evaluate(command, world));
        break;
      case 'pause':
        this.find(run).control.pause();
        break;
      case 'continue':
        this.find(run).control.resume();
        break;
      case 'stop':
        this.find(run).abort.abort();
        break;
    }
  }

  private find(run: string): Active {
    return this.active.get(run) ?? fail('engine/unknown-run', { run });
  }

  private begin(run: string, work: (world: SessionWorld) => Promise<EngineMessage>): void {
    if (this.active.has(run)) fail('engine/run-active', { run });
    const active: Active = { control: new RunControl(), abort: new AbortController() };
    this.active.set(run, active);
    const stream = new EventStream((events) => this.tell({ type: 'events', run, events }), this.world.clock);
    const world: SessionWorld = {
      clock: this.world.clock,
      sink: (event) => stream.push(event),
      signal: active.abort.signal,
      control: active.control,
    };
    void work(world)
      .catch((error: unknown): EngineMessage => faultOf(run, error))
      .then((message) => {
        this.active.delete(run);
        stream.flush();
        this.tell(message);
      });
  }

  private async train(command: Of<'train'>, world: SessionWorld): Promise<EngineMessage> {
    const problems = (found: readonly Problem[]): EngineMessage =>
      this.ended(command.run, null, { ok: false, problems: found });
    const read = readDocument(command.document);
    if (!read.ok) return problems(read.problems);
    const recipe = recipeOf(read.value, command);
    if (!recipe.ok) return problems([recipe.problem]);
    const opened = await openDataset(command.data, { limit: command.limit ?? undefined });
    if (!opened.ok) return problems([opened.problem]);
    const data: RunData = { dataset: opened.value, source: command.data, limit: command.limit };
    const folder = this.world.folder;
    const directory = command.directory ?? defaultRunDirectory(folder, read.value.name, world.clock());
    const outcome = await train({
      ...world,
      runtime: await this.tensorflow(),
      document: read.value,
      recipe: recipe.value,
      data,
      directory: path.resolve(folder, directory),
      steps: command.steps ?? undefined,
      checkpointEvery: command.checkpointEvery ?? undefined,
    });
    return this.ended(command.run, path.resolve(folder, directory), outcome);
  }

  private async resume({ run, directory }: Of<'resume'>, world: SessionWorld): Promise<EngineMessage> {
    const runtime = await this.tensorflow();
    return this.ended(run, directory, await resume({ ...world, runtime, directory }));
  }

  private async evaluate(command: Of<'evaluate'>, { signal }: SessionWorld): Promise<EngineMessage> {
    const { run, directory, data, which } = command;
    const answer = { type: 'evaluated', run, loss: null, accuracy: null, images: 0 } as const;
    let dataset: Dataset | undefined;
    if (data !== null) {
      const opened = await openDataset(data);
      if (!opened.ok) return { ...answer, problems: [opened.problem] };
      dataset = opened.value;
    }
    const outcome = await evaluateRun({
      runtime: await this.tensorflow(),
      directory,
      dataset,
      which,
      signal,
    });
    if (!outcome.ok) return { ...answer, problems: [...outcome.problems] };
    return { ...answer, ...outcome.value, problems: [] };
  }

  private ended(run: string, directory: string | null, outcome: Outcome<RunOutcome>): EngineMessage {
    if (outcome.ok) return { type: 'ended', run, phase: outcome.value.phase, directory, problems: [] };
    return { type: 'ended', run, phase: 'failed', directory, problems: [...outcome.problems] };
  }

  private tensorflow(): Promise<TfRuntime> {
    this.runtime ??= this.world.loadRuntime().then((runtime) => {
      this.tell(readyMessage(runtime));
      return runtime;
    });
    return this.runtime;
  }

  private tell(message: EngineMessage): void {
    for (const port of this.ports) port.postMessage(message);
  }
}

function readyMessage({ version }: TfRuntime): EngineMessage {
  return { type: 'ready', protocol: PROTOCOL_VERSION, tensorflow: version };
}

/** A problem that no function on the way turned into a value is told as one; all else is a fault of ours. */
function faultOf(run: string, error: unknown): EngineMessage {
  const failed = { type: 'ended', run, phase: 'failed', directory: null } as const;
  if (error instanceof ProblemSignal) return { ...failed, problems: [error.problem] };
  if (error instanceof ProblemsSignal) return { ...failed, problems: [...error.problems] };
  return {
    type: 'fault',
    run,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

/** The recipe a command asks for, its overrides applied. */
function recipeOf(document: InlayDocument, { recipe, epochs, batch, seed }: Of<'train'>): Result<Recipe> {
  const found = activeRecipe(document, recipe ?? undefined);
  if (!found.ok) return found;
  const overrides = {
    ...(epochs !== null && { epochs }),
    ...(batch !== null && { batch }),
    ...(seed !== null && { seed }),
  };
  return success({ ...found.value, ...overrides });
}
