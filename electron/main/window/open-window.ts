import { BrowserWindow, nativeTheme, screen } from 'electron';
import { allowDeveloperTools } from './harden';
import { placeFor, readPlace, SMALLEST, writePlace } from './window-place';

/** The page's own background, so that nothing flashes before it is drawn. */
const BACKGROUND = { dark: '#0f1216', light: '#eef1f4' } as const;

export interface NativeOptions {
  readonly preload: string;
  /** Where its size and position are kept. */
  readonly placeFile: string;
  readonly devtools: boolean;
}

/** Makes a window, confined and not yet loaded; it shows itself when its page is ready. */
export function openNative({ preload, placeFile, devtools }: NativeOptions): BrowserWindow {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  const left = readPlace(placeFile);
  const window = new BrowserWindow({
    ...placeFor(
      left,
      [main, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Inlay',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: devtools,
    },
  });
  if (devtools) allowDeveloperTools(window.webContents);
  window.once('ready-to-show', () => {
    if (left?.maximized === true) window.maximize();
    window.show();
  });
  keepPlace(window, placeFile);
  return window;
}

/** Keeps a window's place as it was before it was maximised. */
function keepPlace(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    writePlace(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
}
