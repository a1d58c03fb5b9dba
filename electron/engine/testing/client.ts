import { MessageChannel, type MessagePort } from 'node:worker_threads';
import {
  parseMessage,
  type EngineMessage,
  type EngineCommand,
  type ParentCommand,
} from '../../../shared/protocol/contract';
import { printDocument } from '../../../shared/document/print';
import { serveParent, type UtilityPort } from '../entry';
import { tinyDocument, tinyRecipe } from './tiny';

const open: MessagePort[] = [];

/** One end of a channel as Electron gives it: messages come as events, ports beside their data. */
function asUtilityPort(port: MessagePort): UtilityPort {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: string, listener: (event: { data: unknown; ports: UtilityPort[] }) => void) => {
      if (event === 'close') port.on('close', () => listener({ data: null, ports: [] }));
      else
        port.on('message', (message: { data: unknown; ports: MessagePort[] }) => {
          listener({ data: message.data, ports: message.ports.map(asUtilityPort) });
        });
    },
  };
}

/** The other end: sends commands, keeps every message, each parsed as a window would. */
export class Client {
  readonly messages: EngineMessage[] = [];
  private waiting: (() => void)[] = [];

  constructor(readonly port: MessagePort) {
    open.push(port);
    port.on('message', (message: unknown) => {
      const parsed = parseMessage(message);
      if (!parsed.ok) throw new Error(JSON.stringify([parsed.problem, message]));
      this.messages.push(parsed.value);
      const woken = this.waiting;
      this.waiting = [];
      woken.forEach((wake) => wake());
    });
  }

  send(command: ParentCommand | null | string, ports: MessagePort[] = []): void {
    this.port.postMessage({ data: command, ports }, ports);
  }

  /** The first message of a type, once it is there; those before it that were looked at do not count. */
  async until<T extends EngineMessage['type']>(
    type: T,
    fits: (message: Extract<EngineMessage, { type: T }>) => boolean = () => true,
  ): Promise<Extract<EngineMessage, { type: T }>> {
    for (;;) {
      const found = this.messages.find(
        (message): message is Extract<EngineMessage, { type: T }> =>
          message.type === type && fits(message as Extract<EngineMessage, { type: T }>),
      );
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  events(run: string) {
    return this.messages.flatMap((message) =>
      message.type === 'events' && message.run === run ? message.events : [],
    );
  }
}

/** An engine of its own, and the parent's end of its port. */
export function connect(folder: string): Client {
  const { port1, port2 } = new MessageChannel();
  open.push(port2);
  serveParent(asUtilityPort(port2), folder);
  return new Client(port1);
}

/** Gives an engine one more window. */
export function addWindow(parent: Client): Client {
  const { port1, port2 } = new MessageChannel();
  parent.send('here is a window', [port2]);
  return new Client(port1);
}

/** Closes every port, so that the process can end. */
export function disconnectAll(): void {
  open.forEach((port) => port.close());
}

export type TrainCommand = Extract<EngineCommand, { type: 'train' }>;

/** Trains the tiny network for thirty epochs, 120 steps, on the tiny data. */
export function trainTiny(run: string, data: string): TrainCommand {
  return {
    type: 'train',
    run,
    document: printDocument(tinyDocument({ ...tinyRecipe, epochs: 30 })),
    recipe: null,
    data,
    limit: null,
    directory: null,
    epochs: null,
    steps: null,
    batch: null,
    seed: null,
    checkpointEvery: null,
  };
}
