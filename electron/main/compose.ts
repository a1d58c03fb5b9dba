import {
  app,
  type BrowserWindow,
  dialog,
  MessageChannelMain,
  Menu,
  nativeTheme,
  session,
  utilityProcess,
} from 'electron';
import path from 'node:path';
import { EngineHost } from './engine/engine-host';
import type { UtilityChild } from './engine/engine-process';
import { Documents } from './files/documents';
import { Grants } from './files/grants';
import { appHandlers, hostHandlers, settingsHandlers } from './ipc/app-handlers';
import { fileHandlers, keptHandlers } from './ipc/file-handlers';
import { runHandlers } from './ipc/run-handlers';
import { hearPreload, serveCalls } from './ipc/server';
import type { Say } from './ipc/world';
import { LogFile } from './log';
import { appPaths, userPaths, type AppPaths, type UserPaths } from './paths';
import { RunIndex } from './runs/run-index';
import { SetupHost } from './setup/setup-host';
import { Journal } from './store/journal';
import { SessionStore } from './store/session';
import { presetsOf, SettingsStore } from './store/settings';
import { allWindows, AppWindow, tellAll } from './window/app-window';
import { hardenSession } from './window/harden';
import { openNative } from './window/open-window';
import { servePage } from './window/serve-page';
import { nativeLanguage, nativeText } from './words';

/** What the system calls the engine's process. */
const ENGINE_NAME = 'Inlay engine';
/** An engine that has nothing to do keeps its memory this long, unless a test says otherwise. */
const ENGINE_IDLE_MS = 5000;
/** Electron's words for what a signal did. */
const BY_SIGNAL: ReadonlySet<string> = new Set(['killed', 'crashed', 'oom', 'memory-eviction']);
/** How long a run may take to leave a checkpoint when the app is quit. */
const QUIT_PATIENCE_MS = 3000;

/** The running app, as far as its entry needs it. */
export interface RunningApp {
  /** Somebody started it once more, naming files. */
  startedAgain(files: readonly string[]): void;
}

/**
 * Puts the app together and opens its window.
 * @param named files on the command line
 * @param bundle the folder of the main bundle
 */
export async function composeApp(named: readonly string[], bundle: string): Promise<RunningApp> {
  const user = userPaths(app.getPath('userData'));
  const paths = appPaths({ bundle, packaged: app.isPackaged, env: process.env });
  const log = new LogFile(path.join(user.logs, 'main.log'));
  const note = (text: string): void => log.write(text);
  process.on('uncaughtException', (error) => log.fault('main process', error));
  process.on('unhandledRejection', (error) => log.fault('main process', error));
  const settings = new SettingsStore(user.settings, note, presetsOf(process.env));
  const grants = new Grants(user.recent, note);
  await Promise.all([app.whenReady(), settings.load(), grants.load()]);
  nativeTheme.themeSource = settings.current.theme;
  // Electron's own menu reloads pages and shows developer tools.
  Menu.setApplicationMenu(null);
  hardenSession(session.defaultSession, !app.isPackaged);
  servePage(session.defaultSession, paths.renderer);
  const say: Say = (key, name) =>
    nativeText(nativeLanguage(settings.current.language, app.getLocale()), key, name);
  const hosts = makeHosts(paths, user);
  const documents = new Documents(grants, (id, stamp) => tellAll('file/changed', { id, stamp }), Date.now);
  const refs = named.map((file) => grants.grant(file));
  const own = (): string => settings.current.runsFolder ?? user.runs;
  const runs = new RunIndex({ own, also: [user.runs] });
  const exports = new Set<string>();
  serveCalls(
    {
      ...appHandlers({ say, named: refs, grants, runs, exports }),
      ...settingsHandlers(settings, say),
      ...fileHandlers({ grants, documents, say, clock: Date.now, home: app.getPath('documents') }),
      ...keptHandlers(new Journal(user.journal, note), new SessionStore(user.session, note)),
      ...runHandlers({ runs, grants, settings, say, clock: Date.now, exports }),
      ...hostHandlers(hosts.engine, hosts.setup),
    },
    log,
  );
  hearPreload((dropped) => documents.noteDropped(dropped));
  app.on('browser-window-focus', () => documents.lookAgain());
  quitInOrder(hosts, documents);
  await openWindow({ paths, user, hosts, say, log });
  return { startedAgain: (files) => startedAgain(files.map((file) => grants.grant(file))) };
}

interface Hosts {
  readonly engine: EngineHost;
  readonly setup: SetupHost;
}

function makeHosts(paths: AppPaths, user: UserPaths): Hosts {
  const log = new LogFile(path.join(user.logs, 'engine.log'));
  const fork = (entry: string, serviceName: string): UtilityChild =>
    utilityProcess.fork(entry, [], { stdio: 'pipe', serviceName, cwd: user.root });
  const engine = new EngineHost({
    fork: () => fork(paths.engine, ENGINE_NAME),
    channel: () => new MessageChannelMain(),
    tell: (state) => tellAll('engine/state', state),
    log: (text) => log.write(text),
    idleMs: idleMs(),
  });
  app.on('child-process-gone', (_, { name, reason, exitCode }) => {
    if (name === ENGINE_NAME) engine.noteGone({ code: exitCode, bySignal: BY_SIGNAL.has(reason) });
  });
  const setup = new SetupHost({
    fork: () => fork(paths.setup, 'Inlay set-up'),
    tell: (progress) => tellAll('setup/progress', progress),
  });
  return { engine, setup };
}

function idleMs(): number {
  const asked = Number(process.env['INLAY_ENGINE_IDLE_MS'] ?? '');
  return Number.isFinite(asked) && asked > 0 ? asked : ENGINE_IDLE_MS;
}

interface WindowParts {
  readonly paths: AppPaths;
  readonly user: UserPaths;
  readonly hosts: Hosts;
  readonly say: Say;
  readonly log: LogFile;
}

async function openWindow({ paths, user, hosts, say, log }: WindowParts): Promise<void> {
  const native = openNative({ preload: paths.preload, placeFile: user.window, devtools: !app.isPackaged });
  const window = new AppWindow(native, {
    log: (text) => log.write(text),
    explainGone: (gone) => explainGone(gone, say),
    closed: (one) => hosts.engine.forget(one),
  });
  await window.load();
}

async function explainGone(window: BrowserWindow, say: Say): Promise<void> {
  await dialog.showMessageBox(window, {
    type: 'error',
    title: say('pageGoneTitle'),
    message: say('pageGone'),
    detail: say('pageGoneDetail'),
    buttons: [say('close')],
  });
}

function startedAgain(files: readonly ReturnType<Grants['grant']>[]): void {
  const [window] = allWindows();
  window?.show();
  for (const file of files) window?.tell('app/open-file', { file });
}

/** Runs get the time to leave a checkpoint before the app is gone. */
function quitInOrder({ engine, setup }: Hosts, documents: Documents): void {
  app.on('window-all-closed', () => app.quit());
  let isDone = false;
  app.on('will-quit', (event) => {
    if (isDone) return;
    event.preventDefault();
    documents.close();
    setup.close();
    void engine.close(QUIT_PATIENCE_MS).finally(() => {
      isDone = true;
      app.quit();
    });
  });
}
