import { performance } from 'node:perf_hooks';
import type { EngineMessage } from '../../shared/protocol/contract';
import { loadTf } from './load-tf';
import { Engine, type EnginePort } from './session/serve';

/**
 * The engine as Electron's utility process: `parentPort` is the main process, and each port that comes with one of
 * its messages leads straight to a window. Typed here by what is used, so that the engine does not depend on Electron.
 */
export interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports?: readonly UtilityPort[] }) => void): void;
  on(event: 'close', listener: () => void): void;
  start?(): void;
}

function enginePort(port: UtilityPort, onPorts?: (ports: readonly UtilityPort[]) => void): EnginePort {
  return {
    postMessage: (message: EngineMessage) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data, ports = [] }) => {
        if (ports.length > 0 && onPorts !== undefined) onPorts(ports);
        else listener(data);
      });
      port.start?.();
    },
    onClose: (listener) => port.on('close', listener),
  };
}

/** Serves a utility process's parent, and every window whose port it hands over. */
export function serveParent(parent: UtilityPort, folder: string): Engine {
  const engine = new Engine({
    loadRuntime: () => Promise.resolve().then(() => loadTf()),
    clock: () => performance.timeOrigin + performance.now(),
    folder,
  });
  const windows = (ports: readonly UtilityPort[]): void =>
    ports.forEach((port) => engine.attach(enginePort(port)));
  engine.attach(enginePort(parent, windows), 'parent');
  return engine;
}

const { parentPort } = process as unknown as { parentPort?: UtilityPort };
if (parentPort !== undefined) {
  const engine = serveParent(parentPort, process.cwd());
  // Node would end the process, and with it every run but the one at fault.
  process.on('unhandledRejection', (reason) => engine.fault(reason));
}
