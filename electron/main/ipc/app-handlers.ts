import { app, dialog, Menu, nativeTheme, shell } from 'electron';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import packageJson from '../../../package.json';
import { fail } from '../../../shared/problems/problem';
import type { FileRef, Settings } from '../../../shared/protocol/window';
import type { EngineHost } from '../engine/engine-host';
import { fromReadable, type Grants } from '../files/grants';
import { RECORD_FILES, type RunIndex } from '../runs/run-index';
import type { SetupHost } from '../setup/setup-host';
import type { SettingsStore } from '../store/settings';
import type { AppWindow } from '../window/app-window';
import { menuTemplate } from '../window/menu';
import { webLink } from '../window/page';
import type { CallsOf, Handlers } from './handler';
import type { Say } from './world';

export interface AppWorld {
  readonly say: Say;
  /** Files named on the command line. */
  readonly named: readonly FileRef[];
  readonly grants: Grants;
  readonly runs: RunIndex;
  readonly exports: ReadonlySet<string>;
}

/** The app itself: what it is, its menu, links, and closing. */
export function appHandlers(world: AppWorld): Handlers<CallsOf<'app'>> {
  return {
    'app/info': () => ({
      version: packageJson.version,
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      platform: process.platform,
      locale: app.getLocale(),
      packaged: app.isPackaged,
      cores: os.cpus().length,
      open: [...world.named],
    }),
    'app/close': (_, window) => {
      // Once this call is answered: a page that has gone cannot hear its answer.
      setImmediate(() => window.letClose());
      return null;
    },
    'app/open-link': ({ url }, window) => openLink(world.say, url, window),
    'app/show-item': ({ path: shown }) => {
      const target = path.resolve(fromReadable(shown));
      if (!mayShow(world, target)) fail('app/path-refused', { path: shown });
      shell.showItemInFolder(target);
      return null;
    },
    'app/set-menu': ({ menus }, window) => {
      const template = menuTemplate(menus, (command) => window.tell('menu/command', { command }));
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
      return null;
    },
  };
}

/** Settings; the theme reaches the system's own dialogs too. */
export function settingsHandlers(settings: SettingsStore, say: Say): Handlers<CallsOf<'settings'>> {
  const change = async (some: Partial<Settings>): Promise<Settings> => {
    const changed = await settings.change(some);
    nativeTheme.themeSource = changed.theme;
    return changed;
  };
  return {
    'settings/read': () => settings.current,
    'settings/change': (some) => change(some as Partial<Settings>),
    'settings/choose-runs-folder': async (_, { native }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(native, {
        title: say('runsTitle'),
        buttonLabel: say('chooseButton'),
        properties: ['openDirectory', 'createDirectory'],
      });
      const [runsFolder] = filePaths;
      return canceled || runsFolder === undefined ? settings.current : change({ runsFolder });
    },
  };
}

/** The engine and set-up. */
export function hostHandlers(
  engine: EngineHost,
  setup: SetupHost,
): Handlers<CallsOf<'engine'> | CallsOf<'setup'>> {
  return {
    'setup/state': () => setup.state(),
    'setup/ensure': ({ parts }) => setup.ensure(parts),
    'engine/state': () => engine.state,
    'engine/connect': (_, window) => engine.connect(window),
    'engine/restart': (_, window) => engine.restart(window),
  };
}

/** Shows where a link leads, and goes there only when the person says so. */
async function openLink(say: Say, address: string, { native }: AppWindow): Promise<boolean> {
  const url = webLink(address) ?? fail('app/link-refused', { url: address });
  const { response } = await dialog.showMessageBox(native, {
    type: 'question',
    title: say('linkTitle'),
    message: say('linkQuestion'),
    detail: url,
    buttons: [say('cancel'), say('linkOpen')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response !== 1) return false;
  await shell.openExternal(url);
  return true;
}

/** Open files, runs that were listed, what lies in a folder chosen for exports, and exports of ours anywhere. */
function mayShow({ grants, runs, exports }: AppWorld, target: string): boolean {
  if (grants.isGranted(target) || runs.isShown(target)) return true;
  if ([...exports].some((folder) => target === folder || target.startsWith(`${folder}${path.sep}`)))
    return true;
  return RECORD_FILES.some((name) => fs.existsSync(path.join(target, name)));
}
