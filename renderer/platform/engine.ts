import { create } from 'zustand';
import { failure, success, type Result } from '../../shared/problems/result';
import { parseMessage, type EngineCommand, type EngineMessage } from '../../shared/protocol/contract';
import type { EngineState } from '../../shared/protocol/window';
import { ENGINE_PORT_MESSAGE } from '../../shared/protocol/window-names';
import { call, listen } from './api';
import { notifyProblem } from './notices';

type Probed = Extract<EngineMessage, { type: 'probed' }>;

interface EngineStore {
  readonly process: EngineState;
  /** Whether a port to it is open. */
  readonly connected: boolean;
  /** The version of TensorFlow, while it is loaded. */
  readonly tensorflow: string | null;
  /** What TensorFlow runs on, once known: it stays known after the engine has ended. */
  readonly device:
    (Pick<Probed, 'threads'> & { readonly kind: 'cpu' | 'gpu'; readonly name: string | null }) | null;
}

/** What the window knows of the engine. */
export const useEngine = create<EngineStore>()(() => ({
  process: { state: 'down', pid: null, reason: null },
  connected: false,
  tensorflow: null,
  device: null,
}));

type Listener = (message: EngineMessage) => void;
const listeners = new Set<Listener>();

/** Hears names of work that was lost, and what ended the process, null as long as only its port has closed. */
type LossListener = (runs: readonly string[], reason: string | null) => void;
const lossListeners = new Set<LossListener>();

/** The port to the newest engine: what begins goes here. */
let port: MessagePort | null = null;
const waiting: EngineCommand[] = [];
let connecting: Promise<void> | null = null;

/**
 * Which port work was begun over. An idle engine is replaced by a fresh one; what was on its way to the old one at
 * that moment goes on there, and is heard and stopped over the old port.
 */
const homes = new Map<string, MessagePort>();
/** Lost when a port closed; why is known a little later. */
let lately: string[] = [];

const BEGINNING: ReadonlySet<EngineCommand['type']> = new Set([
  'train',
  'resume',
  'evaluate',
  'export',
  'probe',
  'datasets',
  'describe-data',
] as const);
/** After these nothing more is heard of the work they name. */
const ENDING: ReadonlySet<EngineMessage['type']> = new Set([
  'ended',
  'evaluated',
  'exported',
  'probed',
  'datasets',
  'data-described',
  'fault',
  'refused',
] as const);

