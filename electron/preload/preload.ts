import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { NoticeName, WindowApi } from '../../shared/protocol/window';
import { CALL_NAMES, ENGINE_PORT_MESSAGE, NOTICE_NAMES } from '../../shared/protocol/window-names';
import { CLOSE_HEARD, DROPPED, ENGINE_PORT } from './channels';

/**
 * Makes `window.inlay`: a function for each call of the protocol and each notice, and nothing that takes a channel's
 * name. Runs in the sandbox, apart from the page's own scripts.
 */

/** What of the page is used: the electron projects have no DOM types. */
declare const File: { readonly prototype: object };
declare const window: {
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void;
  readonly location: { readonly origin: string };
};

const listeners = new Map<NoticeName, Set<(notice: never) => void>>();

function hear(name: NoticeName): void {
  const all = new Set<(notice: never) => void>();
  listeners.set(name, all);
  ipcRenderer.on(name, (_: IpcRendererEvent, notice: unknown) => {
    // A page that has no one listening is not alive, however quickly this script answers.
    if (name === 'app/close-requested' && all.size > 0) ipcRenderer.send(CLOSE_HEARD);
    for (const listener of all) listener(notice as never);
  });
}

function listen(name: NoticeName, listener: (notice: never) => void): () => void {
  listeners.get(name)?.add(listener);
  return () => void listeners.get(name)?.delete(listener);
}

/** The path of a file that a person dropped; noted by the main process, which opens no other dropped path. */
function pathOf(file: unknown): string {
  const path = pathIn(file);
  if (path !== '') ipcRenderer.send(DROPPED, path);
  return path;
}

/** Of real files only: the getters check what they are called on, so that no object can claim a path. */
function pathIn(file: unknown): string {
  try {
    if ((webUtils as unknown) !== undefined) return webUtils.getPathForFile(file as never);
    // Before Electron 29 there is no `webUtils`, but files carry their path.
    const path: unknown = Object.getOwnPropertyDescriptor(File.prototype, 'path')?.get?.call(file);
    return typeof path === 'string' ? path : '';
  } catch {
    return '';
  }
}

NOTICE_NAMES.forEach(hear);

const api = {
  call: Object.fromEntries(
    CALL_NAMES.map((name) => [name, (request: unknown) => ipcRenderer.invoke(name, request)]),
  ),
  on: Object.fromEntries(
    NOTICE_NAMES.map((name) => [name, (listener: (notice: never) => void) => listen(name, listener)]),
  ),
  pathOf,
} as unknown as WindowApi;

contextBridge.exposeInMainWorld('inlay', api);

ipcRenderer.on(ENGINE_PORT, ({ ports }) => {
  window.postMessage(ENGINE_PORT_MESSAGE, window.location.origin, ports);
});
