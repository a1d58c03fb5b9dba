import { app, type Session, type WebContents } from 'electron';
import { mayLoad } from './page';

/**
 * Shuts every way by which a page could go elsewhere, open something or be given something. Applied to all contents
 * there will ever be, whoever makes them.
 */
export function hardenContents(): void {
  app.on('web-contents-created', (_, contents) => {
    const refuse = (event: { preventDefault(): void }): void => event.preventDefault();
    // A page of ours may load itself again, which it does after a fault; its address it may not change.
    const stay = (event: { preventDefault(): void; readonly url?: string }, url = event.url): void => {
      if (url !== contents.getURL() || !mayLoad(url, false)) event.preventDefault();
    };
    contents.on('will-navigate', (event, url) => stay(event, url));
    // Electron 25 and later; older ones never tell it.
    contents.on('will-frame-navigate', (event) => stay(event));
    contents.on('will-redirect', refuse);
    contents.on('will-attach-webview', refuse);
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Denies every permission, and everything that is not of the app. */
export function hardenSession(session: Session, devtools: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayLoad(url, devtools) }));
}

/** In a checkout, F12 shows the developer tools: the menu is the person's own. */
export function allowDeveloperTools(contents: WebContents): void {
  contents.on('before-input-event', (_, { type, key }) => {
    if (type === 'keyDown' && key === 'F12') contents.toggleDevTools();
  });
}