/** Hears every message of the engine, until the returned function is called. */
export function onEngineMessage(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hears when work in the engine is lost: told once when its port closes, and again once it is known why. */
export function onEngineLost(listener: LossListener): () => void {
  lossListeners.add(listener);
  return () => lossListeners.delete(listener);
}

let named = 0;

/**
 * A name for a piece of work in the engine that no window session has given before.
 * @param owner what it belongs to, for whoever hears of it and has not begun it
 */
export function newRunName(owner?: string): string {
  named += 1;
  const name = `w${Date.now().toString(36)}-${named}`;
  return owner === undefined ? name : `${name}@${owner}`;
}

/** What a piece of work belongs to, by its name; null where that says nothing. */
export function ownerOf(run: string): string | null {
  const at = run.indexOf('@');
  return at === -1 ? null : run.slice(at + 1);
}

/** Tells the engine something; while there is no port, it waits for one. */
export function tellEngine(command: EngineCommand): void {
  const to = homes.get(command.run) ?? port;
  if (to !== null) {
    send(to, command);
    return;
  }
  waiting.push(command);
  void connectEngine();
}

function send(to: MessagePort, command: EngineCommand): void {
  if (BEGINNING.has(command.type)) homes.set(command.run, to);
  to.postMessage(command);
}

type Asking = 'probe' | 'datasets' | 'describe-data';
interface Answers {
  readonly probe: 'probed';
  readonly datasets: 'datasets';
  readonly 'describe-data': 'data-described';
}
type Question<T extends Asking> = Omit<Extract<EngineCommand, { type: T }>, 'run'>;
type Answer<T extends Asking> = Extract<EngineMessage, { type: Answers[T] }>;

/** Asks the engine something that it answers with one message; null when the engine was lost over it. */
export function askEngine<T extends Asking>(question: Question<T>): Promise<Result<Answer<T>> | null> {
  const run = newRunName();
  return new Promise((resolve) => {
    const settle = (answer: Result<Answer<T>> | null): void => {
      stopHearing();
      stopFearing();
      resolve(answer);
    };
    const stopHearing = onEngineMessage((message) => {
      if (!('run' in message) || message.run !== run) return;
      if (message.type === 'refused') settle(failure(message.problem));
      else settle(message.type === 'fault' ? null : success(message as Answer<T>));
    });
    const stopFearing = onEngineLost((runs) => {
      if (runs.includes(run)) settle(null);
    });
    tellEngine({ ...question, run } as EngineCommand);
  });
}

/** Asks for the engine and a port to it. The port comes by itself. */
export function connectEngine(): Promise<void> {
  connecting ??= call('engine/connect', null).then((state) => {
    connecting = null;
    if (state === undefined) dropWaiting();
    else setProcess(state);
  });
  return connecting;
}

/** No engine can be had: what waits for it will not be done. */
function dropWaiting(): void {
  const runs = waiting.splice(0).map(({ run }) => run);
  if (runs.length > 0) lose(runs, null);
}

/** Ends the engine, whatever it does, and starts another. */
export async function restartEngine(): Promise<void> {
  const state = await call('engine/restart', null);
  if (state !== undefined) setProcess(state);
}

function receive(from: MessagePort, data: unknown): void {
  // A refused transfer arrives as null, in Electron.
  if (data === null) return;
  const parsed = parseMessage(data);
  if (!parsed.ok) {
    notifyProblem(parsed.problem);
    return;
  }
  const message = parsed.value;
  if (message.type === 'ready' && from === port) {
    useEngine.setState({ tensorflow: message.tensorflow });
    // TensorFlow is loaded: now it costs nothing to ask what it runs on.
    if (useEngine.getState().device === null) void learnDevice();
  }
  if ('run' in message && message.run !== null) {
    // An engine tells every port of all its work.
    if ((homes.get(message.run) ?? port) !== from) return;
    if (message.type === 'going') homes.set(message.run, from);
    if (ENDING.has(message.type)) homes.delete(message.run);
  }
  for (const listener of listeners) listener(message);
  if (from !== port) closeIfUnused(from);
}

async function learnDevice(): Promise<void> {
  const answer = await askEngine<'probe'>({ type: 'probe' });
  if (answer === null || !answer.ok || answer.value.device === null) return;
  const { device, threads } = answer.value;
  useEngine.setState({ device: { ...device, threads } });
}

function lose(runs: readonly string[], reason: string | null): void {
  for (const listener of lossListeners) listener(runs, reason);
}

function setProcess(process: EngineState): void {
  const before = useEngine.getState().process;
  useEngine.setState({ process, ...(process.pid === before.pid ? {} : { tensorflow: null }) });
  // Told once for each end.
  if (process.state !== 'crashed' || before.state === 'crashed') return;
  // What still has a home is in an older engine that went on.
  lose(lately.splice(0), process.reason ?? '');
}

function closeIfUnused(one: MessagePort): void {
  if ([...homes.values()].includes(one)) return;
  one.close();
}

function closed(one: MessagePort): void {
  const lost = [...homes].filter(([, home]) => home === one).map(([run]) => run);
  for (const run of lost) homes.delete(run);
  if (port === one) {
    port = null;
    useEngine.setState({ connected: false, tensorflow: null });
  }
  const { process } = useEngine.getState();
  const reason = process.state === 'crashed' ? (process.reason ?? '') : null;
  lately = reason === null ? lost : [];
  if (lost.length > 0) lose(lost, reason);
}

function adopt(next: MessagePort): void {
  const old = port;
  port = next;
  if (old !== null) closeIfUnused(old);
  next.onmessage = ({ data }) => receive(next, data);
  // Electron's ports tell when the other end has gone; DOM types do not know it yet.
  next.addEventListener('close', () => closed(next));
  next.start();
  useEngine.setState({ connected: true });
  for (const command of waiting.splice(0)) send(next, command);
}

/** Listens for ports and for news of the engine's process. */
export function startEngineClient(): void {
  window.addEventListener('message', (event) => {
    const [next] = event.ports;
    if (event.source !== window || event.data !== ENGINE_PORT_MESSAGE || next === undefined) return;
    adopt(next);
  });
  listen('engine/state', setProcess);
  void findEngine();
}

/** An engine that is up before its window is may have runs of a window that is gone. */
async function findEngine(): Promise<void> {
  const state = await call('engine/state', null);
  if (state?.state === 'up') await connectEngine();
}
