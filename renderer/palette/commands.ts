import { useDocuments } from '../documents/store';
import type { CommandSpec } from '../platform/commands';
import { changeSettings, useSettingsStore } from '../platform/settings';
import { askForBlocks } from './store';

/** The palette's panel, as the settings name it. */
const PANEL = 'left';

/** Leads to the search field, out of a panel that is shut too. */
function findBlock(): void {
  const { shut } = useSettingsStore.getState().settings;
  if (shut.includes(PANEL)) changeSettings({ shut: shut.filter((panel) => panel !== PANEL) });
  askForBlocks();
}

/** What the palette adds to menus and shortcuts. */
export const paletteCommands: readonly CommandSpec[] = [
  {
    id: 'view.find-block',
    title: (t) => t('palette.find-block'),
    menu: 'view',
    group: 3,
    keys: '/',
    enabled: () => useDocuments.getState().active !== null,
    run: findBlock,
  },
];
