import type { BrowserWindow, MessagePortMain, WebContents } from 'electron';
import { notices, type NoticeName, type NoticeOf } from '../../../shared/protocol/window';
import { ENGINE_PORT } from '../../preload/channels';
import type { EngineClient } from '../engine/engine-host';
import { PAGE } from './page';

/** How long a page that is asked to close may take to show that it lives. */
const PATIENCE_MS = 3000;
/** A page that goes again within this is not loaded a third time. */
const RELOAD_AGAIN_MS = 60_000;

const open = new Map<WebContents, AppWindow>();

/** The window of ours that shows these contents. */
export function windowOf(contents: WebContents): AppWindow | null {
  return open.get(contents) ?? null;
}

/** Every window that is open. */
export function allWindows(): readonly AppWindow[] {
  return [...open.values()];
}

/** Tells every window something. */
export function tellAll<N extends NoticeName>(name: N, notice: NoticeOf<N>): void {
  for (const window of open.values()) window.tell(name, notice);
}

export interface WindowWorld {
  readonly log: (text: string) => void;
  /** The page ended twice: says so, before the window goes. */
  readonly explainGone: (window: BrowserWindow) => Promise<void>;
  readonly closed: (window: AppWindow) => void;
}

/** A window: what it is told, how it closes, what happens when its page ends. */
export class AppWindow implements EngineClient {
  private mayClose = false;
  private waiting: NodeJS.Timeout | null = null;
  private lastGone = -Infinity;

  constructor(
    readonly native: BrowserWindow,
    private readonly world: WindowWorld,
  ) {
    const { webContents } = native;
    open.set(webContents, this);
    native.on('close', (event) => {
      if (this.mayClose) return;
      event.preventDefault();
      this.askToClose();
    });
    native.on('closed', () => {
      open.delete(webContents);
      this.stopWaiting();
      world.closed(this);
    });
    webContents.on('render-process-gone', (_, { reason }) => this.pageGone(reason));
  }

  /** Shows the app's page. */
  load(): Promise<void> {
    return this.native.loadURL(PAGE);
  }

  /** Tells the page something; one that is gone is told nothing. */
  tell<N extends NoticeName>(name: N, notice: NoticeOf<N>): void {
    if (this.native.isDestroyed() || this.native.webContents.isCrashed()) return;
    this.native.webContents.send(name, notices[name].parse(notice));
  }

  takePort(port: MessagePortMain): void {
    if (this.native.isDestroyed()) port.close();
    else this.native.webContents.postMessage(ENGINE_PORT, null, [port]);
  }

  /** The page has dealt with what was unsaved. */
  letClose(): void {
    this.mayClose = true;
    this.stopWaiting();
    if (!this.native.isDestroyed()) this.native.close();
  }

  /** The page has heard that it is to close, and is asking the person. */
  closeHeard(): void {
    this.stopWaiting();
  }

  /** Brings it to the front. */
  show(): void {
    if (this.native.isMinimized()) this.native.restore();
    this.native.show();
    this.native.focus();
  }

  /** A page that is gone or does not answer keeps nobody: what was unsaved is in the journal. */
  private askToClose(): void {
    if (this.native.webContents.isCrashed()) {
      this.letGo('its page has ended');
      return;
    }
    this.stopWaiting();
    this.waiting = setTimeout(() => this.letGo('its page does not answer'), PATIENCE_MS);
    this.tell('app/close-requested', null);
  }

  private letGo(why: string): void {
    this.world.log(`a window was closed: ${why}`);
    this.native.destroy();
  }

  private stopWaiting(): void {
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.waiting = null;
  }

  private pageGone(reason: string): void {
    if (reason === 'clean-exit' || this.native.isDestroyed()) return;
    this.world.log(`a page ended by itself: ${reason}`);
    const now = Date.now();
    const isAgain = now - this.lastGone < RELOAD_AGAIN_MS;
    this.lastGone = now;
    // Not from within the event: Electron has not let go of the old page yet.
    setImmediate(() => {
      if (this.native.isDestroyed()) return;
      if (!isAgain) void this.load().catch((error: unknown) => this.world.log(String(error)));
      else void this.world.explainGone(this.native).then(() => this.native.destroy());
    });
  }
}
