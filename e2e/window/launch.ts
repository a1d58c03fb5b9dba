import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronBinary } from '../../electron/provision/index.mjs';
import { freshFolder, ROOT } from '../cli';

export interface LaunchOptions {
  /** Everything the app keeps goes here; a fresh folder by default. */
  readonly folder?: string;
  /** Files to open. */
  readonly files?: readonly string[];
  readonly language?: 'en' | 'zh-TW' | 'pseudo';
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  readonly env?: Readonly<Record<string, string>>;
  /** Started in place of the checkout's Electron: a packaged app. */
  readonly executable?: string;
}

/** The app as a person has it: the real Electron, a window on a screen of its own, a folder of its own. */
export interface Inlay {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What it keeps: settings, journal, runs. */
  readonly folder: string;
  /** Everything the page wrote to its console as an error, and every uncaught error. */
  readonly errors: readonly string[];
  /** Ends it as a person would, answering nothing. */
  close(): Promise<void>;
  /** `kill -9` of the app. */
  kill(): Promise<void>;
}

/** Electron's arguments before the app's: root has no sandbox, Xvfb no GPU. */
export const ELECTRON_ARGUMENTS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--force-device-scale-factor=1',
];

const PATIENCE = 60_000;

/** Starts the app and waits until its page is usable. */
export async function launchInlay(options: LaunchOptions = {}): Promise<Inlay> {
  const folder = options.folder ?? freshFolder();
  mkdirSync(folder, { recursive: true });
  const executablePath = options.executable ?? electronBinary();
  if (executablePath === null) throw new Error('Electron is not set up; npm run setup does it');
  const main = options.executable === undefined ? [join(ROOT, '.build', 'main.cjs')] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...ELECTRON_ARGUMENTS, ...main, ...(options.files ?? [])],
    cwd: folder,
    env: {
      ...(process.env as Record<string, string>),
      INLAY_USER_DATA: join(folder, 'app'),
      ...presets(options),
      ...options.env,
    },
    timeout: PATIENCE,
  });
  const page = await app.firstWindow({ timeout: PATIENCE });
  page.setDefaultTimeout(30_000);
  const errors = collectErrors(page);
  if (options.size !== undefined) await resize(app, options.size);
  await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: PATIENCE });
  const { pid } = app.process();
  return {
    app,
    page,
    folder,
    errors,
    close: () => app.close(),
    kill: () =>
      new Promise((resolve) => {
        app.process().once('exit', () => resolve());
        process.kill(pid!, 'SIGKILL');
      }),
  };
}

function presets({ language, theme }: LaunchOptions): Record<string, string> {
  return {
    INLAY_LANGUAGE: language ?? 'en',
    ...(theme === undefined ? {} : { INLAY_THEME: theme }),
  };
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}

/** Gives the window's page a size. */
export async function resize(
  app: ElectronApplication,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w!, h!),
    [width, height],
  );
}

/** What the person chooses in the next open and save dialogs: those are the system's, and no test can click them. */
export async function chooseFiles(
  app: ElectronApplication,
  { open, save }: { readonly open?: string; readonly save?: string },
): Promise<void> {
  await app.evaluate(
    ({ dialog }, chosen) => {
      const paths = chosen.open === undefined ? [] : [chosen.open];
      dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths });
      dialog.showSaveDialog = () =>
        Promise.resolve(
          chosen.save === undefined
            ? { canceled: true, filePath: '' }
            : { canceled: false, filePath: chosen.save },
        );
    },
    { open, save },
  );
}

/** Lines of a JSON-lines file. */
export function readLines(file: string): Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The engine's process, as the main process knows it; null while there is none. */
export function enginePid({ page }: Inlay): Promise<number | null> {
  return page.evaluate(async () => {
    // The page's world, of which not every program that uses this knows the types.
    const { inlay } = globalThis as unknown as {
      readonly inlay: { readonly call: Readonly<Record<string, (request: null) => Promise<unknown>>> };
    };
    const answer = (await inlay.call['engine/state']!(null)) as {
      readonly value: { readonly pid: number | null };
    };
    return answer.value.pid;
  });
}
