import type { MessagePortMain } from 'electron';
import type { EngineState } from '../../../shared/protocol/window';
import { EngineProcess, reasonOf, type Account, type UtilityChild } from './engine-process';

/** Who works with the engine over a port of its own. */
export interface EngineClient {
  /** Takes the window's end of a new port; an earlier one is no longer served. */
  takePort(port: MessagePortMain): void;
}

export interface EngineHostWorld {
  readonly fork: () => UtilityChild;
  readonly channel: () => { readonly port1: MessagePortMain; readonly port2: MessagePortMain };
  /** Hears every change of state. */
  readonly tell: (state: EngineState) => void;
  readonly log: (text: string) => void;
  /** How long an engine that has nothing to do keeps TensorFlow's memory, in milliseconds. */
  readonly idleMs: number;
}

/** How long the system has to say what ended the process, which mostly comes with its exit, sometimes after it. */
const POST_MORTEM_MS = 500;
/** Commands that were on their way to an engine when its windows got ports to the next one arrive within this. */
const STRAGGLERS_MS = 2000;

/**
 * Watches over the engine: starts it, connects windows, says what became of it, starts another. An engine that has
 * done its work is replaced by a fresh one, since TensorFlow gives no memory back while its process lives.
 */
export class EngineHost {
  private current: EngineProcess | null = null;
  private readonly clients = new Set<EngineClient>();
  private idle: NodeJS.Timeout | null = null;
  private held: EngineState = { state: 'down', pid: null, reason: null };
  private account: Account | null = null;
  /** Accounts to come of engines that were ended here; they name no engine. */
  private accountsToDrop = 0;
  /** Engines whose windows have gone over to another, until they have nothing left to do. */
  private readonly leaving = new Set<EngineProcess>();
  private isClosing = false;

  constructor(private readonly world: EngineHostWorld) {}

  get state(): EngineState {
    return this.held;
  }

  /** Sends a client a fresh port, starting the engine where there is none. */
  async connect(client: EngineClient): Promise<EngineState> {
    this.clients.add(client);
    const engine = this.current ?? this.start();
    this.handPort(engine, client);
    await engine.started;
    return this.held;
  }

  /** The client has gone. */
  forget(client: EngineClient): void {
    this.clients.delete(client);
  }

  /** Ends the engine, whatever it does, and starts another that every client gets a port to, this one too. */
  async restart(client: EngineClient): Promise<EngineState> {
    this.clients.add(client);
    [...this.leaving].forEach((engine) => this.end(engine));
    if (this.current !== null) this.end(this.current);
    const engine = this.start();
    this.connectAll(engine);
    await engine.started;
    return this.held;
  }

  /** Notes the system's account of how an engine ended. */
  noteGone(account: Account): void {
    if (this.accountsToDrop > 0) this.accountsToDrop--;
    else this.account = account;
  }

  /**
   * Lets the engines stop what they do, each run with a checkpoint, and ends them.
   * @param patienceMs how long that may take; what is not done by then resumes from an earlier checkpoint
   */
  async close(patienceMs: number): Promise<void> {
    this.isClosing = true;
    if (this.idle !== null) clearTimeout(this.idle);
    const engines = [...this.leaving, ...(this.current === null ? [] : [this.current])];
    engines.forEach((engine) => engine.stopAll());
    const until = Date.now() + patienceMs;
    const isBusy = (): boolean => engines.some((one) => !one.isGone && one.active.length > 0);
    while (isBusy() && Date.now() < until) await pause(50);
    engines.forEach((engine) => this.end(engine));
  }

  private start(): EngineProcess {
    const engine: EngineProcess = new EngineProcess(this.world.fork(), {
      changed: () => this.scheduleRest(),
      exited: (code) => this.exited(engine, code),
      fault: (message) => this.world.log(`a fault in the engine: ${message}`),
    });
    this.current = engine;
    void engine.started.then((pid) => {
      if (this.current === engine && pid !== null) this.set({ state: 'up', pid, reason: null });
    });
    return engine;
  }

  private connectAll(engine: EngineProcess): void {
    for (const client of this.clients) this.handPort(engine, client);
  }

  private handPort(engine: EngineProcess, client: EngineClient): void {
    const { port1, port2 } = this.world.channel();
    engine.give(port1);
    client.takePort(port2);
  }

  private exited(engine: EngineProcess, code: number): void {
    this.leaving.delete(engine);
    const isCurrent = this.current === engine;
    if (isCurrent) this.current = null;
    if (engine.isUnwanted) {
      if (isCurrent) this.set({ state: 'down', pid: null, reason: null });
      return;
    }
    void this.tellCrash(isCurrent, engine, code);
  }

  private async tellCrash(wasCurrent: boolean, engine: EngineProcess, code: number): Promise<void> {
    const until = Date.now() + POST_MORTEM_MS;
    while (this.account === null && Date.now() < until) await pause(10);
    const reason = reasonOf(this.account ?? { code, bySignal: code !== 0 });
    this.account = null;
    this.world.log(`engine ended by itself: ${reason}\n${engine.lastWords}`);
    // A window may have started the next one meanwhile.
    if (wasCurrent && this.current === null) this.set({ state: 'crashed', pid: null, reason });
  }

  private set(state: EngineState): void {
    const { held } = this;
    if (held.state === state.state && held.pid === state.pid && held.reason === state.reason) return;
    this.held = state;
    this.world.tell(state);
  }

  /** Counts down to the engine's replacement whenever it has nothing to do and holds memory. */
  private scheduleRest(): void {
    if (this.idle !== null) clearTimeout(this.idle);
    this.idle = setTimeout(() => this.replaceIdle(), this.world.idleMs);
  }

  /**
   * Windows first get ports to a fresh engine; the old one is ended only when nothing sent to it before has turned
   * into work, so that no command is lost.
   */
  private replaceIdle(): void {
    const old = this.current;
    if (this.isClosing || old === null || !old.hasTensorFlow || old.active.length > 0) return;
    old.isUnwanted = true;
    this.leaving.add(old);
    this.connectAll(this.start());
    void this.endWhenDone(old);
  }

  private async endWhenDone(engine: EngineProcess): Promise<void> {
    do await pause(STRAGGLERS_MS);
    while (!engine.isGone && engine.active.length > 0);
    if (engine.lastWords !== '') this.world.log(`engine ended as idle\n${engine.lastWords}`);
    this.end(engine);
  }

  private end(engine: EngineProcess): void {
    if (!engine.isGone) this.accountsToDrop++;
    engine.end();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
