import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { calls, type CallName } from '../../../shared/protocol/window';
import { CLOSE_HEARD, DROPPED } from '../../preload/channels';
import type { LogFile } from '../log';
import { windowOf, type AppWindow } from '../window/app-window';
import { isTrusted } from '../window/page';
import { answer } from './answer';
import type { Handlers } from './handler';

/** Serves every call of the protocol, each checked as `answer` says. */
export function serveCalls(handlers: Handlers<CallName>, log: LogFile): void {
  for (const name of Object.keys(calls) as CallName[]) {
    ipcMain.handle(name, (event, request: unknown) => {
      const caller = callerOf(event);
      const handle = (parsed: never): unknown => handlers[name](parsed, caller!);
      const { request: schema } = calls[name];
      return answer({ name, isTrusted: caller !== null, request, schema, handle }, log);
    });
  }
}

/** Hears what the preload script tells of its own accord; a page has no way to send these. */
export function hearPreload(onDropped: (path: string) => void): void {
  ipcMain.on(DROPPED, (event, path: unknown) => {
    if (callerOf(event) !== null && typeof path === 'string') onDropped(path);
  });
  ipcMain.on(CLOSE_HEARD, (event) => callerOf(event)?.closeHeard());
}

/** The window whose page speaks, or null for anything else. */
function callerOf(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): AppWindow | null {
  const window = windowOf(event.sender);
  const frame = event.senderFrame;
  if (window === null || frame === null) return null;
  const isMainFrameOfOurs = frame === event.sender.mainFrame;
  return isTrusted({ url: frame.url, isMainFrameOfOurs }) ? window : null;
}
