import { close, newDocument, openChosen, save, saveAs } from '../documents/files';
import { activeDocument, showDocument, useDocuments } from '../documents/store';
import { showBottomTab, type BottomTab } from '../platform/bottom-tab';
import type { CommandSpec } from '../platform/commands';
import { changeSettings, useSettingsStore } from '../platform/settings';
import type { WordKey } from '../words';
import { requestClose } from './closing';
import { openDialog } from './dialogs';
import { isShut, shutPanel, type SidePanel } from './panels';

const hasDocument = (): boolean => activeDocument() !== null;

function withActive(work: (key: string) => Promise<unknown>): () => Promise<void> {
  return async () => {
    const open = activeDocument();
    if (open !== null) await work(open.key);
  };
}

const fileCommands: readonly CommandSpec[] = [
  {
    id: 'file.new',
    title: (t) => t('app.new'),
    menu: 'file',
    group: 1,
    keys: 'Mod+N',
    inFields: true,
    run: () => void newDocument(),
  },
  {
    id: 'file.open',
    title: (t) => t('app.open'),
    menu: 'file',
    group: 1,
    keys: 'Mod+O',
    inFields: true,
    run: openChosen,
  },
  {
    id: 'app.start',
    title: (t) => t('app.start-page'),
    menu: 'file',
    group: 1,
    enabled: hasDocument,
    run: () => showDocument(null),
  },
  {
    id: 'file.save',
    title: (t) => t('app.save'),
    menu: 'file',
    group: 2,
    keys: 'Mod+S',
    inFields: true,
    enabled: hasDocument,
    run: withActive(save),
  },
  {
    id: 'file.save-as',
    title: (t) => t('app.save-as'),
    menu: 'file',
    group: 2,
    keys: 'Mod+Shift+S',
    inFields: true,
    enabled: hasDocument,
    run: withActive(saveAs),
  },
  {
    id: 'file.close',
    title: (t) => t('app.close-tab'),
    menu: 'file',
    group: 4,
    keys: 'Mod+W',
    inFields: true,
    enabled: hasDocument,
    run: withActive(close),
  },
  {
    id: 'app.settings',
    title: (t) => t('app.settings'),
    menu: 'file',
    group: 5,
    keys: 'Mod+,',
    inFields: true,
    run: () => openDialog('settings'),
  },
  {
    id: 'app.quit',
    title: (t) => t('app.quit'),
    menu: 'file',
    group: 6,
    keys: 'Mod+Q',
    inFields: true,
    run: requestClose,
  },
];

function panelCommand(panel: SidePanel, keys: string): CommandSpec {
  return {
    id: `view.${panel}`,
    title: (t) => t(`app.panel-${panel}`),
    menu: 'view',
    group: 5,
    keys,
    inFields: true,
    enabled: hasDocument,
    checked: () => !isShut(panel),
    run: () => shutPanel(panel, !isShut(panel)),
  };
}

function tabCommand(tab: BottomTab): CommandSpec {
  return {
    id: `view.${tab}`,
    title: (t) => t(`app.show-${tab}`),
    menu: null,
    enabled: hasDocument,
    run: () => showBottomTab(tab),
  };
}

/** Brings the next tab to the front, or the one before; after the last comes the first. */
function stepTab(by: 1 | -1): void {
  const { order, active } = useDocuments.getState();
  const at = active === null ? (by === 1 ? -1 : 0) : order.indexOf(active);
  const next = order[(at + by + order.length) % order.length];
  if (next !== undefined) showDocument(next);
}

function tabStep(id: string, title: WordKey, keys: string, by: 1 | -1): CommandSpec {
  return {
    id,
    title: (t) => t(title),
    menu: 'view',
    group: 6,
    keys,
    inFields: true,
    enabled: () => useDocuments.getState().order.length > 0,
    run: () => stepTab(by),
  };
}

const viewCommands: readonly CommandSpec[] = [
  {
    id: 'app.palette',
    title: (t) => t('app.palette'),
    menu: 'view',
    group: 0,
    keys: 'Mod+K',
    inFields: true,
    run: () => openDialog('palette'),
  },
  panelCommand('left', 'Mod+B'),
  panelCommand('bottom', 'Mod+J'),
  panelCommand('right', 'Mod+Shift+B'),
  tabStep('view.next-tab', 'app.next-tab', 'Mod+PageDown', 1),
  tabStep('view.previous-tab', 'app.previous-tab', 'Mod+PageUp', -1),
  tabCommand('training'),
  tabCommand('problems'),
  tabCommand('runs'),
  tabCommand('data'),
  themeCommand('light'),
  themeCommand('dark'),
  themeCommand('system'),
];

function themeCommand(theme: 'system' | 'light' | 'dark'): CommandSpec {
  return {
    id: `app.theme-${theme}`,
    title: (t) => t('app.theme-command', { theme: t(`app.theme-${theme}`) }),
    menu: null,
    checked: () => useSettingsStore.getState().settings.theme === theme,
    run: () => changeSettings({ theme }),
  };
}

const helpCommands: readonly CommandSpec[] = [
  {
    id: 'help.shortcuts',
    title: (t) => t('app.shortcuts'),
    menu: 'help',
    keys: 'Mod+/',
    inFields: true,
    run: () => openDialog('shortcuts'),
  },
  { id: 'help.about', title: (t) => t('app.about'), menu: 'help', group: 1, run: () => openDialog('about') },
];

/** Files, tabs, panels, dialogs: what the app does around its features. */
export const appCommands: readonly CommandSpec[] = [...fileCommands, ...viewCommands, ...helpCommands];
